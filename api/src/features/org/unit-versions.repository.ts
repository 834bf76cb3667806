import { and, asc, desc, eq, getTableColumns, inArray, sql, type Placeholder, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { UnitId, UnitSummary } from '@thuoc/shared'
import type { Queryable } from '../../platform/db/client.ts'
import { likeWords } from '../../platform/db/search.ts'
import { steady } from '../../platform/db/steady.ts'
import { inLineOf } from '../../platform/db/tree.ts'
import { unitSuccessions, unitVersions } from './unit-changes.tables.ts'
import { unitColumns, type ListedUnit } from './org.repository.ts'
import type { UnitFilters } from './unit-search.repository.ts'
import { units } from './org.tables.ts'

const parents = alias(unitVersions, 'parents')
const parentColumns = { id: parents.unitId, code: parents.code, name: parents.name, type: parents.type }
const { unitId, code, name, type } = unitVersions
const summaryColumns = { id: unitId, code, name, type }

/** Whether a version counts on a day: from its first day to the day before its end. */
const holdsOn = (table: typeof unitVersions | typeof parents, day: string | Placeholder): SQL =>
  sql`(${table.validFrom} is null or ${table.validFrom} <= ${day}::date) and (${table.validTo} is null or ${table.validTo} > ${day}::date)`

const standing = (day: string) => sql`${holdsOn(unitVersions, day)} and not ${unitVersions.closed}`

/** Units as they were called and stood on a day; what is not a matter of time is as it is now. */
const listedOn = (db: Queryable, day: string) =>
  db
    .select({
      ...unitColumns,
      code: unitVersions.code,
      name: unitVersions.name,
      type: unitVersions.type,
      ownership: unitVersions.ownership,
      parentId: unitVersions.parentId,
      path: unitVersions.path,
      parent: parentColumns,
      childCount: sql<number>`(select count(*)::int from unit_versions below where below.parent_id = ${units.id}
        and not below.closed and (below.valid_from is null or below.valid_from <= ${day}::date)
        and (below.valid_to is null or below.valid_to > ${day}::date))`,
    })
    .from(unitVersions)
    .innerJoin(units, eq(units.id, unitVersions.unitId))
    .leftJoin(parents, and(eq(parents.unitId, unitVersions.parentId), holdsOn(parents, day)))

/** A unit on a day; nothing where it was not yet, or no more. */
export async function findOn(db: Queryable, id: UnitId, day: string): Promise<ListedUnit | undefined> {
  const [row] = await listedOn(db, day).where(and(eq(unitVersions.unitId, id), standing(day)))
  return row
}

/** A unit and its superior as they were called on a day, whether it was closed then or not. */
export async function findUnitOn(db: Queryable, id: UnitId, day: string) {
  const [row] = await calledOn(db, { id, day })
  return row
}
const calledOn = steady((db) => {
  const day = sql.placeholder('day')
  return db
    .select({ name: unitVersions.name, parentName: parents.name, above: parents.type })
    .from(unitVersions)
    .leftJoin(parents, and(eq(parents.unitId, unitVersions.parentId), holdsOn(parents, day)))
    .where(and(eq(unitVersions.unitId, sql.placeholder('id')), holdsOn(unitVersions, day)))
})

/** What units were called on a day. */
export async function unitNamesOn(db: Queryable, ids: readonly UnitId[], day: string): Promise<Map<UnitId, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select({ id: unitVersions.unitId, name: unitVersions.name })
    .from(unitVersions)
    .where(and(inArray(unitVersions.unitId, [...ids]), holdsOn(unitVersions, day)))
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** What stood under a unit on a day, itself included, by name; one more than `limit`, to see whether there are more. */
export function listOn(
  db: Queryable,
  day: string,
  place: UnitId,
  { q = '', parentId, within: top, type, types, ownership }: UnitFilters,
  after: [string, string] | null,
  limit: number,
) {
  return listedOn(db, day)
    .where(
      and(
        standing(day),
        inLineOf(unitVersions.path, place),
        ...likeWords(q).map(
          (word) => sql`unaccented(${unitVersions.code} || ' ' || ${unitVersions.name}) like unaccented(${word})`,
        ),
        parentId && eq(unitVersions.parentId, parentId),
        top && inLineOf(unitVersions.path, top),
        type && eq(unitVersions.type, type),
        types && inArray(unitVersions.type, [...types]),
        ownership && eq(unitVersions.ownership, ownership),
        after ? sql`(${unitVersions.name}, ${unitVersions.unitId}) > (${after[0]}, ${after[1]}::uuid)` : undefined,
      ),
    )
    .orderBy(asc(unitVersions.name), asc(unitVersions.unitId))
    .limit(limit + 1)
}

/** The superiors of a unit on a day, the highest first. */
export function ancestorsOn(db: Queryable, row: { id: UnitId; path: string }, day: string): Promise<UnitSummary[]> {
  return db
    .select(summaryColumns)
    .from(unitVersions)
    .where(
      and(
        holdsOn(unitVersions, day),
        sql`${unitVersions.unitId} = any(string_to_array(${row.path}, '.')::uuid[]) and ${unitVersions.unitId} <> ${row.id}`,
      ),
    )
    .orderBy(sql`nlevel(${unitVersions.path})`)
}

/** Every version of a unit with its superior of that time, the newest first. */
export function versionsOf(db: Queryable, id: UnitId) {
  const above = sql`(select jsonb_build_object('id', above.unit_id, 'code', above.code, 'name', above.name, 'type', above.type)
    from unit_versions above where above.unit_id = ${unitVersions.parentId}
      and (above.valid_to is null or ${unitVersions.validFrom} is null or above.valid_to > ${unitVersions.validFrom})
    order by above.valid_from nulls first limit 1)`
  return db
    .select({ ...getTableColumns(unitVersions), parent: sql<UnitSummary | null>`${above}` })
    .from(unitVersions)
    .where(eq(unitVersions.unitId, id))
    .orderBy(sql`${unitVersions.validFrom} desc nulls last`)
}

/**
 * The units in whose place a unit has come by mergers, and those in whose place they had come: what these have left,
 * it may read. For use within another query.
 */
export const predecessorsOf = (id: UnitId | Placeholder): SQL => sql`(
  with recursive earlier (id) as (
    select predecessor_id from ${unitSuccessions} where successor_id = ${id}::uuid and reads and undone_by is null
    union
    select succession.predecessor_id from ${unitSuccessions} succession
    join earlier on succession.successor_id = earlier.id where succession.reads and succession.undone_by is null)
  select id from earlier)`

/** Whether a unit has come, by mergers, in the place of another. */
export async function isPredecessor(db: Queryable, id: UnitId, of: UnitId): Promise<boolean> {
  const rows = await db
    .select({ id: units.id })
    .from(units)
    .where(and(eq(units.id, id), sql`${units.id} in ${predecessorsOf(of)}`))
  return rows.length > 0
}

/** Whose place a unit took and who took its own, each under its present name, the latest first. */
export function successionsOf(db: Queryable, id: UnitId, side: 'predecessors' | 'successors') {
  const { predecessorId, successorId, changeId, undoneBy } = unitSuccessions
  const [own, other] = side === 'predecessors' ? [successorId, predecessorId] : [predecessorId, successorId]
  return db
    .select({
      unit: { id: units.id, code: units.code, name: units.name, type: units.type },
      changeId,
      on: sql<string>`(select effective_on::text from unit_changes where unit_changes.id = ${changeId})`,
    })
    .from(unitSuccessions)
    .innerJoin(units, eq(units.id, other))
    .where(and(eq(own, id), sql`${undoneBy} is null`))
    .orderBy(desc(changeId), asc(units.name))
}
