import type { IndicatorSetId, ReportPart } from '@thuoc/shared'
import { sql, type SQL } from 'drizzle-orm'
import type { Queryable } from '../../platform/db/client.ts'
import { listParts, unitsOfParts, type PartsPage, type PartUnits } from './report-parts.repository.ts'
import type { Lines } from './report-points.ts'
import { chosenUnits, type Chosen } from './report-scope.repository.ts'
import { reportLayouts, reportPoints } from './reported-files.tables.ts'

/** Whose lines count; year and side say no more than the event does, but where it lies. */
const sideOf = ({ basis }: Chosen) => (basis === 'self' ? 'self' : 'external')
const lie = (points: SQL, schoolYear: string, side: 'self' | 'external') =>
  sql`${points}.school_year = ${schoolYear} and ${points}.side = ${side}`
const packed = (points: SQL) =>
  sql`string_agg(${points}.points, ''::bytea) as points, string_agg(${points}.met, ''::bytea) as met`

/** The lines of the chosen units. */
export async function readLines(db: Queryable, chosen: Chosen): Promise<Lines[]> {
  const { rows } = await db.execute<Lines>(sql`
    select layout.codes, packed.points, packed.met from (
      select points.layout_id, ${packed(sql`points`)}
      from (${chosenUnits(chosen)}) unit join ${reportPoints} points on points.event_id = unit.event_id
        and ${lie(sql`points`, chosen.schoolYear, sideOf(chosen))}
      group by points.layout_id) packed
    join ${reportLayouts} layout on layout.id = packed.layout_id`)
  return rows
}

export type PartLines = PartUnits & { lines: Lines[] }
type PartRow = { part: string | null; layout: number; points: Buffer; met: Buffer }
/** The parts of a page by name: how many units each has, and their lines. */
export async function readLinesByPart(
  db: Queryable,
  chosen: Chosen,
  by: ReportPart,
  page: PartsPage,
): Promise<PartLines[]> {
  const parts = await listParts(db, chosen, by, page)
  const ids = parts.map(({ id }) => id)
  const { rows } = await db.execute<PartRow>(sql`
    select unit.part, points.layout_id as layout, ${packed(sql`points`)}
    from (${unitsOfParts(chosen, by, ids)}) unit join ${reportPoints} points on points.event_id = unit.event_id
      and ${lie(sql`points`, chosen.schoolYear, sideOf(chosen))}
    group by 1, 2`)
  const codes = await layoutsOf(db, rows)
  const found = Map.groupBy(rows, ({ part }) => part)
  return parts.map((part) => ({
    ...part,
    lines: (found.get(part.id) ?? []).flatMap(({ layout, points, met }) => {
      const known = codes.get(layout)
      return known ? [{ codes: known, points, met }] : []
    }),
  }))
}

type PairRow = { first: number; second: number; before: Buffer; beforeMet: Buffer; after: Buffer; afterMet: Buffer }
const pairPacked = sql`
  first.layout_id as first, second.layout_id as second,
  string_agg(first.points, ''::bytea) as before, string_agg(first.met, ''::bytea) as "beforeMet",
  string_agg(second.points, ''::bytea) as after, string_agg(second.met, ''::bytea) as "afterMet"`

/** The lines of both sides, of units that have both. */
export async function readSides(
  db: Queryable,
  chosen: Chosen,
  setId: IndicatorSetId | null,
): Promise<[Lines, Lines][]> {
  const { rows } = await db.execute<PairRow>(sql`
    select ${pairPacked}
    from (${chosenUnits(chosen)}) unit
      join ${reportPoints} first on first.event_id = unit.self_event_id and ${lie(sql`first`, chosen.schoolYear, 'self')}
      join ${reportPoints} second on second.event_id = unit.external_event_id
        and ${lie(sql`second`, chosen.schoolYear, 'external')}
    where unit.indicator_set_id = ${setId}
    group by first.layout_id, second.layout_id`)
  return pairsOf(db, rows)
}

/** The lines of two years in one column. @param pairs rows with `before_event_id` and `event_id` */
export const yearsPacked = (chosen: Chosen, previousYear: string, pairs: SQL): SQL => sql`
  select ${pairPacked}
  from (${pairs}) unit
    join ${reportPoints} first on first.event_id = unit.before_event_id
      and ${lie(sql`first`, previousYear, sideOf(chosen))}
    join ${reportPoints} second on second.event_id = unit.event_id
      and ${lie(sql`second`, chosen.schoolYear, sideOf(chosen))}
  group by first.layout_id, second.layout_id`

/** What `yearsPacked` answered; nothing where no unit has both. */
export type YearsPacked = PairRow | { [key in keyof PairRow]: null }
export async function pairsOf(db: Queryable, rows: readonly YearsPacked[]): Promise<[Lines, Lines][]> {
  const found = rows.filter((row): row is PairRow => row.first !== null)
  const codes = await layoutsOf(
    db,
    found.flatMap(({ first, second }) => [{ layout: first }, { layout: second }]),
  )
  return found.map((row) => [
    { codes: codes.get(row.first) ?? [], points: row.before, met: row.beforeMet },
    { codes: codes.get(row.second) ?? [], points: row.after, met: row.afterMet },
  ])
}

async function layoutsOf(db: Queryable, rows: readonly { layout: number | null }[]): Promise<Map<number, string[]>> {
  const ids = [...new Set(rows.map(({ layout }) => layout))].filter((id) => id !== null)
  if (ids.length === 0) return new Map()
  const { rows: layouts } = await db.execute<{ id: number; codes: string[] }>(
    sql`select id, codes from ${reportLayouts} where id = any(${sql.param(ids)}::int[])`,
  )
  return new Map(layouts.map(({ id, codes }) => [id, codes]))
}
