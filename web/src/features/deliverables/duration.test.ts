import { expect, it } from 'vitest'
import { duration } from './duration.ts'

it.each([
  [0, 'minutes', 1],
  [59, 'minutes', 59],
  [60, 'hours', 1],
  [23 * 60 + 59, 'hours', 23],
  [24 * 60, 'days', 2],
  [12 * 24 * 60 - 1, 'days', 12],
])('%i minutes after its last day something is late by %s: %i', (minutes, unit, count) => {
  expect(duration(minutes)).toEqual({ unit, count })
})
