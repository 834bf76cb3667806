import { expect, it } from 'vitest'
import { shareOf, sizeOf } from './export-facts.ts'

it('how far an export is is unknown until its whole is known, and never whole before it is done', () => {
  expect(shareOf({ done: 0, total: null })).toBeNull()
  expect(shareOf({ done: 1, total: 3 })).toBe(33)
  expect(shareOf({ done: 3, total: 3 })).toBe(99)
})

it('a size is said in the largest unit of which there is one', () => {
  expect(sizeOf(900)).toEqual({ value: 900, unit: 'B' })
  expect(sizeOf(1536)).toEqual({ value: 1.5, unit: 'KB' })
  expect(sizeOf(25 * 1024 * 1024)).toEqual({ value: 25, unit: 'MB' })
})
