import {
  evidenceRequestStatuses,
  verdictOutcomes,
  type EvidenceId,
  type EvidenceRequestId,
  type ProblemCode,
  type SubmissionId,
} from '@thuoc/shared'
import { date, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant, primaryId, reference } from '../../platform/db/columns.ts'

/** Append-only: each verdict is a version, the newest counts. */
export const evidenceVerdicts = pgTable(
  'evidence_verdicts',
  {
    evidenceId: reference<EvidenceId>('evidence_id').notNull(),
    criterionCode: text('criterion_code').notNull(),
    version: integer().notNull(),
    submissionId: reference<SubmissionId>('submission_id').notNull(),
    /** Null takes the verdict back. */
    outcome: text({ enum: verdictOutcomes }),
    note: text().notNull().default(''),
    givenAt: instant('given_at').notNull(),
    givenBy: text('given_by').notNull(),
    givenById: uuid('given_by_id').notNull(),
  },
  (table) => [
    primaryKey({ name: 'evidence_verdicts_version', columns: [table.evidenceId, table.criterionCode, table.version] }),
  ],
)

/** What the team asked the school to hand in besides; no step is made twice, so the row is its own history. */
export const evidenceRequests = pgTable('evidence_requests', {
  id: primaryId<EvidenceRequestId>(),
  submissionId: reference<SubmissionId>('submission_id').notNull(),
  criterionCode: text('criterion_code').notNull(),
  text: text().notNull(),
  due: date().notNull(),
  status: text({ enum: evidenceRequestStatuses }).notNull().default('open'),
  version: integer().notNull().default(1),
  askedAt: instant('asked_at').notNull(),
  askedBy: text('asked_by').notNull(),
  askedById: uuid('asked_by_id').notNull(),
  answer: text(),
  answeredAt: instant('answered_at'),
  answeredBy: text('answered_by'),
  answeredById: uuid('answered_by_id'),
  endedAt: instant('ended_at'),
  endedBy: text('ended_by'),
  endedById: uuid('ended_by_id'),
})

/** What the user is told when the database says no. */
export const verdictConstraints = {
  evidence_verdicts_version: 'verdict.stale',
  evidence_requests_one_open: 'evidence-request.already-asked',
} satisfies Record<string, ProblemCode>
