import { unitDuties, type PersonId, type UnitId } from '@thuoc/shared'
import { pgTable, text } from 'drizzle-orm/pg-core'
import { instant, primaryId, reference } from '../../platform/db/columns.ts'

export const responsibles = pgTable('unit_responsibles', {
  id: primaryId<string>(),
  unitId: reference<UnitId>('unit_id').notNull(),
  duty: text({ enum: unitDuties }).notNull(),
  personId: reference<PersonId>('person_id').notNull(),
  since: instant('since').notNull().defaultNow(),
  setBy: reference<PersonId>('set_by'),
  endedAt: instant('ended_at'),
})
