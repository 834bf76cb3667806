import type {
  MailKind,
  NoticeGroup,
  NoticeId,
  NoticeKind,
  NoticeMode,
  NoticeValues,
  PersonId,
  UnitId,
} from '@thuoc/shared'
import { date, jsonb, pgTable, primaryKey, smallint, text, timestamp, uuid } from 'drizzle-orm/pg-core'
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
  /** When it was decided whether it goes by e-mail, too. */
  letterSettledAt: instant('letter_settled_at'),
})

const seat = {
  personId: reference<PersonId>('person_id').notNull(),
  unitId: reference<UnitId>('unit_id').notNull(),
}

export const noticeSettings = pgTable(
  'notice_settings',
  {
    ...seat,
    modes: jsonb().$type<Record<NoticeGroup, NoticeMode>>().notNull(),
    digestHour: smallint('digest_hour').notNull(),
    language: text({ enum: ['vi', 'en'] }).notNull(),
  },
  ({ personId, unitId }) => [primaryKey({ columns: [personId, unitId] })],
)

export const noticeDigests = pgTable('notice_digests', { ...seat, day: date().notNull() }, (one) => [
  primaryKey({ columns: [one.personId, one.unitId, one.day] }),
])

/** What administrators did with letters that had not arrived. */
export const mailSteps = pgTable('mail_steps', {
  id: primaryId<string>(),
  unitId: reference<UnitId>('unit_id').notNull(),
  mailId: uuid('mail_id').notNull(),
  mailKind: text('mail_kind').$type<MailKind>().notNull(),
  recipientId: reference<PersonId>('recipient_id'),
  action: text({ enum: ['resend', 'discard'] }).notNull(),
  at: instant('at').notNull().defaultNow(),
})
