import { expect, it } from 'vitest'
import { meanOf } from './reports.present.ts'

const rows = [
  { level: 3, count: 2, sum: '180.50' },
  { level: 1, count: 1, sum: '20.00' },
  { level: null, count: 4, sum: null },
]

it('a mean is of those with a result, to two places', () => {
  expect(meanOf(rows, [{ maximum: 20_000 }])).toBe(6683)
  expect(meanOf([{ level: null, count: 4, sum: null }], [{ maximum: 20_000 }])).toBeNull()
})

it('totals under sets of different maxima have no mean', () => {
  expect(meanOf(rows, [{ maximum: 20_000 }, { maximum: 20_000 }])).toBe(6683)
  expect(meanOf(rows, [{ maximum: 20_000 }, { maximum: 10_000 }])).toBeNull()
})
