import type { IndicatorSetDefinition } from '../catalogues/indicator-set.schema.ts'
import { linesOf } from '../catalogues/outline.rules.ts'
import type { Measured } from '../scoring/result.schema.ts'
import type { Measurement } from './measurement.schema.ts'

/** The figures that criteria of a set name, each key once, in the order of the form. */
export const measurementKeysOf = (set: IndicatorSetDefinition): string[] => [
  ...new Set(
    linesOf(set).flatMap(({ criterion }) =>
      [criterion.measurement, criterion.kind === 'ratio' ? criterion.of : undefined].filter((key) => key !== undefined),
    ),
  ),
]

/** Whole figures by key, as the rules of the form compare them with answers; texts are only shown. */
export const measuredOf = (newest: readonly Pick<Measurement, 'key' | 'value'>[]): Measured =>
  Object.fromEntries(newest.flatMap(({ key, value }) => (typeof value === 'number' ? [[key, value] as const] : [])))
