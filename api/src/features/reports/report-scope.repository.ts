import type { CampaignId, IndicatorSetId, ReportBasis, ReportFilter, SetMark, UnitId, UnitType } from '@thuoc/shared'
import { sql, type SQL } from 'drizzle-orm'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/client.ts'
import { label } from '../../platform/db/tree.ts'

/** Units as of a moment, of one campaign or one school year, that the actor stands above. */
export type Asked = {
  actor: Actor
  /** What happened before it is looked at. */
  until: Date
  schoolYear: string
  filter: Omit<ReportFilter, 'schoolYear' | 'asOf' | 'basis'>
}
export type Chosen = Asked & { basis: ReportBasis }

const all = (conditions: (SQL | false | undefined)[]) =>
  sql.join(
    conditions.flatMap((one) => (one ? [one] : [])),
    sql` and `,
  )

const moment = (at: Date) => sql`${at.toISOString()}::timestamptz`

/** Rows of `report_units_at` that this actor may count. */
export const seenUnits = (actor: Actor, until: Date): SQL =>
  sql`report_units_at(${moment(until)}) unit where unit.line @> array[${label(actor.unitId)}]`

const fits = ({ filter, schoolYear }: Pick<Asked, 'filter'> & { schoolYear: SQL }) =>
  all([
    sql`unit.school_year = ${schoolYear}`,
    sql`unit.tier = ${filter.tier}`,
    filter.campaignId && sql`unit.campaign_id = ${filter.campaignId}`,
    filter.bodyId && sql`unit.body_unit_id = ${filter.bodyId}`,
    filter.areaId &&
      (filter.areaId === 'direct' ? sql`unit.area_unit_id is null` : sql`unit.area_unit_id = ${filter.areaId}`),
    filter.unitType && sql`unit.unit_type = ${filter.unitType}`,
    filter.ownership &&
      (filter.ownership === 'none' ? sql`unit.ownership is null` : sql`unit.ownership = ${filter.ownership}`),
    filter.setId && sql`unit.indicator_set_id = ${filter.setId}`,
  ])

/** Level, total and the moment whose lines count, of the chosen column. */
const ofBasis: Record<ReportBasis, SQL> = {
  self: sql`unit.self_level as level, unit.self_total as total, unit.self_event_id as event_id`,
  external: sql`unit.external_level as level, unit.external_total as total, unit.external_event_id as event_id`,
  recognised: sql`unit.recognised_level as level, unit.recognised_total as total,
    case when unit.recognition_id is not null then unit.external_event_id end as event_id`,
}

/** The units every figure of this filter is about; each figure begins with it, so that they agree. */
export const chosenUnits = (chosen: Chosen): SQL =>
  sql`select unit.*, ${ofBasis[chosen.basis]} from ${seenUnits(chosen.actor, chosen.until)} and ${fitsThisYear(chosen)}`

/** The chosen units read once for a statement, with only these columns: the database works out no others. */
export const unitTable = (chosen: Chosen, columns: SQL): SQL =>
  sql`unit as materialized (select ${columns} from (${chosenUnits(chosen)}) unit)`

/** What units can get at most, by their set: worked out once a set, not once a unit. */
export const knownSets = sql`known as materialized (select indicator_set_id, code, maximum from report_sets)`

/** Everything on record of these years, whatever the units were then. */
export const seenOfYears = ({ actor, until, basis }: Chosen, years: readonly string[]): SQL =>
  sql`select unit.*, ${ofBasis[basis]} from ${seenUnits(actor, until)}
    and unit.school_year = any(${sql.param([...years])}::text[])`

/** Whether a row of `unit` from among them is one of the chosen of its year; campaign and set of one year bind no other. */
export const fitsInYear = (chosen: Chosen, schoolYear: SQL): SQL => {
  const { campaignId: _, setId: __, ...filter } = chosen.filter
  return fits({ filter, schoolYear })
}
export const fitsThisYear = ({ filter, schoolYear }: Asked): SQL => fits({ filter, schoolYear: sql`${schoolYear}` })

export type SeenCampaign = { id: CampaignId; title: string; schoolYear: string; units: number; openedAt: number }
/** Campaigns with units that the actor stands above, the newest first; opened so many milliseconds after 1970. */
export async function seenCampaigns(db: Queryable, actor: Actor): Promise<SeenCampaign[]> {
  const { rows } = await db.execute<SeenCampaign>(sql`
    select campaign.id, campaign.title, campaign.school_year as "schoolYear", count(*)::int as units,
      (extract(epoch from campaign.opened_at) * 1000)::float8 as "openedAt"
    from campaign_units place join campaigns campaign on campaign.id = place.campaign_id
    where place.taken_out_at is null and place.line @> array[${label(actor.unitId)}]
    group by campaign.id order by campaign.school_year desc, campaign.opened_at desc`)
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
  const { rows } = await db.execute<Counted>(sql`
    select counted.*, one.code, one.version, one.title, one.sample, one.verified, one.maximum::text
    from (
      select unit.campaign_id as "campaignId", unit.indicator_set_id as "setId", count(*)::int as units,
        count(unit.self_level)::int as self, count(unit.external_level)::int as external,
        count(unit.recognised_level)::int as recognised
      from ${seenUnits(asked.actor, asked.until)} and ${fitsThisYear(asked)} group by 1, 2
    ) counted join report_sets one on one.indicator_set_id = counted."setId"`)
  return rows
}

export type Place = {
  campaignId: CampaignId
  tier: 'school' | 'managing-body'
  type: UnitType
  set: SetMark
  bodyId: UnitId
  bodyCode: string
  bodyName: string
  bodyType: UnitType
  areaId: UnitId | null
  areaName: string | null
}
/** What the units of these campaigns are: each combination once. */
export async function placesOf(
  db: Queryable,
  actor: Actor,
  campaigns: readonly CampaignId[],
  until: Date,
): Promise<Place[]> {
  const { rows } = await db.execute<Place>(sql`
    select distinct unit.campaign_id as "campaignId", unit.tier, unit.unit_type as type,
      jsonb_build_object('id', known.indicator_set_id, 'code', known.code, 'version', known.version, 'title', known.title,
        'sample', known.sample, 'verified', known.verified) as set,
      unit.body_unit_id as "bodyId", unit.body_code as "bodyCode", unit.body_name as "bodyName",
      unit.body_type as "bodyType", area.id as "areaId", area.name as "areaName",
      unit.body_name collate vi as by_body, area.name as by_area
    from (select * from ${seenUnits(actor, until)}
      and unit.campaign_id = any(${sql.param([...campaigns])}::uuid[])) unit
      join report_sets known on known.indicator_set_id = unit.indicator_set_id
      left join units area on area.id = unit.area_unit_id
    order by by_body, by_area`)
  return rows
}
