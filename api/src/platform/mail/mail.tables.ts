import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant, primaryId } from '../db/columns.ts'

/**
 * `waiting` is tried again; `sending` is with a worker; the others are final. A mail is `cancelled` when what it was
 * about has passed, `unanswered` when it was handed over whole and nobody heard whether it was taken: it may have
 * arrived, so it is not sent again by itself (decision 22).
 */
export const mailStates = ['waiting', 'sending', 'sent', 'unanswered', 'failed', 'cancelled'] as const
/** Why a mail has not gone out: no server is set, it does not answer, it does not know us, or it refuses the mail. */
export const mailReasons = ['off', 'unreachable', 'sign-in-refused', 'address-refused', 'refused', 'no-answer'] as const
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
  /** Who is sending it: the number of the advisory lock that this worker holds while it lives. */
  worker: integer(),
  claimedAt: instant('claimed_at'),
  /** From then on the mail server may have it. */
  handedOverAt: instant('handed_over_at'),
})
