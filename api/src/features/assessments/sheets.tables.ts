import {
  verdictOutcomes,
  type EvidenceId,
  type FindingsPart,
  type PersonId,
  type ProblemCode,
  type SubmissionId,
} from '@thuoc/shared'
import { boolean, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant, reference } from '../../platform/db/columns.ts'
import { lineColumns } from '../submissions/index.ts'

/** Who scores and who has finished; a member without a row scores, and has not finished. */
export const assessmentSheets = pgTable(
  'assessment_sheets',
  {
    submissionId: reference<SubmissionId>('submission_id').notNull(),
    personId: reference<PersonId>('person_id').notNull(),
    scores: boolean().notNull().default(true),
    doneAt: instant('done_at'),
  },
  (table) => [primaryKey({ columns: [table.submissionId, table.personId] })],
)

export const assessmentOpenings = pgTable('assessment_openings', {
  submissionId: reference<SubmissionId>('submission_id').primaryKey(),
  openedAt: instant('opened_at').notNull(),
})

/** One line of one assessor: theirs who saved it. */
export const assessorLines = pgTable(
  'assessor_lines',
  {
    ...lineColumns(),
    savedAt: instant('saved_at').notNull(),
    savedById: uuid('saved_by_id').$type<PersonId>().notNull(),
    reason: text().notNull().default(''),
  },
  (table) => [primaryKey({ columns: [table.submissionId, table.savedById, table.criterionCode] })],
)

/** Append-only, as the verdicts of the team are. */
export const assessorVerdicts = pgTable(
  'assessor_verdicts',
  {
    evidenceId: reference<EvidenceId>('evidence_id').notNull(),
    criterionCode: text('criterion_code').notNull(),
    givenById: uuid('given_by_id').$type<PersonId>().notNull(),
    version: integer().notNull(),
    submissionId: reference<SubmissionId>('submission_id').notNull(),
    outcome: text({ enum: verdictOutcomes }),
    note: text().notNull().default(''),
    givenAt: instant('given_at').notNull(),
    givenBy: text('given_by').notNull(),
  },
  (table) => [
    primaryKey({
      name: 'assessor_verdicts_version',
      columns: [table.evidenceId, table.criterionCode, table.givenById, table.version],
    }),
  ],
)

export const assessmentDissents = pgTable(
  'assessment_dissents',
  {
    submissionId: reference<SubmissionId>('submission_id').notNull(),
    criterionCode: text('criterion_code').notNull(),
    savedById: uuid('saved_by_id').$type<PersonId>().notNull(),
    text: text().notNull(),
    version: integer().notNull(),
    savedAt: instant('saved_at').notNull(),
    savedBy: text('saved_by').notNull(),
  },
  (table) => [primaryKey({ columns: [table.submissionId, table.criterionCode, table.savedById] })],
)

export const assessmentFindings = pgTable('assessment_findings', {
  submissionId: reference<SubmissionId>('submission_id').primaryKey(),
  whole: jsonb().$type<FindingsPart>().notNull(),
  groups: jsonb().$type<Record<string, FindingsPart>>().notNull().default({}),
  version: integer().notNull(),
  savedAt: instant('saved_at').notNull(),
  savedBy: text('saved_by').notNull(),
  savedById: uuid('saved_by_id').notNull(),
})

/** What the user is told when the database says no. */
export const sheetConstraints = {
  assessor_lines_score: 'line.score-above-maximum',
  assessor_lines_awarded: 'line.score-above-maximum',
  assessor_lines_part_of_whole: 'line.figures-out-of-range',
  assessor_verdicts_version: 'verdict.stale',
} satisfies Record<string, ProblemCode>
