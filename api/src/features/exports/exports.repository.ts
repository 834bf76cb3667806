import { and, count, desc, eq, inArray, lt, sql } from 'drizzle-orm'
import type { ExportFailure, ExportId, ExportOrder, MembershipId, PersonId, UnitId } from '@thuoc/shared'
import { one, type Db, type Queryable, type Tx } from '../../platform/db/client.ts'
import { eachShape, steady } from '../../platform/db/steady.ts'
import { memberships } from '../identity/index.ts'
import { exportJobs } from './exports.tables.ts'
import type { ExportPace } from './maker.ts'

export type ExportRow = typeof exportJobs.$inferSelect
/** A worker’s hold on a job: the job, and who holds it. */
export type Hold = { id: ExportId; worker: number }
/** The first half of the advisory locks by which workers are known to live. */
const lockSpace = 5_322

const isOf = eq(exportJobs.membershipId, sql.placeholder('membershipId'))
const pages = eachShape(({ further }: { further: boolean }) =>
  steady((db) =>
    db
      .select()
      .from(exportJobs)
      .where(and(isOf, further ? lt(exportJobs.id, sql.placeholder('before')) : undefined))
      .orderBy(desc(exportJobs.id))
      .limit(sql.placeholder('limit')),
  ),
)
/** The newest first; one more than `limit`. */
export const list = (db: Queryable, membershipId: MembershipId, before: ExportId | null, limit: number) =>
  pages({ further: before !== null })(db, { membershipId, before, limit: limit + 1 })

const isOpen = inArray(exportJobs.state, ['waiting', 'running'])

/** Of several orders of one seat at once, one after the other: whoever counts what is open counts what came before. */
export async function takeTurn(tx: Tx, membershipId: MembershipId) {
  await tx.select({ id: memberships.id }).from(memberships).where(eq(memberships.id, membershipId)).for('no key update')
}

export async function countOpen(db: Queryable, membershipId: MembershipId): Promise<number> {
  return one(await open(db, { membershipId })).count
}
const open = steady((db) => db.select({ count: count() }).from(exportJobs).where(and(isOf, isOpen)))

export async function find(db: Queryable, id: ExportId): Promise<ExportRow | undefined> {
  const [row] = await db.select().from(exportJobs).where(eq(exportJobs.id, id))
  return row
}

/** What is open with this order, if there is any. */
export async function findOpen(db: Queryable, membershipId: MembershipId, order: ExportOrder) {
  const [row] = await db
    .select()
    .from(exportJobs)
    .where(
      and(
        eq(exportJobs.membershipId, membershipId),
        isOpen,
        sql`${exportJobs.parameters} = ${JSON.stringify(order)}::jsonb`,
      ),
    )
  return row
}

/** @returns nothing where the same is open already */
export async function insert(
  tx: Tx,
  values: { membershipId: MembershipId; order: ExportOrder; title: string; pace: ExportPace; askedAt: Date },
) {
  const { order, ...rest } = values
  const [row] = await tx
    .insert(exportJobs)
    .values({ ...rest, kind: order.kind, parameters: order })
    .onConflictDoNothing()
    .returning()
  return row
}

/** Forgets it. @returns what there was */
export async function remove(db: Queryable, id: ExportId): Promise<ExportRow | undefined> {
  const [row] = await db.delete(exportJobs).where(eq(exportJobs.id, id)).returning()
  return row
}

export const expired = (db: Db, at: Date) =>
  db
    .select({ id: exportJobs.id, storageKey: exportJobs.storageKey })
    .from(exportJobs)
    .where(lt(exportJobs.expiresAt, at))
    .limit(1000)

/** What the worker of this session holds while it lives. */
export const lockOf = (worker: number) => ({
  begin: `select pg_advisory_lock(${lockSpace}, ${worker})`,
  end: `select pg_advisory_unlock(${lockSpace}, ${worker})`,
})

