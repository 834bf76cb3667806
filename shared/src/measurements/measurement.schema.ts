import { z } from 'zod'
import { largestFigure, measurementKey } from '../catalogues/criterion.schema.ts'
import { unitId } from '../org/unit.schema.ts'
import { moment, schoolYear } from '../page.ts'

/** A whole number, or a short text where the figure is none (a date of synchronisation, a name). */
const value = z.union([z.int().min(0).max(largestFigure), z.string().trim().min(1).max(200)])

/** A figure of a unit for a school year: what, how much, from where and of when. */
export const measurement = z
  .object({
    id: z.uuid(),
    unitId,
    schoolYear,
    key: measurementKey,
    value,
    source: z.string().describe('Which system or register it comes from'),
    measuredAt: moment,
    recordedAt: moment,
    recordedBy: z.string(),
  })
  .meta({ id: 'Measurement' })
export type Measurement = z.infer<typeof measurement>

export const newMeasurement = z.object({
  unit: z.string().trim().min(2).max(40).describe('Official code or id of the unit'),
  schoolYear,
  key: measurementKey,
  value,
  source: z.string().trim().min(2).max(200),
  // A far year is a slip; what lies ahead is refused by the server, which knows the time.
  measuredAt: moment.refine((text) => text >= '1900', 'Not before 1900'),
})
export type NewMeasurement = z.infer<typeof newMeasurement>

/** Why a figure is not recorded; the place is a JSON pointer into the body, `/items/3/unit`. */
export const measurementFaults = ['unit-unknown', 'measured-in-future', 'value-differs'] as const
export type MeasurementFault = (typeof measurementFaults)[number]
