import { expect, it } from 'vitest'
import { day, givenMoment, schoolYear } from './page.ts'

it('takes a day that exists and that a database can keep', () => {
  for (const text of ['1900-01-01', '2026-11-22', '2028-02-29', '2199-12-31'])
    expect(day.safeParse(text).success).toBe(true)
  for (const text of ['0000-01-01', '1026-11-22', '2026-02-30', '2200-01-01', '9999-12-31', '22/11/2026'])
    expect(day.safeParse(text).success).toBe(false)
})

it('takes a moment of the years that a day may have', () => {
  for (const text of ['2026-11-20T14:00:00+07:00', '1900-01-01T00:00:00Z', '2199-12-31T23:59:59+07:00'])
    expect(givenMoment.safeParse(text).success).toBe(true)
  for (const text of [
    '0000-01-01T00:00:00Z',
    '0001-01-01T00:00:00+07:00',
    '9999-12-31T23:59:59-14:00',
    '2026-02-31T08:00:00Z',
  ])
    expect(givenMoment.safeParse(text).success).toBe(false)
})

it('takes a school year of two years in a row', () => {
  expect(schoolYear.safeParse('2026-2027').success).toBe(true)
  for (const text of ['2026-2028', '2026-2026', '0000-0001', '2026', '2026-2027 '])
    expect(schoolYear.safeParse(text).success).toBe(false)
})
