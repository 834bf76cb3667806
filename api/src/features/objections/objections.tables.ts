import {
  objectionOutcomes,
  objectionStatuses,
  type answer,
  type ObjectionId,
  type ProblemCode,
  type SubmissionId,
} from '@thuoc/shared'
import { integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import type { z } from 'zod'
import { instant, primaryId, reference } from '../../platform/db/columns.ts'

/** As on the wire, so that the record reads like what was sent: scores are decimals. */
type WireAnswer = z.input<typeof answer>

/** One criterion of one draft result: what the school holds against it, what the team answers. No row is ever deleted. */
export const objections = pgTable('objections', {
  id: primaryId<ObjectionId>(),
  submissionId: reference<SubmissionId>('submission_id').notNull(),
  criterionCode: text('criterion_code').notNull(),
  status: text({ enum: objectionStatuses }).notNull().default('draft'),
  text: text().notNull(),
  wanted: jsonb().$type<WireAnswer>(),
  version: integer().notNull(),
  savedAt: instant('saved_at').notNull(),
  savedBy: text('saved_by').notNull(),
  savedById: uuid('saved_by_id').notNull(),
  sentAt: instant('sent_at'),
  sentBy: text('sent_by'),
  sentById: uuid('sent_by_id'),
  before: jsonb().$type<{ answer: WireAnswer; reason: string }>(),
  outcome: text({ enum: objectionOutcomes }),
  reply: text(),
  changed: jsonb().$type<WireAnswer>(),
  answeredAt: instant('answered_at'),
  answeredBy: text('answered_by'),
  answeredById: uuid('answered_by_id'),
})

/** What the user is told when the database says no. */
export const objectionConstraints = { objections_one_open: 'objection.stale' } satisfies Record<string, ProblemCode>
