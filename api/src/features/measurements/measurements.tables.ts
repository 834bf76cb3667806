import type { UnitId } from '@thuoc/shared'
import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant, primaryId, reference } from '../../platform/db/columns.ts'

/** Append-only: a newer figure stands beside the older one. */
export const measurements = pgTable('measurements', {
  id: primaryId<string>(),
  unitId: reference<UnitId>('unit_id').notNull(),
  schoolYear: text('school_year').notNull(),
  key: text().notNull(),
  /** Either this or `text`, never both. */
  figure: integer(),
  text: text(),
  source: text().notNull(),
  measuredAt: instant('measured_at').notNull(),
  recordedAt: instant('recorded_at').notNull().defaultNow(),
  recordedBy: text('recorded_by').notNull(),
  recordedById: uuid('recorded_by_id').notNull(),
})
