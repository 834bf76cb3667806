import { and, desc, eq, isNull, lt, sql, type SQL } from 'drizzle-orm'
import type { ApiKeyId } from '@thuoc/shared'
import { one, type Db, type Queryable, type Tx } from '../../platform/db/client.ts'
import { steady } from '../../platform/db/steady.ts'
import { within } from '../../platform/db/tree.ts'
import { units, unitSummaryColumns } from '../org/index.ts'
import { apiKeys } from './identity.tables.ts'

const today = sql`(now() at time zone 'Asia/Ho_Chi_Minh')::date`

/** Whether a key of this last day would never work. */
export async function isOver(db: Queryable, day: string): Promise<boolean> {
  const { rows } = await db.execute<{ over: boolean }>(sql`select ${day}::date < ${today} as over`)
  return one(rows).over
}

/** Keys that work now, with the unit they act for. */
const working = (db: Queryable, condition: SQL) =>
  db
    .select({
      id: apiKeys.id,
      name: apiKeys.name,
      scopes: apiKeys.scopes,
      unitId: units.id,
      unitPath: units.path,
      unitType: units.type,
      usedJustNow: sql<boolean>`coalesce(${apiKeys.lastUsedAt} > now() - interval '1 minute', false)`,
    })
    .from(apiKeys)
    .innerJoin(units, eq(units.id, apiKeys.unitId))
    .where(and(condition, isNull(apiKeys.revokedAt), sql`${apiKeys.expiresOn} >= ${today}`))

/** The key of a secret, as long as it works. */
export const findWorkingOf = steady((db) => working(db, eq(apiKeys.secretHash, sql.placeholder('secretHash'))))

/** A key we already know by its id, as long as it works. */
export async function findWorking(db: Db, id: ApiKeyId) {
  const [row] = await working(db, eq(apiKeys.id, id))
  return row
}

export async function markUsed(db: Queryable, id: ApiKeyId) {
  await db
    .update(apiKeys)
    .set({ lastUsedAt: sql`now()` })
    .where(eq(apiKeys.id, id))
}

export type ApiKeyRow = Awaited<ReturnType<typeof list>>[number]
type Key = typeof apiKeys.$inferInsert

const shown = (db: Queryable) =>
  db
    .select({
      id: apiKeys.id,
      unit: unitSummaryColumns,
      name: apiKeys.name,
      prefix: apiKeys.prefix,
      scopes: apiKeys.scopes,
      createdAt: apiKeys.createdAt,
      expiresOn: apiKeys.expiresOn,
      lastUsedAt: apiKeys.lastUsedAt,
      revokedAt: apiKeys.revokedAt,
    })
    .from(apiKeys)
    .innerJoin(units, eq(units.id, apiKeys.unitId))

/** Keys of the units of a subtree, the newest first; ids are in order of time. One more than `limit`. */
export function list(db: Queryable, path: string, before: string | null, limit: number) {
  return shown(db)
    .where(and(within(units.path, path), before === null ? undefined : lt(sql`${apiKeys.id}`, sql`${before}::uuid`)))
    .orderBy(desc(apiKeys.id))
    .limit(limit + 1)
}

/** A key of the subtree, held until the transaction ends. */
export async function lock(tx: Tx, path: string, id: ApiKeyId): Promise<ApiKeyRow | undefined> {
  const [row] = await shown(tx)
    .where(and(eq(apiKeys.id, id), within(units.path, path)))
    .for('update', { of: apiKeys })
  return row
}

export async function find(db: Queryable, id: ApiKeyId): Promise<ApiKeyRow> {
  return one(await shown(db).where(eq(apiKeys.id, id)))
}

export async function insert(tx: Tx, values: Key): Promise<ApiKeyId> {
  const { id } = one(await tx.insert(apiKeys).values(values).returning({ id: apiKeys.id }))
  return id
}

export async function revoke(tx: Tx, id: ApiKeyId) {
  await tx
    .update(apiKeys)
    .set({ revokedAt: sql`now()` })
    .where(eq(apiKeys.id, id))
}
