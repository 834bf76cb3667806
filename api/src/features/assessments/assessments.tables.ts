import type { ProblemCode } from '@thuoc/shared'
import { pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { lineColumns } from '../submissions/index.ts'

/** The external team's column: a table of its own, so that it can never overwrite the school's. */
export const externalLines = pgTable(
  'external_lines',
  {
    ...lineColumns(),
    /** Why the score differs from the school's. */
    reason: text().notNull().default(''),
  },
  (table) => [primaryKey({ columns: [table.submissionId, table.criterionCode] })],
)

/** What the user is told when the database says no. */
export const assessmentConstraints = {
  external_lines_score: 'line.score-above-maximum',
  external_lines_awarded: 'line.score-above-maximum',
  external_lines_part_of_whole: 'line.figures-out-of-range',
  campaign_unit_assessors_one_head: 'assessment.team-needs-head',
} satisfies Record<string, ProblemCode>
