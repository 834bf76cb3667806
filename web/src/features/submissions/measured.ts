import { measuredPartsOf, type Answer, type Criterion, type Measurement } from '@thuoc/shared'

/** A figure that another system pushed for a line: the part of the answer it can stand for, null where it only informs. */
export type Offer = {
  measurement: Measurement
  part: 'count' | 'numerator' | 'denominator' | null
  /** The figure to take; null for a text. */
  figure: number | null
}

/** What is offered beside a line, in the order of its inputs. */
export function offersOf(criterion: Criterion, measurements: readonly Measurement[]): Offer[] {
  const parts = measuredPartsOf(criterion)
  const keys = [
    ...parts,
    ...(criterion.measurement !== undefined && !parts.some(({ key }) => key === criterion.measurement)
      ? [{ key: criterion.measurement, part: null }]
      : []),
  ]
  return keys.flatMap(({ key, part }) =>
    measurements
      .filter((one) => one.key === key)
      .map((measurement) => {
        const figure = typeof measurement.value === 'number' ? measurement.value : null
        return { measurement, part: figure === null ? null : part, figure }
      }),
  )
}

/** Whether a figure was given that differs from the one on offer: the note then has to say why. */
export const isContradicted = (criterion: Criterion, measurements: readonly Measurement[], answer: Answer): boolean =>
  offersOf(criterion, measurements).some(
    ({ part, figure }) => part !== null && answer[part] !== null && answer[part] !== figure,
  )

/** The change that takes every figure on offer. */
export const takeAll = (offers: readonly Offer[]): Partial<Answer> =>
  Object.fromEntries(offers.flatMap(({ part, figure }) => (part === null ? [] : [[part, figure] as const])))
