import { and, desc, eq, getTableColumns, ne, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { IndicatorSetId, RefinedSet, UnitId } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import { steady } from '../../platform/db/steady.ts'
import { units } from '../org/index.ts'
import { indicatorSets } from './catalogues.tables.ts'

/** The next version of a code of one owner. Of two drafts made at once the second breaks `indicator_sets_version`. */
export const nextVersion = (owner: UnitId, code: string) =>
  sql<number>`(select coalesce(max(other.version), 0) + 1 from indicator_sets other
    where other.owner_unit_id = ${owner} and other.code = ${code})`

/**
 * Until the transaction ends nobody else takes or publishes this code. A rule between owners at different heights of
 * the tree is no constraint of one table, hence the lock.
 */
export async function holdCode(tx: Tx, code: string) {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('indicator-set-code'), hashtext(${code}))`)
}

/** Whether another unit, above or below the actor's, has published a set under this code. */
export async function isCodeTaken(db: Queryable, { unitId, unitPath }: Actor, code: string): Promise<boolean> {
  const place = sql`${unitPath}::ltree`
  const [row] = await db
    .select({ id: indicatorSets.id })
    .from(indicatorSets)
    .innerJoin(units, eq(units.id, indicatorSets.ownerUnitId))
    .where(
      and(
        eq(indicatorSets.code, code),
        eq(indicatorSets.status, 'published'),
        ne(indicatorSets.ownerUnitId, unitId),
        sql`(${units.path} @> ${place} or ${units.path} <@ ${place})`,
      ),
    )
    .limit(1)
  return row !== undefined
}

type Row = typeof indicatorSets.$inferSelect

/** The published set of that code and version which the unit at `path` or a superior owns, the nearest one. */
export async function findRefined(db: Queryable, path: string, { code, version }: RefinedSet): Promise<Row | null> {
  const [row] = await db
    .select(getTableColumns(indicatorSets))
    .from(indicatorSets)
    .innerJoin(units, eq(units.id, indicatorSets.ownerUnitId))
    .where(
      and(
        eq(indicatorSets.code, code),
        eq(indicatorSets.version, version),
        eq(indicatorSets.status, 'published'),
        sql`${units.path} @> ${path}::ltree`,
      ),
    )
    .orderBy(desc(sql`nlevel(${units.path})`))
    .limit(1)
  return row ?? null
}

const refining = alias(indicatorSets, 'refining')
const owners = alias(units, 'owners')

/** The set that a set refines, as `findRefined` finds it; null where it refines none. */
export async function findRefinedBy(db: Queryable, id: IndicatorSetId): Promise<Row | null> {
  const [row] = await refinedBy(db, { id })
  return row ?? null
}
const refinedBy = steady((db) =>
  db
    .select(getTableColumns(indicatorSets))
    .from(refining)
    .innerJoin(owners, eq(owners.id, refining.ownerUnitId))
    .innerJoin(
      indicatorSets,
      and(
        eq(indicatorSets.code, sql`${refining.definition} -> 'refines' ->> 'code'`),
        eq(indicatorSets.version, sql`(${refining.definition} -> 'refines' ->> 'version')::int`),
        eq(indicatorSets.status, 'published'),
      ),
    )
    .innerJoin(units, and(eq(units.id, indicatorSets.ownerUnitId), sql`${units.path} @> ${owners.path}`))
    .where(eq(refining.id, sql.placeholder('id')))
    .orderBy(desc(sql`nlevel(${units.path})`))
    .limit(1),
)
