import { and, desc, eq, getTableColumns, inArray, isNull, lt, or, sql, sum } from 'drizzle-orm'
import type { UnitId, UploadId } from '@thuoc/shared'
import { actorId, type Actor } from '../../platform/actor.ts'
import { one, type Db, type Queryable, type Tx } from '../../platform/db/client.ts'
import { steady } from '../../platform/db/steady.ts'
import { uploads } from './uploads.tables.ts'

export type UploadRow = typeof uploads.$inferSelect
/** Of a file that has arrived whole and is kept. */
export type Kept = Pick<
  UploadRow,
  'name' | 'mediaType' | 'sha256' | 'keptSize' | 'storageKey' | 'scan' | 'scannedAt' | 'threat' | 'takenOn'
>

export async function insert(tx: Tx, values: typeof uploads.$inferInsert): Promise<UploadRow> {
  return one(await tx.insert(uploads).values(values).returning())
}

/** One's own upload for the unit one acts in; another's is as good as none. */
const mine = (actor: Actor) => and(eq(uploads.uploadedById, actorId(actor)), eq(uploads.unitId, actor.unitId))

export async function find(db: Queryable, actor: Actor, id: UploadId): Promise<UploadRow | undefined> {
  const [row] = await db
    .select()
    .from(uploads)
    .where(and(eq(uploads.id, id), mine(actor)))
  return row
}

/** Several of one's own, held until the transaction ends, in the order asked for; those that are not there are left out. */
export async function lock(tx: Tx, actor: Actor, ids: readonly UploadId[]): Promise<UploadRow[]> {
  const rows = await tx
    .select()
    .from(uploads)
    .where(and(inArray(uploads.id, [...ids]), mine(actor)))
    .orderBy(uploads.id)
    .for('update')
  return ids.flatMap((id) => rows.filter((row) => row.id === id))
}

export const list = (db: Queryable, actor: Actor): Promise<UploadRow[]> =>
  db.select().from(uploads).where(mine(actor)).orderBy(desc(uploads.begunAt), desc(uploads.id)).limit(200)

export async function remove(db: Queryable, ids: readonly UploadId[]) {
  await db.delete(uploads).where(inArray(uploads.id, [...ids]))
}

/** Keeps others from announcing files for the same unit until the transaction ends. */
export async function lockRoom(tx: Tx, unit: UnitId) {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('uploads ' || ${unit}, 0))`)
}

/** Bytes announced for a unit and not handed in yet. */
export async function announced(db: Queryable, unit: UnitId): Promise<number> {
  const { bytes } = one(
    await db
      .select({ bytes: sum(uploads.size) })
      .from(uploads)
      .where(eq(uploads.unitId, unit)),
  )
  return Number(bytes ?? 0)
}

/**
 * Said of a statement that need not outlive a power cut: a lease that was lost is taken anew. It spares each part of a file
 * two waits for the disk.
 */
const forgettable = sql<string>`set_config('synchronous_commit', 'off', true)`

type Hold = { id: UploadId; holder: string; now: Date; until: Date }
/**
 * Takes, or keeps, the only right to write one's own upload. Undefined where another process has it, where it has arrived
 * whole, and where there is none.
 */
export async function hold(db: Db, actor: Actor, lease: Hold): Promise<UploadRow | undefined> {
  const [row] = await taking(db, { ...lease, person: actorId(actor), unit: actor.unitId })
  return row
}
const taking = steady((db) =>
  db
    .update(uploads)
    .set({
      holder: sql`${sql.placeholder('holder')}`,
      heldUntil: sql`${sql.placeholder('until')}`,
      touchedAt: sql`${sql.placeholder('now')}`,
    })
    .where(
      and(
        eq(uploads.id, sql.placeholder('id')),
        eq(uploads.uploadedById, sql.placeholder('person')),
        eq(uploads.unitId, sql.placeholder('unit')),
        isNull(uploads.storageKey),
        or(
          isNull(uploads.heldUntil),
          lt(uploads.heldUntil, sql.placeholder('now')),
          eq(uploads.holder, sql.placeholder('holder')),
        ),
      ),
    )
    .returning({ ...getTableColumns(uploads), forgettable }),
)

export async function letGo(db: Db, id: UploadId, holder: string) {
  await leaving(db, { id, holder })
}
const leaving = steady((db) =>
  db
    .update(uploads)
    .set({ holder: null, heldUntil: null })
    .where(and(eq(uploads.id, sql.placeholder('id')), eq(uploads.holder, sql.placeholder('holder'))))
    .returning({ forgettable }),
)

/** Writes down what an upload has become; only once. */
export async function setKept(db: Queryable, id: UploadId, kept: Kept) {
  await db
    .update(uploads)
    .set(kept)
    .where(and(eq(uploads.id, id), isNull(uploads.storageKey)))
}

/** Forgets what nobody has touched since then. */
export async function removeOld(db: Queryable, before: Date): Promise<UploadId[]> {
  const rows = await db.delete(uploads).where(lt(uploads.touchedAt, before)).returning({ id: uploads.id })
  return rows.map(({ id }) => id)
}

/** Which of these are still on their way. */
export async function known(db: Queryable, ids: readonly string[]): Promise<Set<string>> {
  const rows = await db
    .select({ id: uploads.id })
    .from(uploads)
    .where(sql`${uploads.id} = any(${sql.param([...ids])}::uuid[])`)
  return new Set(rows.map(({ id }) => id))
}
