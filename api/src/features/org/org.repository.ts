import { and, asc, eq, getTableColumns, inArray, isNotNull, isNull, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { unitId, type Ownership, type UnitContact, type UnitId, type UnitSummary, type UnitType } from '@thuoc/shared'
import { newId } from '../../platform/db/columns.ts'
import { one, type Queryable, type Tx } from '../../platform/db/client.ts'
import { likeWords } from '../../platform/db/search.ts'
import { label, within } from '../../platform/db/tree.ts'
import { units } from './org.tables.ts'

export type UnitRow = typeof units.$inferSelect

/** The one unit above all provinces, made by the migration. */
export const rootUnitId: UnitId = unitId.parse('00000000-0000-7000-8000-000000000001')

const parents = alias(units, 'parents')
export const unitSummaryColumns = { id: units.id, code: units.code, name: units.name, type: units.type }
const parentColumns = { id: parents.id, code: parents.code, name: parents.name, type: parents.type }

export type UnitFilters = {
  q?: string | undefined
  parentId?: UnitId | undefined
  within?: UnitId | undefined
  type?: UnitType | undefined
  types?: readonly UnitType[] | undefined
  ownership?: Ownership | undefined
  /** Open ones only, unless it says otherwise. */
  state?: 'open' | 'closed' | 'all' | undefined
}

const listed = (db: Queryable) =>
  db
    .select({
      ...getTableColumns(units),
      parent: parentColumns,
      childCount: sql<number>`(select count(*)::int from units children where children.parent_id = ${units.id}
        and children.closed_on is null)`,
    })
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

/** Units in the subtree of a path, by name in Vietnamese order; one more than `limit`, to see whether there are more. */
export function list(db: Queryable, path: string, filters: UnitFilters, after: [string, string] | null, limit: number) {
  return listed(db)
    .where(
      and(
        within(units.path, path),
        ...conditions(filters),
        after ? sql`(${units.name}, ${units.id}) > (${after[0]}, ${after[1]}::uuid)` : undefined,
      ),
    )
    .orderBy(asc(units.name), asc(units.id))
    .limit(limit + 1)
}

function conditions({
  q = '',
  parentId,
  within: top,
  type,
  types,
  ownership,
  state = 'open',
}: UnitFilters): (SQL | undefined)[] {
  return [
    state === 'all' ? undefined : state === 'closed' ? isNotNull(units.closedOn) : isNull(units.closedOn),
    ...likeWords(q).map(
      (word) => sql`(unaccented(${units.code} || ' ' || ${units.name}) like unaccented(${word})
        or ${units.id} in (select unit_id from unit_codes where key like unaccented(${word})))`,
    ),
    parentId && eq(units.parentId, parentId),
    top && sql`${units.path} <@ (select path from units top where top.id = ${top})`,
    type && eq(units.type, type),
    types && inArray(units.type, [...types]),
    ownership && eq(units.ownership, ownership),
  ]
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
  return db
    .select()
    .from(units)
    .where(and(within(units.path, path), isNull(units.closedOn), types && inArray(units.type, [...types])))
    .orderBy(asc(units.name), asc(units.id))
}
