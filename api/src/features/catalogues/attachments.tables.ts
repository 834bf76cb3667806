import { bigint, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant, primaryId } from '../../platform/db/columns.ts'

/** Files kept beside a thing of the catalogue; the thing itself says which are its own. */
export const attachments = pgTable('attachments', {
  id: primaryId<string>(),
  name: text().notNull(),
  /** Bytes. */
  size: bigint({ mode: 'number' }).notNull(),
  mediaType: text('media_type').notNull(),
  sha256: text().notNull(),
  storageKey: text('storage_key').notNull(),
  addedAt: instant('added_at').notNull().defaultNow(),
  addedBy: text('added_by').notNull(),
  addedById: uuid('added_by_id').notNull(),
})
