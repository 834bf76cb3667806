import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { unitId, type UnitContact, type UnitId, type UnitSummary, type UnitType } from '@thuoc/shared'
import { newId } from '../../platform/db/columns.ts'
import { one, type Queryable, type Tx } from '../../platform/db/client.ts'
import { label, within } from '../../platform/db/tree.ts'
import { units } from './org.tables.ts'

export type UnitRow = typeof units.$inferSelect

/** The one unit above all provinces, made by the migration. */
export const rootUnitId: UnitId = unitId.parse('00000000-0000-7000-8000-000000000001')

export const parents = alias(units, 'parents')
export const unitSummaryColumns = { id: units.id, code: units.code, name: units.name, type: units.type }
export const parentColumns = { id: parents.id, code: parents.code, name: parents.name, type: parents.type }

/** What is told of a unit. */
export const unitColumns = {
  ...unitSummaryColumns,
  ownership: units.ownership,
  parentId: units.parentId,
  path: units.path,
  address: units.address,
  phone: units.phone,
  email: units.email,
  website: units.website,
  closedOn: units.closedOn,
  version: units.version,
}
export const childCount = sql<number>`(select count(*)::int from units children where children.parent_id = ${units.id}
  and children.closed_on is null)`

const listed = (db: Queryable) =>
  db
    .select({ ...unitColumns, parent: parentColumns, childCount })
    .from(units)
    .leftJoin(parents, eq(parents.id, units.parentId))

export type ListedUnit = Awaited<ReturnType<typeof find>> & {}

/** A unit with its parent and the number of its children. */
export async function find(db: Queryable, id: UnitId) {
  const [row] = await listed(db).where(eq(units.id, id))
  return row
}

/** Holds the unit until the transaction ends, so that two changes cannot both be based on one version. */
export async function lock(tx: Tx, id: UnitId): Promise<UnitRow | undefined> {
  const [row] = await tx.select().from(units).where(eq(units.id, id)).for('no key update')
  return row
}

/** The superiors of a unit, the highest first. */
export function ancestors(db: Queryable, row: { id: UnitId; path: string }): Promise<UnitSummary[]> {
  return db
    .select(unitSummaryColumns)
    .from(units)
    .where(sql`${units.path} @> ${row.path}::ltree and ${units.id} <> ${row.id}`)
    .orderBy(sql`nlevel(${units.path})`)
}

/** How a unit is reached, as far as it is said. */
type Contact = { [K in keyof UnitContact]?: UnitContact[K] | undefined }
export type NewUnitRow = Pick<UnitRow, 'code' | 'name' | 'type' | 'ownership'> & Contact
export async function insert(
  db: Queryable,
  parent: { id: UnitId; path: string },
  values: NewUnitRow,
): Promise<UnitRow> {
  const id = newId<UnitId>()
  const row = { ...values, id, parentId: parent.id, path: `${parent.path}.${label(id)}` }
  return one(await db.insert(units).values(row).returning())
}

export async function update(tx: Tx, id: UnitId, values: Pick<UnitRow, 'code' | 'name' | 'ownership'> & Contact) {
  await tx
    .update(units)
    .set({ ...values, version: sql`${units.version} + 1`, updatedAt: sql`now()` })
    .where(eq(units.id, id))
}

/** Units by id, in no order; what is missing is left out. */
export function findUnits(db: Queryable, ids: readonly UnitId[]): Promise<UnitRow[]> {
  if (ids.length === 0) return Promise.resolve([])
  return db
    .select()
    .from(units)
    .where(inArray(units.id, [...ids]))
}

/** All open units in the subtree of a path, itself included, by name; `types` leaves only those. */
export function listSubtree(
  db: Queryable,
  path: string,
  { types }: { types?: readonly UnitType[] } = {},
): Promise<UnitRow[]> {
  // A province is asked for by the index that has its open units by name.
  const isProvince = path.split('.').length === 2
  const ofProvince = isProvince ? sql`subpath(${units.path}, 0, 2) = ${path}::ltree` : undefined
  return db
    .select()
    .from(units)
    .where(and(within(units.path, path), ofProvince, isNull(units.closedOn), types && inArray(units.type, [...types])))
    .orderBy(asc(units.name), asc(units.id))
}
