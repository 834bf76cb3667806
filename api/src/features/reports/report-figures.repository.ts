import type { ReportPart, ReportStep, StepOutcome, UnitId, UnitType } from '@thuoc/shared'
import { sql, type SQL } from 'drizzle-orm'
import type { Queryable } from '../../platform/db/client.ts'
import { chosenUnits, type Chosen } from './report-scope.repository.ts'

/** How units are parted: by which column, and what the part is called; where that stands elsewhere, it is looked up. */
const parts: Record<ReportPart, { column: SQL; name: SQL; elsewhere?: SQL }> = {
  body: { column: sql`unit.body_unit_id`, name: sql`min(unit.body_name)` },
  area: {
    column: sql`unit.area_unit_id`,
    name: sql`'direct'`,
    elsewhere: sql`select area.name from units area where area.id`,
  },
  type: { column: sql`unit.unit_type`, name: sql`min(unit.unit_type)` },
  ownership: { column: sql`unit.ownership`, name: sql`coalesce(min(unit.ownership), 'none')` },
  campaign: {
    column: sql`unit.campaign_id`,
    name: sql`''`,
    elsewhere: sql`select campaign.title from campaigns campaign where campaign.id`,
  },
}
const nobody: Partial<Record<ReportPart, string>> = { area: 'direct', ownership: 'none' }

/** Columns of a group of units in one part. */
export const groupedPart = (by: ReportPart): SQL => sql`${parts[by].column} as part, ${parts[by].name} as seen_name`
/** The key and the name of the part, of rows that have the columns above; the name of a part is one and the same. */
export const namedPart = (by: ReportPart): SQL => {
  const { elsewhere } = parts[by]
  const seen = sql`min(counted.seen_name) over (partition by counted.part)`
  return sql`coalesce(counted.part::text, ${nobody[by] ?? ''}) as part,
    ${elsewhere ? sql`coalesce((${elsewhere} = counted.part), ${seen})` : seen} as name`
}

export type PartLevel = { part: string; name: string; level: number | null; count: number; sum: string | null }
/** How many units of each part stand at each level, with the sum of their totals; parts by name. */
export async function countLevels(db: Queryable, chosen: Chosen, by: ReportPart): Promise<PartLevel[]> {
  const { rows } = await db.execute<PartLevel>(sql`
    with counted as materialized (
        select ${groupedPart(by)}, unit.level, count(*)::int as count, sum(unit.total)::text as sum
        from (${chosenUnits(chosen)}) unit group by ${parts[by].column}, unit.level)
    select * from (select ${namedPart(by)}, counted.level, counted.count, counted.sum from counted) named
    order by name collate vi, part, level desc nulls last`)
  return rows
}

export type StepCount = {
  id: UnitId
  code: string
  name: string
  type: UnitType
  steps: Record<ReportStep, StepOutcome>
  count: number
}
/** How many units of each managing body have come to the same ends; bodies by name. */
export async function countSteps(db: Queryable, chosen: Chosen): Promise<StepCount[]> {
  const { rows } = await db.execute<StepCount>(sql`
    with counted as materialized (
        select unit.body_unit_id as id, min(unit.body_code) as code, min(unit.body_name) as name,
          min(unit.body_type) as type, unit.self_step, unit.request_step, unit.external_step, unit.decision_step,
          unit.publication_step, count(*)::int as count
        from (${chosenUnits(chosen)}) unit
        group by unit.body_unit_id, unit.self_step, unit.request_step, unit.external_step, unit.decision_step,
          unit.publication_step)
    select id, code, name, type, count, json_build_object('self', self_step, 'request', request_step,
      'external', external_step, 'decision', decision_step, 'publication', publication_step) as steps
    from counted order by name collate vi, id`)
  return rows
}
