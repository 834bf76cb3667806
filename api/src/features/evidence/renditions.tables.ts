import type { UnitId } from '@thuoc/shared'
import { bigint, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { instant, reference } from '../../platform/db/columns.ts'

/** What files of office programs look like as PDF, once for each content in a unit. Without a key: it cannot be made. */
export const evidenceRenditions = pgTable(
  'evidence_renditions',
  {
    unitId: reference<UnitId>('unit_id').notNull(),
    sha256: text().notNull(),
    storageKey: text('storage_key'),
    /** Bytes. */
    size: bigint({ mode: 'number' }),
    madeAt: instant('made_at').notNull(),
  },
  (table) => [primaryKey({ name: 'evidence_renditions_once', columns: [table.unitId, table.sha256] })],
)
