import {
  unitTypes,
  type CampaignId,
  type IndicatorSetId,
  type SetMark,
  type UnitId,
  type UnitSummary,
  type UnitType,
} from '@thuoc/shared'
import { sql, type SQL } from 'drizzle-orm'
import type { Actor } from '../../platform/actor.ts'
import { one, type Queryable } from '../../platform/db/client.ts'
import {
  fitsThisYear,
  isTallied,
  rowsOf,
  seenUnits,
  standsAboveAll,
  talliedUnits,
  type Asked,
  type Moment,
} from './report-scope.repository.ts'
import { reportedFiles, reportTallies } from './reported-files.tables.ts'

export type SeenCampaign = { id: CampaignId; title: string; schoolYear: string; openedAt: number; units: number }
/** Campaigns with units that the actor stands above, and how many, the newest first; opened so many milliseconds after 1970. */
export async function countedCampaigns(db: Queryable, actor: Actor): Promise<SeenCampaign[]> {
  const counted = standsAboveAll(actor)
    ? sql`cross join lateral (
        select sum(tally.units)::int as units from ${reportTallies} tally where tally.campaign_id = campaign.id)
        counted`
    : sql`join (select file.campaign_id, count(*)::int as units from ${reportedFiles} file
        where not file.taken_out and file.above @> array[${actor.unitId}]::uuid[] group by file.campaign_id)
        counted on counted.campaign_id = campaign.id`
  const { rows } = await db.execute<SeenCampaign>(sql`
    select campaign.id, campaign.title, campaign.school_year as "schoolYear",
      (extract(epoch from campaign.opened_at) * 1000)::float8 as "openedAt", counted.units
    from campaigns campaign ${counted}
    where counted.units > 0 order by campaign.school_year desc, campaign.opened_at desc`)
  return rows
}

export type Counted = {
  campaignId: CampaignId
  setId: IndicatorSetId
  code: string
  version: number
  title: string
  sample: boolean
  verified: boolean
  maximum: string
  units: number
  self: number
  external: number
  recognised: number
}
/** How many units there are and how many have a result of each kind, by campaign and set. */
export async function countScope(db: Queryable, asked: Asked): Promise<Counted[]> {
  const withLevel = (level: SQL) => sql`coalesce(sum(unit.units) filter (where ${level} is not null), 0)::int`
  const counted = isTallied(asked)
    ? sql`select unit.campaign_id as "campaignId", unit.indicator_set_id as "setId", sum(unit.units)::int as units,
        ${withLevel(sql`unit.self_level`)} as self, ${withLevel(sql`unit.external_level`)} as external,
        ${withLevel(sql`unit.recognised_level`)} as recognised
      from ${talliedUnits} and ${fitsThisYear(asked)} group by 1, 2 having sum(unit.units) > 0`
    : sql`select unit.campaign_id as "campaignId", unit.indicator_set_id as "setId", count(*)::int as units,
        count(unit.self_level)::int as self, count(unit.external_level)::int as external,
        count(unit.recognised_level)::int as recognised
      from ${seenUnits(asked.actor, asked)} and ${fitsThisYear(asked)} group by 1, 2`
  const { rows } = await db.execute<Counted>(sql`
    select counted.*, one.code, one.version, one.title, one.sample, one.verified, one.maximum::text
    from (${counted}) counted join report_sets one on one.indicator_set_id = counted."setId"`)
  return rows
}

export type Places = {
  bodies: UnitSummary[]
  areas: { id: UnitId; name: string }[]
  sets: SetMark[]
  types: UnitType[]
  tiers: ('school' | 'managing-body')[]
}
/** Bodies and areas of the files with this body or in this area alone. */
type Near = { bodyId: UnitId | null; areaId: UnitId | 'direct' | null }
/**
 * What the units of these campaigns are: each body, territory and set once, by name, and each kind and tier in their order.
 * @param near where there are too many places to choose from, for somebody who stands above all
 */
export async function placesOf(
  db: Queryable,
  actor: Actor,
  { campaigns, when, near }: { campaigns: readonly CampaignId[]; when: Moment; near: Near | null },
): Promise<Places> {
  const ofThese = sql`campaign_id = any(${sql.param([...campaigns])}::uuid[])`
  const columns = sql`unit.tier, unit.unit_type, unit.indicator_set_id, unit.body_unit_id, unit.area_unit_id,
    unit.body_code as code, unit.body_name as name, unit.body_type as type`
  const those = sql`select ${columns} from ${seenUnits(actor, when)} and unit.${ofThese}`
  const area = near?.areaId === 'direct' ? null : (near?.areaId ?? null)
  const seen =
    near === null
      ? sql`${those} group by 1, 2, 3, 4, 5, 6, 7, 8`
      : sql`select tier, unit_type, indicator_set_id, null, null, null, null, null from ${reportTallies}
          where ${ofThese} group by 1, 2, 3 having sum(units) > 0
        union (${those} and (unit.body_unit_id = ${near.bodyId} or unit.area_unit_id = ${area}))`
  const { rows } = await db.execute<Places>(sql`
    with seen (tier, unit_type, indicator_set_id, body_unit_id, area_unit_id, code, name, type) as materialized (${seen})
    select
      ${rowsOf(sql`select body_unit_id as id, max(code collate "C") as code, max(name collate "C") as name, max(type) as type
        from seen where body_unit_id is not null group by body_unit_id
        order by max(name collate "C") collate vi, body_unit_id`)} as bodies,
      ${rowsOf(sql`select area.id, area.name from (select distinct area_unit_id as id from seen) one
        join units area on area.id = one.id order by area.name collate vi, area.id`)} as areas,
      ${rowsOf(sql`select known.indicator_set_id as id, known.code, known.version, known.title, known.sample, known.verified
        from (select distinct indicator_set_id as id from seen) one join report_sets known on known.indicator_set_id = one.id
        order by known.code, known.version desc`)} as sets,
      array(select kind from (select distinct unit_type as kind from seen) one
        order by array_position(${sql.param([...unitTypes])}::text[], kind)) as types,
      array(select distinct tier from seen order by 1 desc) as tiers`)
  return one(rows)
}

/** Rows that came in one by one become one of each kind. */
export const foldTallies = (db: Queryable) => db.execute(sql`select fold_report_tallies()`)
