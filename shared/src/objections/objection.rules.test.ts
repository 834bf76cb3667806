import { expect, it } from 'vitest'
import { isObjectionDue, mayStillObject } from './objection.rules.ts'

it('a school has three to thirty days to object', () => {
  const today = '2027-03-01'
  const days = ['2027-03-03', '2027-03-04', '2027-03-31', '2027-04-01']
  expect(days.map((due) => isObjectionDue(due, today))).toEqual([false, true, true, false])
})

it('it objects while it sees the draft result, until the end of the last day', () => {
  const shown = { status: 'result-shown', lastDay: '2027-03-08' }
  expect(mayStillObject(shown, '2027-03-08')).toBe(true)
  expect(mayStillObject(shown, '2027-03-09')).toBe(false)
  expect(mayStillObject({ ...shown, lastDay: null }, '2027-03-09')).toBe(true)
  expect(mayStillObject({ ...shown, status: 'objected' }, '2027-03-02')).toBe(false)
})
