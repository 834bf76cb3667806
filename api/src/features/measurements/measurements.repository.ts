import { and, asc, inArray, or, sql, type SQL } from 'drizzle-orm'
import { unitId, type UnitId } from '@thuoc/shared'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import { steady } from '../../platform/db/steady.ts'
import { within } from '../../platform/db/tree.ts'
import { units } from '../org/index.ts'
import { measurements } from './measurements.tables.ts'

export type MeasurementRow = typeof measurements.$inferSelect
export type NewRow = Omit<typeof measurements.$inferInsert, 'id' | 'recordedAt'>

/** The units of a subtree that are named by code (case does not matter) or id: what was named → id. */
export async function unitsNamed(db: Queryable, path: string, names: readonly string[]): Promise<Map<string, UnitId>> {
  const wanted = [...new Set(names.map(plain))]
  const ids = wanted.flatMap((name) => unitId.safeParse(name).data ?? [])
  const found = await db
    .select({ id: units.id, code: units.code })
    .from(units)
    .where(and(within(units.path, path), or(inArray(sql`lower(${units.code})`, wanted), inArray(units.id, ids))))
  return new Map(found.flatMap(({ id, code }) => [[plain(code), id] as const, [id, id] as const]))
}

/** How a name of a unit is looked up in what `unitsNamed` found. */
export const plain = (name: string) => name.toLowerCase()

/**
 * Records what is not known yet. Rows go in one order everywhere, so that two overlapping batches wait for each other
 * instead of locking each other out. @returns how many are new
 */
export async function insert(tx: Tx, rows: readonly NewRow[]): Promise<number> {
  if (rows.length === 0) return 0
  const ordered = [...rows].sort((a, b) => (identityOf(a) < identityOf(b) ? -1 : 1))
  const added = await tx.insert(measurements).values(ordered).onConflictDoNothing().returning({ id: measurements.id })
  return added.length
}

type Identity = Pick<NewRow, 'unitId' | 'schoolYear' | 'key' | 'measuredAt' | 'source'>
/** What makes two figures the same one: `measurements_once`. */
export const identityOf = ({ unitId: unit, schoolYear, key, measuredAt, source }: Identity) =>
  JSON.stringify([unit, schoolYear, key, measuredAt.toISOString(), source])

/** What stands under the identities of these rows, by identity. */
export async function findStanding(tx: Tx, rows: readonly Identity[]): Promise<Map<string, MeasurementRow>> {
  const asked = rows.map(({ unitId: unit, schoolYear: year, key, measuredAt: at, source }) => ({
    ...{ unit, year, key, source },
    at: at.toISOString(),
  }))
  const { unitId: unit, schoolYear, key, measuredAt, source } = measurements
  const found = await tx
    .select()
    .from(measurements)
    .where(
      sql`(${unit}, ${schoolYear}, ${key}, ${measuredAt}, ${source}) in (select unit, year, key, at, source
        from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb)
          as asked (unit uuid, year text, key text, at timestamptz, source text))`,
    )
  return new Map(found.map((row) => [identityOf(row), row]))
}

/** What is newest: by when it was measured, then by when it came in. The index has the same order. */
const newestFirst = sql`measured_at desc, recorded_at desc, id desc`

const byId = (db: Queryable, ids: SQL) =>
  db
    .select()
    .from(measurements)
    .where(sql`${measurements.id} = any (array(${ids}))`)
    .orderBy(asc(measurements.key))

/** The newest figure of every key of a unit in a school year, by key. */
export const listNewest = (db: Queryable, unit: UnitId, schoolYear: string): Promise<MeasurementRow[]> =>
  byId(
    db,
    sql`select distinct on (key) id from measurements where unit_id = ${unit} and school_year = ${schoolYear}
      order by key, ${newestFirst}`,
  )

/** The same for some units and some keys: one step into the index for each, however much has been recorded. */
export const listNewestOf = (
  db: Queryable,
  ids: readonly UnitId[],
  schoolYear: string,
  keys: readonly string[],
): Promise<MeasurementRow[]> => newestOf(db, { ids, schoolYear, keys })
const newestOf = steady((db) =>
  byId(
    db,
    sql`select (select id from measurements newest where unit_id = place.id
      and school_year = ${sql.placeholder('schoolYear')} and newest.key = wanted.key order by ${newestFirst} limit 1)
      from unnest(${sql.placeholder('ids')}::uuid[]) place (id), unnest(${sql.placeholder('keys')}::text[]) wanted (key)`,
  ),
)
