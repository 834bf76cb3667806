import { describe, expect, it } from 'vitest'
import {
  heldAt,
  heldOf,
  hold,
  readAmount,
  readCode,
  readMeasurementKey,
  readSetCode,
  readWhole,
  reorderHeld,
} from './held.ts'

describe('what stands in a field', () => {
  it.each([
    ['6,25', 625],
    ['6.25', 625],
    ['6,', 600],
    ['1 000', 100_000],
    ['1.000', 100_000],
    ['1.000,5', 100_050],
    ['0', 0],
  ])('reads %j as points', (text, value) => {
    expect(readAmount(text, 999_999, false)).toEqual({ value })
  })
  it.each(['6,255', '1.00.000', 'sáu', '-1', '', '10000'])('does not read %j as points yet', (text) => {
    expect(readAmount(text, 999_999, false)).toEqual({ reason: 'amount' })
  })
  it('takes an empty field for nothing where nothing may be said', () => {
    expect(readAmount('', 999_999, true)).toEqual({ value: undefined })
    expect(readWhole(' ', 1)).toEqual({ value: undefined })
    expect(readMeasurementKey('')).toEqual({ value: undefined })
  })
  it('reads whole numbers within their range', () => {
    expect(readWhole('1.200', 1)).toEqual({ value: 1200 })
    expect(readWhole('0', 1)).toEqual({ reason: 'whole' })
    expect(readWhole('10', 1, 9)).toEqual({ reason: 'whole' })
    expect(readWhole('2,5', 1)).toEqual({ reason: 'whole' })
  })
  it('reads codes and keys as the format has them', () => {
    expect(readCode(' 1.3.2 ')).toEqual({ value: '1.3.2' })
    expect(readCode('1.')).toEqual({ reason: 'code' })
    expect(readSetCode('mh-1')).toEqual({ reason: 'set-code' })
    expect(readMeasurementKey('teachers.total')).toEqual({ value: 'teachers.total' })
    expect(readMeasurementKey('Giáo viên')).toEqual({ reason: 'key' })
  })
})

describe('half typed texts', () => {
  const held = { text: '6,255', reason: 'amount' } as const
  it('stay until they are a value', () => {
    const texts = hold({}, 'n', 'maximum', held)
    expect(heldAt(texts, 'n', 'maximum')).toEqual(held)
    expect(hold(texts, 'n', 'maximum', null)).toEqual({})
    expect(hold(texts, 'n', 'step', null)).toBe(texts)
  })
  it('go along with their rows', () => {
    const texts = hold(hold({}, 'n', 'items/1/points', held), 'n', 'maximum', held)
    expect(Object.keys(reorderHeld(texts, 'n', 'items', [1, 0])).toSorted()).toEqual(['n/items/0/points', 'n/maximum'])
    expect(Object.keys(reorderHeld(texts, 'n', 'items', [0, null]))).toEqual(['n/maximum'])
  })
  it('go with the node they were typed for', () => {
    const texts = hold(hold({}, 'gone', 'maximum', held), 'n', 'maximum', held)
    expect(Object.keys(heldOf(texts, new Set(['n'])))).toEqual(['n/maximum'])
  })
})
