import { and, desc, eq, inArray, lt, lte, sql } from 'drizzle-orm'
import type { Db, Queryable } from '../db/client.ts'
import { mails, type MailReason } from './mail.tables.ts'

export type MailRow = typeof mails.$inferSelect

/** Tried this often, over some two days; then the mail has failed. */
export const mostAttempts = 10

/**
 * Takes some mails that are due. Each is put off before it is tried, twice as long every time (1, 2, 4 … minutes, at
 * most 12 hours): of two workers one has it, and what a dying worker leaves behind is tried again.
 */
export function take(db: Db, limit: number): Promise<MailRow[]> {
  const due = db
    .select({ id: mails.id })
    .from(mails)
    .where(and(eq(mails.state, 'waiting'), lte(mails.nextTryAt, sql`now()`)))
    .orderBy(mails.nextTryAt)
    .limit(limit)
    .for('update', { skipLocked: true })
  return db
    .update(mails)
    .set({
      attempts: sql`${mails.attempts} + 1`,
      nextTryAt: sql`now() + least(interval '12 hours', interval '1 minute' * 2 ^ ${mails.attempts})`,
    })
    .where(inArray(mails.id, due))
    .returning()
}

/** What was written goes with the last attempt: it may say what only its reader should know. */
export async function settle(
  db: Queryable,
  id: string,
  state: 'sent' | 'failed' | 'cancelled',
  reason: MailReason | null,
) {
  await db
    .update(mails)
    .set({ state, reason, body: null, settledAt: sql`now()` })
    .where(eq(mails.id, id))
}

export async function putOff(db: Queryable, id: string, reason: MailReason) {
  await db.update(mails).set({ reason }).where(eq(mails.id, id))
}

/** The newest mail about each of these, by what it is about. */
export async function newestAbout(db: Queryable, about: readonly string[]): Promise<Map<string, MailRow>> {
  if (about.length === 0) return new Map()
  const rows = await db
    .selectDistinctOn([mails.about])
    .from(mails)
    .where(inArray(mails.about, [...about]))
    .orderBy(mails.about, desc(mails.id))
  return new Map(rows.flatMap((row) => (row.about === null ? [] : [[row.about, row] as const])))
}

/** Nobody asks after three months whether a mail went out. */
export async function forgetOldMails(db: Queryable) {
  await db.delete(mails).where(lt(mails.settledAt, sql`now() - interval '90 days'`))
}

/** Takes an address out of the record, together with what was never sent to it. */
export async function forgetAddress(db: Queryable, address: string) {
  await db.delete(mails).where(eq(sql`lower(${mails.to})`, address.toLowerCase()))
}
