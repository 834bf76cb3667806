import type { SubmissionId } from '@thuoc/shared'
import { pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { reference } from '../../platform/db/columns.ts'

/** That a recognised result is public, since when and by whom. */
export const publications = pgTable('publications', {
  submissionId: reference<SubmissionId>('submission_id').primaryKey(),
  publishedAt: timestamp('published_at', { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  publishedBy: text('published_by').notNull(),
  publishedById: uuid('published_by_id').notNull(),
})
