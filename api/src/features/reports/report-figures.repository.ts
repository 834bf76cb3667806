import type { ReportPart, ReportStep, StepOutcome, UnitId, UnitType } from '@thuoc/shared'
import { sql, type SQL } from 'drizzle-orm'
import type { Queryable } from '../../platform/db/client.ts'
import { chosenUnits, type Chosen } from './report-scope.repository.ts'

/** How units are parted: the key of a part and its name, which for kinds of units is the key itself. */
const parts: Record<ReportPart, { key: SQL; name: SQL }> = {
  body: { key: sql`unit.body_unit_id::text`, name: sql`unit.body_name` },
  area: { key: sql`coalesce(unit.area_unit_id::text, 'direct')`, name: sql`coalesce(area.name, 'direct')` },
  type: { key: sql`unit.unit_type`, name: sql`unit.unit_type` },
  ownership: { key: sql`coalesce(unit.ownership, 'none')`, name: sql`coalesce(unit.ownership, 'none')` },
  campaign: { key: sql`unit.campaign_id::text`, name: sql`campaign.title` },
}

/** The chosen units, each with the part it belongs to. */
export const partedUnits = (chosen: Chosen, by: ReportPart): SQL => sql`
  select unit.*, ${parts[by].key} as part, (${parts[by].name})::text as part_name from (${chosenUnits(chosen)}) unit
    join campaigns campaign on campaign.id = unit.campaign_id
    left join units area on area.id = unit.area_unit_id`

export type PartLevel = { part: string; name: string; level: number | null; count: number; sum: string | null }
/** How many units of each part stand at each level, with the sum of their totals; parts by name. */
export async function countLevels(db: Queryable, chosen: Chosen, by: ReportPart): Promise<PartLevel[]> {
  const { rows } = await db.execute<PartLevel>(sql`
    with unit as (${partedUnits(chosen, by)})
    select part, min(part_name) over (partition by part) as name, level, count, sum from (
      select part, min(part_name) as part_name, level, count(*)::int as count, sum(total)::text as sum
      from unit group by part, level) counted
    order by min(part_name) over (partition by part) collate vi, part, level desc nulls last`)
  return rows
}

type StepCount = {
  bodyId: UnitId
  code: string
  name: string
  type: UnitType
  step: ReportStep
  outcome: StepOutcome
  count: number
}
/** How many units of each managing body have come to what end with each step; bodies by name. */
export async function countSteps(db: Queryable, chosen: Chosen): Promise<StepCount[]> {
  const { rows } = await db.execute<StepCount>(sql`
    select unit.body_unit_id as "bodyId", min(unit.body_code) as code, min(unit.body_name) as name,
      min(unit.body_type) as type, said.step, said.outcome, count(*)::int as count
    from (${chosenUnits(chosen)}) unit
      cross join lateral (values ('self', unit.self_step), ('request', unit.request_step),
        ('external', unit.external_step), ('decision', unit.decision_step), ('publication', unit.publication_step)
      ) said (step, outcome)
    group by unit.body_unit_id, said.step, said.outcome
    order by min(unit.body_name) collate vi, unit.body_unit_id`)
  return rows
}
