import type { CheckedItem, CheckItem, ProblemCode, receiptSummary, SubmissionId, UnitId } from '@thuoc/shared'
import { date, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { z } from 'zod'
import { instant, primaryId, reference } from '../../platform/db/columns.ts'

/** With which request a file is sent, round by round. */
export const submissionRequests = pgTable(
  'submission_requests',
  {
    submissionId: reference<SubmissionId>('submission_id').notNull(),
    round: integer().notNull(),
    number: text(),
    issuedOn: date('issued_on'),
    signatory: text(),
    office: text(),
    text: text().notNull().default(''),
    version: integer().notNull().default(1),
    savedAt: instant('saved_at').notNull(),
    savedBy: text('saved_by').notNull(),
    savedById: uuid('saved_by_id').notNull(),
    sentAt: instant('sent_at'),
  },
  ({ submissionId, round }) => [primaryKey({ name: 'submission_requests_round', columns: [submissionId, round] })],
)

export const submissionRequestFiles = pgTable(
  'submission_request_files',
  {
    submissionId: reference<SubmissionId>('submission_id').notNull(),
    round: integer().notNull(),
    attachmentId: uuid('attachment_id').notNull(),
    removedAt: instant('removed_at'),
  },
  ({ submissionId, round, attachmentId }) => [primaryKey({ columns: [submissionId, round, attachmentId] })],
)

/** The last number that each body gave in each year. */
export const receiptNumbers = pgTable(
  'receipt_numbers',
  { unitId: reference<UnitId>('unit_id').notNull(), year: integer().notNull(), last: integer().notNull() },
  ({ unitId, year }) => [primaryKey({ columns: [unitId, year] })],
)

export const submissionReceipts = pgTable('submission_receipts', {
  id: primaryId<string>(),
  submissionId: reference<SubmissionId>('submission_id').notNull(),
  round: integer().notNull(),
  receiverUnitId: reference<UnitId>('receiver_unit_id').notNull(),
  year: integer().notNull(),
  number: integer().notNull(),
  receivedAt: instant('received_at').notNull(),
  sentBy: text('sent_by').notNull(),
  sentById: uuid('sent_by_id').notNull(),
  hash: text().notNull(),
  /** As on the wire: scores are decimals. */
  summary: jsonb().$type<z.input<typeof receiptSummary>>().notNull(),
})

type Kept = Pick<CheckedItem, 'key' | 'text' | 'answer' | 'remark' | 'criteria'>
export const receiptChecks = pgTable(
  'receipt_checks',
  {
    submissionId: reference<SubmissionId>('submission_id').notNull(),
    round: integer().notNull(),
    items: jsonb().$type<Kept[]>().notNull(),
    version: integer().notNull().default(1),
    savedAt: instant('saved_at').notNull(),
    savedBy: text('saved_by').notNull(),
    savedById: uuid('saved_by_id').notNull(),
    finishedAt: instant('finished_at'),
    finishedBy: text('finished_by'),
    finishedById: uuid('finished_by_id'),
  },
  ({ submissionId, round }) => [primaryKey({ columns: [submissionId, round] })],
)

export const receiptCheckSettings = pgTable('receipt_check_settings', {
  unitId: reference<UnitId>('unit_id').primaryKey(),
  items: jsonb().$type<CheckItem[]>().notNull(),
  version: integer().notNull().default(1),
  savedAt: instant('saved_at').notNull(),
  savedBy: text('saved_by').notNull(),
  savedById: uuid('saved_by_id').notNull(),
})

/** What the user is told when the database says no: two who save a first version at once. */
export const requestConstraints = {
  submission_requests_round: 'submission-request.stale',
  receipt_checks_pkey: 'check-list.stale',
  receipt_check_settings_pkey: 'check-list.stale',
} satisfies Record<string, ProblemCode>
