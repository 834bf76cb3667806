import { z } from 'zod'
import { decimal } from '../decimal.ts'
import { unitSummary } from '../org/unit.schema.ts'
import { submissionId } from '../submissions/submission.schema.ts'
import { submissionStatus } from '../submissions/submission.workflow.ts'

/**
 * What makes a file worth a look. None of it is a fault: a school may have been assessed generously, a form may have
 * been filled from a spreadsheet.
 */
export const outlierKinds = ['gap', 'alike', 'quick', 'full', 'copies'] as const
export const outlierKind = z.enum(outlierKinds)
export type OutlierKind = z.infer<typeof outlierKind>

const threshold = (least: number, most: number, usual: number) =>
  z.coerce.number().int().min(least).max(most).default(usual)

/** From where on a file is listed; each can be set by whoever looks. */
export const outlierThresholds = z.object({
  gap: threshold(1, 1000, 15).describe('Points by which the self-assessment lies above the external one'),
  alike: threshold(2, 1000, 2).describe('Units whose answers are the same on every line'),
  quick: threshold(1, 1440, 10).describe('Minutes from the first line to the last'),
  full: threshold(50, 100, 100).describe('Per cent of the maximum'),
  copies: threshold(1, 1000, 3).describe('Files of evidence that another unit of the campaign handed in as well'),
})
export type OutlierThresholds = z.infer<typeof outlierThresholds>

export const outlier = z.object({
  submissionId,
  unit: unitSummary,
  managingBody: unitSummary,
  status: submissionStatus,
  selfTotal: decimal,
  externalTotal: decimal.nullable().describe('null as long as the result has not been shown to the unit'),
  value: decimal.describe('Points, units, minutes, per cent or files, as the threshold of the kind'),
  group: z.string().nullable().describe('Files with the same answers have the same; otherwise null'),
})
export type Outlier = z.infer<typeof outlier>

export const outliers = z
  .object({
    thresholds: outlierThresholds,
    compared: z.int().describe('Files of the campaign that were sent at least once: what was looked through'),
    kinds: z.array(
      z.object({
        kind: outlierKind,
        total: z.int(),
        items: z.array(outlier).describe('The most striking first, at most 200'),
      }),
    ),
  })
  .meta({ id: 'SupervisionOutliers' })
export type Outliers = z.infer<typeof outliers>
