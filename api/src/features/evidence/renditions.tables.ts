import type { UnitId } from '@thuoc/shared'
import { bigint, pgTable, text, unique } from 'drizzle-orm/pg-core'
import { instant, primaryId, reference } from '../../platform/db/columns.ts'

/** What files of office programs look like as PDF, once for each content in a unit. Without a key: it cannot be made. */
export const evidenceRenditions = pgTable(
  'evidence_renditions',
  {
    id: primaryId(),
    unitId: reference<UnitId>('unit_id').notNull(),
    /** Of the file that it was made from. */
    ofSha256: text('of_sha256').notNull(),
    storageKey: text('storage_key'),
    /** Bytes. */
    size: bigint({ mode: 'number' }),
    madeAt: instant('made_at').notNull(),
  },
  (table) => [unique('evidence_renditions_once').on(table.unitId, table.ofSha256)],
)
