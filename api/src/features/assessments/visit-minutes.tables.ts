import {
  visitMinutesStatuses,
  type ProblemCode,
  type SubmissionId,
  type VisitMinutesContent,
  type VisitMinutesId,
} from '@thuoc/shared'
import { boolean, date, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant, primaryId, reference } from '../../platform/db/columns.ts'

/** Closed rows never change, which the database sees to. */
export const visitMinutesTable = pgTable('visit_minutes', {
  id: primaryId<VisitMinutesId>(),
  submissionId: reference<SubmissionId>('submission_id').notNull(),
  number: integer().notNull(),
  sitting: integer().notNull(),
  status: text({ enum: visitMinutesStatuses }).notNull().default('draft'),
  content: jsonb().$type<VisitMinutesContent>().notNull(),
  correction: text(),
  answerDue: date('answer_due'),
  schoolAgrees: boolean('school_agrees'),
  schoolView: text('school_view'),
  savedAt: instant('saved_at').notNull(),
  savedBy: text('saved_by').notNull(),
  savedById: uuid('saved_by_id').notNull(),
  answeredAt: instant('answered_at'),
  answeredBy: text('answered_by'),
  answeredById: uuid('answered_by_id'),
  answeredOffice: text('answered_office'),
  closedAt: instant('closed_at'),
  closedBy: text('closed_by'),
  closedById: uuid('closed_by_id'),
  closedOffice: text('closed_office'),
  version: integer().notNull(),
})

/** Append-only: a newer scan comes before an older one. */
export const visitMinutesPapers = pgTable('visit_minutes_papers', {
  id: primaryId<string>(),
  submissionId: reference<SubmissionId>('submission_id').notNull(),
  minutesId: reference<VisitMinutesId>('minutes_id').notNull(),
  attachmentId: uuid('attachment_id').notNull(),
})

/** What the user is told when the database says no. */
export const visitMinutesConstraints = {
  visit_minutes_number: 'visit-minutes.stale',
  visit_minutes_one_open: 'visit-minutes.stale',
} satisfies Record<string, ProblemCode>
