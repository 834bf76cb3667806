import { and, desc, eq, inArray, lt, lte, sql } from 'drizzle-orm'
import type { Queryable } from '../db/client.ts'
import { mails, type MailReason } from './mail.tables.ts'

export type MailRow = typeof mails.$inferSelect

/** Tried this often, over some four days (RFC 5321, 4.5.4.1); then the mail has failed. */
export const mostAttempts = 18
/** The first half of the advisory locks by which workers are known to live. */
const lockSpace = 5_321

export async function isAnyDue(db: Queryable): Promise<boolean> {
  const { rows } = await db.execute<{ due: boolean }>(sql`
    select exists (select from ${mails} where state = 'waiting' and next_try_at <= now()) as due`)
  return rows[0]?.due ?? false
}

/**
 * Claims some mails that are due for this worker, so that of two workers one has each. The next try is put off twice as
 * long every time: 1, 2, 4 … minutes, at most 12 hours.
 */
export function claim(db: Queryable, worker: number, limit: number): Promise<MailRow[]> {
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
      state: 'sending',
      worker,
      claimedAt: sql`now()`,
      attempts: sql`${mails.attempts} + 1`,
      nextTryAt: sql`now() + least(interval '12 hours', interval '1 minute' * 2 ^ ${mails.attempts})`,
    })
    .where(inArray(mails.id, due))
    .returning()
}

/**
 * Lets go of what dead workers were sending. What was not handed over whole is sent again at once: a mail server throws
 * away what has no end. What was, may have arrived: nobody heard the answer, and nobody sends it again by itself.
 * @param after seconds after its last claim from which a worker whose lock is free is held for dead
 */
export async function recover(db: Queryable, after: number) {
  await db.execute(sql`
    with dead as materialized (
      select worker from (
        select worker from ${mails} where state = 'sending'
        group by worker having max(claimed_at) <= now() - ${after} * interval '1 second'
      ) as claimed
      where pg_try_advisory_xact_lock(${sql.raw(String(lockSpace))}, worker)
    )
    update ${mails} set
      state = case when handed_over_at is null then 'waiting' else 'unanswered' end,
      next_try_at = now(),
      reason = case when handed_over_at is null then reason else 'no-answer' end,
      settled_at = case when handed_over_at is null then null else now() end,
      worker = null, claimed_at = null
    from dead where ${mails.state} = 'sending' and ${mails.worker} = dead.worker`)
}

/** What the worker of this session holds while it lives, and what it writes the moment a letter ends. */
export const sessionOf = (worker: number) => ({
  begin: `select pg_advisory_lock(${lockSpace}, ${worker})`,
  end: `select pg_advisory_unlock(${lockSpace}, ${worker})`,
  handOver: `update mails set handed_over_at = now() where id = $1 and state = 'sending' and worker = ${worker}`,
})

const released = { worker: null, claimedAt: null } as const

/** What was written goes once it has arrived: it may say what only its reader should know. */
export async function settle(
  db: Queryable,
  id: string,
  state: 'sent' | 'unanswered' | 'failed' | 'cancelled',
  reason: MailReason | null,
) {
  const gone = state === 'sent' || state === 'cancelled'
  await db
    .update(mails)
    .set({ ...released, state, reason, settledAt: sql`now()`, ...(gone && { body: null }) })
    .where(eq(mails.id, id))
}

/** Tried again when its time comes; not where another worker has taken it over meanwhile. */
export async function putOff(db: Queryable, { id, worker }: Pick<MailRow, 'id' | 'worker'>, reason: MailReason | null) {
  await db
    .update(mails)
    .set({ ...released, state: 'waiting', reason, handedOverAt: null })
    .where(and(eq(mails.id, id), eq(mails.state, 'sending'), worker === null ? undefined : eq(mails.worker, worker)))
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
