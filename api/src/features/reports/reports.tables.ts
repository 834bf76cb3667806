import type { EmulationColumn, UnitId } from '@thuoc/shared'
import { boolean, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { hundredths, instant, reference } from '../../platform/db/columns.ts'

/** What each line came to when the school approved its result, and when that of the team became final. */
export const reportScores = pgTable(
  'report_scores',
  {
    eventId: uuid('event_id').notNull(),
    criterionCode: text('criterion_code').notNull(),
    score: hundredths('score'),
    maximum: hundredths('maximum').notNull(),
    met: boolean(),
  },
  (table) => [primaryKey({ columns: [table.eventId, table.criterionCode] })],
)

export const emulationSettings = pgTable('emulation_settings', {
  unitId: reference<UnitId>('unit_id').primaryKey(),
  columns: jsonb().$type<EmulationColumn[]>().notNull(),
  version: integer().notNull(),
  savedAt: instant('saved_at').notNull(),
})
