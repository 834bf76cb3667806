import { expect, it } from 'vitest'
import { floods } from './flood.ts'

it('who asks on and on is known by it until the minute is over, and nobody else', () => {
  const clock = { time: 0 }
  const flood = floods(10, () => clock.time)
  const asked = Array.from({ length: 14 }, () => flood('one'))
  expect(asked).toEqual([...Array.from({ length: 12 }, () => null), 60, 60])
  clock.time = 20_000
  expect([flood('one'), flood('other')]).toEqual([40, null])
  clock.time = 60_000
  expect(flood('one')).toBeNull()
})
