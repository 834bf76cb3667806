import type { ProblemCode, PublicationListId, RecognitionId, StandsFor, SubmissionId, UnitId } from '@thuoc/shared'
import { date, integer, jsonb, pgTable, pgView, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { primaryId, reference } from '../../platform/db/columns.ts'

/** Milliseconds, as pages of results are continued from it. */
const milliseconds = (name: string) => timestamp(name, { withTimezone: true, precision: 3 })

/** Results that a body made public together. */
export const publicationLists = pgTable('publication_lists', {
  id: primaryId<PublicationListId>(),
  publisherUnitId: reference<UnitId>('publisher_unit_id').notNull(),
  title: text().notNull(),
  note: text().notNull(),
  publishedOn: date('published_on').notNull(),
  publishedAt: milliseconds('published_at').notNull(),
  publishedBy: text('published_by').notNull(),
  publishedById: uuid('published_by_id').notNull(),
  /** KT.: whom the publisher stood for. */
  standsFor: jsonb('stands_for').$type<StandsFor>(),
})

/** Which recognition was made public, when and by whom. A file has them over time: 1, 2, 3 …, the last one counts. */
export const publications = pgTable(
  'publications',
  {
    submissionId: reference<SubmissionId>('submission_id').notNull(),
    number: integer().notNull(),
    listId: reference<PublicationListId>('list_id'),
    recognitionId: reference<RecognitionId>('recognition_id').notNull(),
    publishedAt: milliseconds('published_at').notNull().defaultNow(),
    publishedBy: text('published_by').notNull(),
    publishedById: uuid('published_by_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.submissionId, table.number] })],
)

/** A publication that was a mistake: why, and who took it back. */
export const publicationWithdrawals = pgTable(
  'publication_withdrawals',
  {
    submissionId: reference<SubmissionId>('submission_id').notNull(),
    number: integer().notNull(),
    reason: text().notNull(),
    withdrawnAt: milliseconds('withdrawn_at').notNull(),
    withdrawnBy: text('withdrawn_by').notNull(),
    withdrawnById: uuid('withdrawn_by_id').notNull(),
    standsFor: jsonb('stands_for').$type<StandsFor>(),
  },
  (table) => [primaryKey({ columns: [table.submissionId, table.number] })],
)

/** What anyone may read today: the last publication of each published file. */
export const currentPublications = pgView('current_publications', {
  submissionId: reference<SubmissionId>('submission_id').notNull(),
  number: integer().notNull(),
  listId: reference<PublicationListId>('list_id'),
  recognitionId: reference<RecognitionId>('recognition_id').notNull(),
  publishedAt: milliseconds('published_at').notNull(),
  publishedOn: date('published_on').notNull(),
}).existing()

/** What the user is told when the database says no: of two publications at once the second. */
export const publicationConstraints = {
  publications_pkey: 'submission.stale',
} satisfies Record<string, ProblemCode>
