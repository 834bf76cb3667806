import { expect, it } from 'vitest'
import { monthOf, stepped, weeksOf } from './month.ts'

it('steps over the turn of the year, from any month', () => {
  expect(stepped('2026-12', 1)).toBe('2027-01')
  expect(stepped('2026-01', -1)).toBe('2025-12')
  expect(stepped('2028-01', 1)).toBe('2028-02')
})

it('lays a month out in whole weeks that begin on Monday', () => {
  const weeks = weeksOf('2026-11')
  expect(weeks.map(([monday]) => monday)).toEqual([
    '2026-10-26',
    '2026-11-02',
    '2026-11-09',
    '2026-11-16',
    '2026-11-23',
    '2026-11-30',
  ])
  for (const week of weeks) expect(week).toHaveLength(7)
  expect(weeksOf('2027-02')).toHaveLength(4)
  expect(monthOf(weeksOf('2028-02').flat()[0] ?? '')).toBe('2028-01')
})