/** Lets go of what dead workers were making: the database notices at once when their process is gone. */
export async function recover(db: Queryable) {
  await db.execute(sql`
    with dead as materialized (
      select worker from (select distinct worker from ${exportJobs} where state = 'running') as held
      where pg_try_advisory_xact_lock(${sql.raw(String(lockSpace))}, worker)
    )
    update ${exportJobs} set state = 'waiting', worker = null
    from dead where ${exportJobs.state} = 'running' and ${exportJobs.worker} = dead.worker`)
}

const waits = (paces: readonly ExportPace[]) =>
  and(eq(exportJobs.state, 'waiting'), inArray(exportJobs.pace, [...paces]))

export async function isAnyDue(db: Queryable, paces: readonly ExportPace[]): Promise<boolean> {
  const [row] = await db.select({ id: exportJobs.id }).from(exportJobs).where(waits(paces)).limit(1)
  return row !== undefined
}

/**
 * Takes the next that waits, so that of two workers one has it: of the seat that was served the longest ago, and of one
 * seat the oldest. Whoever asks for many things waits for them, and nobody else does.
 */
export async function claim(
  tx: Tx,
  hold: { worker: number; paces: readonly ExportPace[]; at: Date },
): Promise<ExportRow | undefined> {
  const { worker, paces, at } = hold
  // One takes after the other: of two at once each would see the same turn. No worker has the number 0.
  await tx.execute(sql`select pg_advisory_xact_lock(${sql.raw(String(lockSpace))}, 0)`)
  const served = sql`(select max(other.started_at) from export_jobs other
    where other.membership_id = ${exportJobs.membershipId})`
  const due = tx
    .select({ id: exportJobs.id })
    .from(exportJobs)
    .where(waits(paces))
    .orderBy(sql`${served} nulls first`, exportJobs.askedAt, exportJobs.id)
    .limit(1)
    .for('update', { skipLocked: true })
  const [row] = await tx
    .update(exportJobs)
    .set({
      ...{ state: 'running', worker, done: 0, total: null, startedAt: at },
      attempts: sql`${exportJobs.attempts} + 1`,
    })
    .where(inArray(exportJobs.id, due))
    .returning()
  return row
}

const held = ({ id, worker }: Hold) =>
  and(eq(exportJobs.id, id), eq(exportJobs.state, 'running'), eq(exportJobs.worker, worker))

/** @returns whether it is still this worker’s to make */
export async function keepProgress(db: Queryable, hold: Hold, done: number, total: number): Promise<boolean> {
  const { rowCount } = await db.update(exportJobs).set({ done, total }).where(held(hold))
  return rowCount === 1
}

/** Another may go on with it. */
export async function release(db: Queryable, hold: Hold) {
  await db.update(exportJobs).set({ state: 'waiting', worker: null }).where(held(hold))
}

type Outcome =
  | { file: { name: string; mediaType: string; size: number; sha256: string; storageKey: string } }
  | { failure: ExportFailure }
/** How it came out. @returns nothing where it was not this worker’s any more */
export async function finish(tx: Tx, hold: Hold, at: Date, expiresAt: Date, outcome: Outcome) {
  const written =
    'file' in outcome
      ? { ...outcome.file, fileName: outcome.file.name, state: 'done' as const }
      : { state: 'failed' as const, failure: outcome.failure }
  const [row] = await tx
    .update(exportJobs)
    .set({ ...written, worker: null, finishedAt: at, expiresAt })
    .where(held(hold))
    .returning()
  return row
}

/** Whose seat it is, to be told; also of one that has ended. */
export async function seatOf(
  db: Queryable,
  id: MembershipId,
): Promise<{ personId: PersonId; unitId: UnitId } | undefined> {
  const [row] = await db
    .select({ personId: memberships.personId, unitId: memberships.unitId })
    .from(memberships)
    .where(eq(memberships.id, id))
  return row
}
