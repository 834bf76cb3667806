import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant, primaryId } from '../db/columns.ts'

/** `waiting` is tried again; the others are final. A mail is `cancelled` when what it was about has passed. */
export const mailStates = ['waiting', 'sent', 'failed', 'cancelled'] as const
/** Why a mail has not gone out: no server is set, it does not answer, it does not know us, or it refuses the mail. */
export const mailReasons = ['off', 'unreachable', 'sign-in-refused', 'address-refused', 'refused'] as const
export type MailReason = (typeof mailReasons)[number]

export const mails = pgTable('mails', {
  id: primaryId<string>(),
  to: text('to_address').notNull(),
  subject: text().notNull(),
  body: text(),
  late: text(),
  about: uuid(),
  key: text(),
  state: text({ enum: mailStates }).notNull().default('waiting'),
  reason: text({ enum: mailReasons }),
  attempts: integer().notNull().default(0),
  nextTryAt: instant('next_try_at').notNull().defaultNow(),
  createdAt: instant('created_at').notNull().defaultNow(),
  settledAt: instant('settled_at'),
})
