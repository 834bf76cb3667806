import type { NoticeId, NoticeKind, NoticeValues, PersonId, UnitId } from '@thuoc/shared'
import { jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { instant, primaryId, reference } from '../../platform/db/columns.ts'

export const notices = pgTable('notices', {
  id: primaryId<NoticeId>(),
  personId: reference<PersonId>('person_id').notNull(),
  unitId: reference<UnitId>('unit_id').notNull(),
  kind: text().$type<NoticeKind>().notNull(),
  values: jsonb().$type<NoticeValues>().notNull().default({}),
  /** Milliseconds, as pages are continued from it. */
  at: timestamp({ withTimezone: true, precision: 3 }).notNull().defaultNow(),
  readAt: instant('read_at'),
  sentBy: text('sent_by'),
})
