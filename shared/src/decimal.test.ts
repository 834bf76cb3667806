import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimal, decimalText, parseDecimal } from './decimal.ts'

describe('a decimal', () => {
  it('is a number with two places outside and whole hundredths inside', () => {
    expect(decimal.decode(75.25)).toBe(7525)
    expect(decimal.encode(7525)).toBe(75.25)
  })

  it('with a third place, below zero, or no number at all is refused', () => {
    for (const bad of [75.251, 1e-7, 1e-300, -0.25, Number.NaN, Infinity, '6'])
      expect(decimal.safeParse(bad)).toMatchObject({ success: false })
    expect(() => parseDecimal('6.255')).toThrow(RangeError)
  })

  it('passes through the wire and the database unchanged', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999 }), (value) => {
        expect(decimal.decode(decimal.encode(value))).toBe(value)
        expect(decimal.decode(Number(JSON.stringify(decimal.encode(value))))).toBe(value)
        expect(parseDecimal(decimalText(value))).toBe(value)
      }),
    )
  })
})
