import { scanStates, type UnitId, type UploadId } from '@thuoc/shared'
import { bigint, date, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant, primaryId, reference } from '../../platform/db/columns.ts'

/** A file on its way in; handed in, it is a file of a piece of evidence and its row here is gone. */
export const uploads = pgTable('uploads', {
  id: primaryId<UploadId>(),
  unitId: reference<UnitId>('unit_id').notNull(),
  uploadedById: uuid('uploaded_by_id').notNull(),
  uploadedBy: text('uploaded_by').notNull(),
  name: text().notNull(),
  /** Bytes that were announced. */
  size: bigint({ mode: 'number' }).notNull(),
  purpose: jsonb().$type<Record<string, string>>().notNull().default({}),
  begunAt: instant('begun_at').notNull(),
  touchedAt: instant('touched_at').notNull(),
  /** The process that is taking in a part just now, and until when that is sure. */
  holder: uuid(),
  heldUntil: instant('held_until'),
  mediaType: text('media_type'),
  sha256: text(),
  /** Bytes that are kept: a photograph is kept without where it was taken. */
  keptSize: bigint('kept_size', { mode: 'number' }),
  storageKey: text('storage_key'),
  scan: text({ enum: scanStates }).notNull().default('unscanned'),
  scannedAt: instant('scanned_at'),
  threat: text(),
  takenOn: date('taken_on'),
})
