import type { UnitId } from '@thuoc/shared'
import { pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant, primaryId, reference } from '../../platform/db/columns.ts'

/** Contents that a body calls a document for all; taken back, the row stays for the record. */
export const commonDocuments = pgTable('common_documents', {
  id: primaryId<string>(),
  unitId: reference<UnitId>('unit_id').notNull(),
  sha256: text().notNull(),
  reason: text().notNull(),
  markedAt: instant('marked_at').notNull(),
  markedBy: text('marked_by').notNull(),
  markedById: uuid('marked_by_id').notNull(),
  unmarkedAt: instant('unmarked_at'),
  unmarkedBy: text('unmarked_by'),
  unmarkedById: uuid('unmarked_by_id'),
})
