import { and, asc, eq, isNotNull, isNull, sql, type SQL, type SQLChunk } from 'drizzle-orm'
import type { Ownership, UnitId, UnitType } from '@thuoc/shared'
import type { Queryable } from '../../platform/db/client.ts'
import { firstOf, firstWith, hasWords, likeWords } from '../../platform/db/search.ts'
import { byShape } from '../../platform/db/shapes.ts'
import { childCount, parentColumns, parents, unitColumns, type ListedUnit } from './org.repository.ts'
import { units } from './org.tables.ts'

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
/** Sort key of units: the name, in Vietnamese order, and the unit. */
type UnitKey = [name: string, id: string]
type Asked = UnitFilters & { path: string; after: UnitKey | null }

/** What narrows the list, each by the value of its name. */
const conditions = {
  // What lies under the root is everything. A province is asked for by the index that has its units by name.
  inProvince: (of) => sql`subpath(${units.path}, 0, 2) = ${of('path')}::ltree`,
  inSubtree: (of) => sql`${units.path} <@ ${of('path')}::ltree`,
  open: () => isNull(units.closedOn),
  closed: () => isNotNull(units.closedOn),
  parentId: (of) => sql`${units.parentId} = ${of('parentId')}::uuid`,
  within: (of) => sql`${units.path} <@ (select path from units top where top.id = ${of('within')}::uuid)`,
  type: (of) => sql`${units.type} = ${of('type')}`,
  types: (of) => sql`${units.type} = any (${of('types')}::text[])`,
  ownership: (of) => sql`${units.ownership} = ${of('ownership')}`,
  after: (of) => sql`(${units.name}, ${units.id}) > (${of('name')}, ${of('id')}::uuid)`,
} satisfies Record<string, (of: (value: string) => SQLChunk) => SQL>
type Condition = keyof typeof conditions
const filters = ['parentId', 'within', 'type', 'types', 'ownership'] as const
const conditionNames = Object.keys(conditions).filter((name): name is Condition => name in conditions)

/** By how many units stand above: of the root, of a province, of what lies in one. */
const scopeOf = (path: string) => (['inProvince', 'inSubtree'] as const).slice(0, path.split('.').length - 1).slice(-1)
const conditionsOf = ({ path, after, state = 'open', ...asked }: Asked): Condition[] => [
  ...scopeOf(path),
  ...(state === 'all' ? [] : [state]),
  ...filters.filter((filter) => asked[filter] !== undefined),
  ...(after ? (['after'] as const) : []),
]
const valuesOf = ({ after, ...asked }: Asked): Record<string, unknown> => ({
  ...asked,
  name: after?.[0],
  id: after?.[1],
  words: likeWords(asked.q ?? ''),
})

const listed = (db: Queryable) =>
  db
    .select({ ...unitColumns, parent: parentColumns, childCount })
    .from(units)
    .leftJoin(parents, eq(parents.id, units.parentId))

const statements = byShape((db, { has, limit }) => {
  const asked = conditionNames.filter(has).map((name) => conditions[name](sql.placeholder))
  const first = has('words') ? firstWith : firstOf
  const found = first({ table: sql`${units}`, key: 'id', fits: and(...asked), order: sql`name, id`, limit })
  return listed(db)
    .where(sql`${units.id} in (${found})`)
    .orderBy(asc(units.name), asc(units.id))
})

/** Units in the subtree of a path, by name in Vietnamese order; one more than `limit`, to see whether there are more. */
export function search(
  db: Queryable,
  path: string,
  filtersAsked: UnitFilters,
  after: UnitKey | null,
  limit: number,
): Promise<ListedUnit[]> {
  const asked = { ...filtersAsked, path, after }
  const values = valuesOf(asked)
  const words = likeWords(asked.q ?? '').length > 0 ? ['words'] : []
  return statements([...conditionsOf(asked), ...words], limit + 1)(db, values)
}

/** The same as a query that is not asked yet, for those who want all of them. */
export function list(db: Queryable, path: string, filtersAsked: UnitFilters, after: UnitKey | null, limit: number) {
  const asked = { ...filtersAsked, path, after }
  const values = valuesOf(asked)
  return listed(db)
    .where(
      and(
        ...conditionsOf(asked).map((name) => conditions[name]((value) => sql.param(values[value]))),
        ...hasWords(units.search, asked.q ?? ''),
      ),
    )
    .orderBy(asc(units.name), asc(units.id))
    .limit(limit + 1)
}
