import { expect, it } from 'vitest'
import { newestOf } from './newest.ts'
import { countPhases, phases, statusesOf } from './progress.ts'
import { timelineOf } from './timeline.ts'

it('puts today and the deadlines on one line in their order', () => {
  const points = timelineOf('2026-11-22', '2026-12-12', '2027-01-31')
  expect(points.map(({ name }) => name)).toEqual(['today', 'self', 'external'])
  expect(points.map(({ at }) => at)).toEqual([6, 31.14, 94])
  expect(points.some(({ conflict }) => conflict)).toBe(false)
})

it('marks both deadlines when they are the wrong way round', () => {
  const points = timelineOf('2026-11-22', '2027-01-31', '2026-12-12')
  expect(points.map(({ conflict }) => conflict)).toEqual([false, true, true])
})

it('stands still when everything is due today', () => {
  expect(timelineOf('2026-11-22', '2026-11-22', '2026-11-22').map(({ at }) => at)).toEqual([6, 6, 6])
})

it('counts every phase, also those in which nothing stands', () => {
  const counted = countPhases([
    { status: 'drafting', count: 3 },
    { status: 'returned', count: 2 },
    { status: 'published', count: 1 },
  ])
  expect(counted.map(({ phase }) => phase)).toEqual([...phases])
  expect(counted.filter(({ count }) => count > 0)).toEqual([
    { phase: 'self', count: 5 },
    { phase: 'published', count: 1 },
  ])
})

it('leads from a phase to its files', () => {
  expect(statusesOf('check')).toBe('submitted,accepted')
})

it('takes the campaign of the latest school year for the present one', () => {
  const campaigns = [
    { schoolYear: '2027-2028', closing: {}, at: 0 },
    { schoolYear: '2025-2026', closing: null, at: 0 },
    { schoolYear: '2026-2027', closing: null, at: 2 },
    { schoolYear: '2026-2027', closing: null, at: 1 },
  ]
  expect(newestOf(campaigns)).toEqual({ schoolYear: '2026-2027', closing: null, at: 2 })
  expect(newestOf(campaigns.slice(0, 1))).toMatchObject({ schoolYear: '2027-2028' })
  expect(newestOf([])).toBeUndefined()
})
