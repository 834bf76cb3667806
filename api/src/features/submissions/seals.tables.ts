import { sealKinds, type StandsFor, type SubmissionId, type WireContent } from '@thuoc/shared'
import { integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant, primaryId, reference } from '../../platform/db/columns.ts'

/** What a file held at a moment, for good. */
export const submissionSeals = pgTable('submission_seals', {
  id: primaryId<string>(),
  submissionId: reference<SubmissionId>('submission_id').notNull(),
  kind: text({ enum: sealKinds }).notNull(),
  round: integer().notNull(),
  hash: text().notNull(),
  content: jsonb().$type<WireContent>().notNull(),
  sealedAt: instant('sealed_at').notNull(),
  sealedBy: text('sealed_by').notNull(),
  sealedById: uuid('sealed_by_id').notNull(),
  /** KT.: whom the signature stands for. */
  standsFor: jsonb('stands_for').$type<StandsFor>(),
  unitName: text('unit_name').notNull(),
})
