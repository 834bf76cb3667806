import { z } from 'zod'

/**
 * Scores are decimals with at most two places on the wire and `numeric(6,2)` in the database;
 * in the code they are integers of hundredths, so 75 and 75.25 compare exactly (QĐ 4725: 75 is level 2, 75.25 level 3).
 */
export type Hundredths = number

export const hundredths = (units: number): Hundredths => Math.round(units * 100)

/** `7625` → `"76.25"`, the text PostgreSQL takes as `numeric`. */
export function decimalText(value: Hundredths): string {
  const digits = String(Math.abs(value)).padStart(3, '0')
  return `${value < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** `"76.25"` → `7625`; throws on more than two places, so that nothing is rounded in passing. */
export function parseDecimal(text: string): Hundredths {
  const match = /^(-?)(\d+)(?:\.(\d{1,2})0*)?$/.exec(text)
  if (!match) throw new RangeError(`Not a decimal with two places: ${text}`)
  const value = Number(match[2]) * 100 + Number((match[3] ?? '').padEnd(2, '0'))
  return match[1] ? -value : value
}

/** zod counts 1e-300 among the multiples of 0.01. */
const isNotTiny = (units: number) => units === 0 || units >= 0.01

/** A decimal codec with its JSON Schema, which `openapi` prints in place of the decoded integer. */
const decimalUpTo = (maximum: number) =>
  z
    .codec(z.number().min(0).max(maximum).multipleOf(0.01).refine(isNotTiny, 'At most two decimals'), z.int(), {
      decode: (units) => hundredths(units),
      encode: (value) => value / 100,
    })
    .meta({
      wire: {
        type: 'number',
        minimum: 0,
        maximum,
        multipleOf: 0.01,
        description: 'Decimal with at most two places',
        examples: [6.25],
      },
    })

/** The highest score, and the highest total, that is kept: `numeric(6,2)`. */
export const largestScore: Hundredths = 999_999
/** A score on the wire (6.25) ↔ hundredths in the code (625). Never below zero. */
export const decimal = decimalUpTo(largestScore / 100)
/** The end of a band, which may also be read by counts. */
export const boundary = decimalUpTo(100_000_000)
/** A difference of two scores, which may lie below zero. */
export const signedDecimal = z
  .codec(
    z
      .number()
      .min(-largestScore / 100)
      .max(largestScore / 100)
      .multipleOf(0.01),
    z.int(),
    {
      decode: (units) => hundredths(units),
      encode: (value) => value / 100,
    },
  )
  .meta({
    wire: {
      type: 'number',
      minimum: -largestScore / 100,
      maximum: largestScore / 100,
      multipleOf: 0.01,
      description: 'Decimal with at most two places; a difference',
      examples: [-6.25],
    },
  })
