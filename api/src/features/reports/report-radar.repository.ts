import type { CampaignId, CountedNode, IndicatorSetId, UnitId, UnitSummary, UnitType } from '@thuoc/shared'
import { sql } from 'drizzle-orm'
import { one, type Queryable } from '../../platform/db/client.ts'
import type { Actor } from '../../platform/actor.ts'
import { label } from '../../platform/db/tree.ts'
import { nodeTables } from './report-nodes.repository.ts'
import { unitsAt, type Moment } from './report-scope.repository.ts'
import { reportScores } from './reports.tables.ts'

export type OwnCampaign = { id: CampaignId; title: string; schoolYear: string; unit: UnitSummary; provinceId: UnitId }
/** Campaigns in which the unit takes part, as far as the actor stands above it there or is it; the newest first. */
export async function campaignsOfUnit(db: Queryable, actor: Actor, unitId: UnitId): Promise<OwnCampaign[]> {
  const { rows } = await db.execute<OwnCampaign>(sql`
    select campaign.id, campaign.title, campaign.school_year as "schoolYear", campaign.province_unit_id as "provinceId",
      json_build_object('id', place.unit_id, 'code', place.unit_code, 'name', place.unit_name, 'type', place.unit_type) as unit
    from campaign_units place join campaigns campaign on campaign.id = place.campaign_id
    where place.unit_id = ${unitId} and place.taken_out_at is null and place.line @> array[${label(actor.unitId)}]
    order by campaign.school_year desc, campaign.opened_at desc`)
  return rows
}

export type OwnRow = {
  setId: IndicatorSetId
  maximum: string
  type: UnitType
  bodyId: UnitId
  bodyName: string
  provinceName: string
  selfLevel: number | null
  selfTotal: string | null
  externalLevel: number | null
  externalTotal: string | null
  recognisedLevel: number | null
  recognisedTotal: string | null
  selfEvent: string | null
  externalEvent: string | null
}
/** How the unit stands in one campaign. */
export async function ownRow(
  db: Queryable,
  { campaignId, unitId, when }: { campaignId: CampaignId; unitId: UnitId; when: Moment },
): Promise<OwnRow> {
  const { rows } = await db.execute<OwnRow>(sql`
    select unit.indicator_set_id as "setId", known.maximum::text, unit.unit_type as type, unit.body_unit_id as "bodyId",
      unit.body_name as "bodyName", province.name as "provinceName",
      unit.self_level as "selfLevel", unit.self_total::text as "selfTotal", unit.external_level as "externalLevel",
      unit.external_total::text as "externalTotal", unit.recognised_level as "recognisedLevel",
      unit.recognised_total::text as "recognisedTotal", unit.self_event_id as "selfEvent",
      unit.external_event_id as "externalEvent"
    from ${unitsAt(when)}
      join report_sets known on known.indicator_set_id = unit.indicator_set_id
      join units province on province.id = unit.province_unit_id
    where unit.campaign_id = ${campaignId} and unit.unit_id = ${unitId}`)
  return one(rows)
}

type Sums = { node: string; body: string | null; bodyCount: number; province: string | null; provinceCount: number }
type Compared = Pick<OwnRow, 'setId' | 'type' | 'bodyId'> & { campaignId: CampaignId; when: Moment }
const events = {
  self: sql`unit.self_event_id`,
  external: sql`unit.external_event_id`,
  recognised: sql`case when unit.recognition_id is not null then unit.external_event_id end`,
}

/** Means of units of the same type under the same set in the same campaign: of its managing body, and of the province. */
export async function meansAround(
  db: Queryable,
  { campaignId, setId, type, bodyId, when }: Compared,
  basis: keyof typeof events,
  nodes: readonly CountedNode[],
): Promise<Sums[]> {
  const { rows } = await db.execute<Sums>(sql`
    with unit as materialized (
      select unit.campaign_unit_id, unit.body_unit_id = ${bodyId} as near, ${events[basis]} as event_id
      from ${unitsAt(when)}
      where unit.campaign_id = ${campaignId} and unit.indicator_set_id = ${setId} and unit.unit_type = ${type}
    ), ${nodeTables(nodes)}, scored as (
      select unit.campaign_unit_id, unit.near, part_of.node, sum(line.score) as score
      from unit join report_scores line on line.event_id = unit.event_id
        join part_of on part_of.leaf = line.criterion_code
      group by unit.campaign_unit_id, unit.near, part_of.node)
    select node, round(avg(score) filter (where near), 2)::text as body, count(score) filter (where near)::int as "bodyCount",
      round(avg(score), 2)::text as province, count(score)::int as "provinceCount"
    from scored group by node`)
  return rows
}

/** What one event came to at each node. */
export async function scoresOf(
  db: Queryable,
  eventId: string,
  nodes: readonly CountedNode[],
): Promise<Map<string, string | null>> {
  const { rows } = await db.execute<{ node: string; score: string | null }>(sql`
    with ${nodeTables(nodes)}
    select part_of.node, sum(line.score)::text as score from part_of
      join ${reportScores} line on line.criterion_code = part_of.leaf and line.event_id = ${eventId}::uuid
    group by part_of.node`)
  return new Map(rows.map(({ node, score }) => [node, score]))
}
