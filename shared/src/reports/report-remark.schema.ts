import { z } from 'zod'
import { unitSummary } from '../org/unit.schema.ts'
import { day } from '../page.ts'
import { submissionId } from '../submissions/submission.schema.ts'
import { reportScope } from './report.schema.ts'

export const remarkKinds = ['difficulty', 'proposal'] as const
export type RemarkKind = (typeof remarkKinds)[number]
/** Where it was said: a report handed in, the findings of the team, minutes, an objection, a check of the province. */
export const remarkOrigins = ['report', 'team', 'minutes', 'objection', 'supervision'] as const
export type RemarkOrigin = (typeof remarkOrigins)[number]

export const reportRemark = z.object({
  kind: z.enum(remarkKinds),
  origin: z.enum(remarkOrigins),
  source: z.string().describe('Kind of the report, of the minutes, or how severe a finding is'),
  heading: z.string().nullable().describe('Of the part of a report'),
  criterion: z.string().nullable(),
  text: z.string(),
  on: day,
  unit: unitSummary,
  submissionId: submissionId.nullable().describe('The file it belongs to; null: of a managing body without one'),
})
export type ReportRemark = z.infer<typeof reportRemark>

export const reportRemarks = z
  .object({
    scope: reportScope,
    counts: z.array(z.object({ kind: z.enum(remarkKinds), origin: z.enum(remarkOrigins), count: z.int() })),
    items: z.array(reportRemark),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'ReportRemarks' })
export type ReportRemarks = z.infer<typeof reportRemarks>
