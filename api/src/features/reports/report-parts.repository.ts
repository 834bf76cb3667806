import type { ReportPart } from '@thuoc/shared'
import { sql, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import type { Queryable } from '../../platform/db/client.ts'
import { chosenUnits, type Chosen } from './report-scope.repository.ts'

/** How units are parted: by which column, and what the part is called; where that stands elsewhere, it is looked up. */
const parts: Record<ReportPart, { column: SQL; kind: SQL; name: SQL; elsewhere?: SQL }> = {
  // One body may be written in several ways over the campaigns; to take one of them no alphabet is needed.
  body: { column: sql`unit.body_unit_id`, kind: sql`uuid`, name: sql`min(unit.body_name collate "C")` },
  area: {
    ...{ column: sql`unit.area_unit_id`, kind: sql`uuid`, name: sql`'direct'` },
    elsewhere: sql`select area.name from units area where area.id`,
  },
  type: { column: sql`unit.unit_type`, kind: sql`text`, name: sql`min(unit.unit_type)` },
  ownership: { column: sql`unit.ownership`, kind: sql`text`, name: sql`coalesce(min(unit.ownership), 'none')` },
  campaign: {
    ...{ column: sql`unit.campaign_id`, kind: sql`uuid`, name: sql`''` },
    elsewhere: sql`select campaign.title from campaigns campaign where campaign.id`,
  },
}
const nobody: Partial<Record<ReportPart, string>> = { area: 'direct', ownership: 'none' }

/** So many parts behind the one named. */
export type PartsPage = { after: readonly [name: string, part: string] | null; limit: number }
export const partsKey = z.tuple([z.string(), z.string()])
/** Every part there is: what a file has. */
export const allParts: PartsPage = { after: null, limit: 2_147_483_646 }

/** Columns of a group of units in one part. */
export const groupedPart = (by: ReportPart): SQL => sql`${parts[by].column} as part, ${parts[by].name} as seen_name`
/** What a part is known by outside, of rows with the columns above. */
export const keyOfPart = (by: ReportPart): SQL => sql`coalesce(counted.part::text, ${nobody[by] ?? ''})`

/** The tables of a query that end in `page`: of `counted`, with the columns above, its parts by name; one too many. */
export function pageOfParts(by: ReportPart, { after, limit }: PartsPage): SQL {
  const { elsewhere } = parts[by]
  const seen = sql`min(counted.seen_name collate "C")`
  const behind = after === null ? sql`true` : sql`(name collate vi, part) > (${after[0]}::text collate vi, ${after[1]})`
  return sql`
    named as (
      select counted.part as id, ${keyOfPart(by)} as part,
        ${elsewhere ? sql`coalesce((${elsewhere} = counted.part), ${seen})` : seen} as name
      from counted group by counted.part),
    page as materialized (
      select id, part, name from named where ${behind} order by name collate vi, part limit ${limit + 1})`
}

export type PartUnits = { id: string | null; part: string; name: string; units: number }
/** The parts of a page with how many units each has. */
export async function listParts(db: Queryable, chosen: Chosen, by: ReportPart, page: PartsPage): Promise<PartUnits[]> {
  const { rows } = await db.execute<PartUnits>(sql`
    with counted as materialized (
        select ${groupedPart(by)}, count(*)::int as units from (${chosenUnits(chosen)}) unit group by 1),
      ${pageOfParts(by, page)}
    select page.id, page.part, page.name, counted.units from page join counted on ${keyOfPart(by)} = page.part
    order by page.name collate vi, page.part`)
  return rows
}

/** The units of these parts alone; the part of each is its `part`. */
export function unitsOfParts(chosen: Chosen, by: ReportPart, ids: readonly (string | null)[]): SQL {
  const { column, kind } = parts[by]
  const known = ids.filter((id) => id !== null)
  const among = sql`${column} = any(${sql.param(known)}::${kind}[])`
  return sql`select unit.*, ${column} as part from (${chosenUnits(chosen)}) unit
    where ${known.length < ids.length ? sql`(${among} or ${column} is null)` : among}`
}
