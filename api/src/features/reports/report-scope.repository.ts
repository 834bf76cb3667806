import {
  unitTypes,
  type CampaignId,
  type IndicatorSetId,
  type ReportBasis,
  type ReportFilter,
  type SetMark,
  type UnitId,
  type UnitSummary,
  type UnitType,
} from '@thuoc/shared'
import { sql, type SQL } from 'drizzle-orm'
import type { Actor } from '../../platform/actor.ts'
import { one, type Queryable } from '../../platform/db/client.ts'
import { label } from '../../platform/db/tree.ts'
import { reportedFiles } from './reported-files.tables.ts'

export type Moment = {
  /** What happened before it is looked at. */
  until: Date
  /** Whether that is the end of a day gone by: what is kept of each file says only how it stands now. */
  isPast: boolean
}
/** Units as of a moment, of one campaign or one school year, that the actor stands above. */
export type Asked = Moment & {
  actor: Actor
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

/** Every unit in every campaign as it stands: kept as files move, and of a past day worked out from what happened by then. */
export const unitsAt = ({ until, isPast }: Moment): SQL =>
  isPast ? sql`report_units_at(${moment(until)}) unit` : sql`reported_units(${moment(until)}) unit`

/** The root stands in the line of every unit: there is only one. */
const standsAboveAll = ({ unitType }: Actor) => unitType === 'system'

/** Those of `unitsAt` that this actor may count. */
export const seenUnits = (actor: Actor, when: Moment): SQL => {
  if (standsAboveAll(actor)) return sql`${unitsAt(when)} where true`
  if (when.isPast) return sql`${unitsAt(when)} where unit.line @> array[${label(actor.unitId)}]`
  return sql`${unitsAt(when)} where unit.above @> array[${actor.unitId}]::uuid[]`
}

/** What a query answers as one value, so that a statement says several things. */
export const rowsOf = (query: SQL): SQL => sql`(select coalesce(json_agg(said), '[]') from (${query}) said)`

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
  sql`select unit.*, ${ofBasis[chosen.basis]} from ${seenUnits(chosen.actor, chosen)} and ${fitsThisYear(chosen)}`

/** The chosen units read once for a statement, with only these columns: the database works out no others. */
export const unitTable = (chosen: Chosen, columns: SQL): SQL =>
  sql`unit as materialized (select ${columns} from (${chosenUnits(chosen)}) unit)`

/** What units can get at most, by their set: worked out once a set, not once a unit. */
export const knownSets = sql`known as materialized (select indicator_set_id, code, maximum from report_sets)`

/** Everything on record of a year, whatever the units were then. */
export const seenOfYear = (chosen: Chosen, schoolYear: SQL): SQL =>
  sql`select unit.*, ${ofBasis[chosen.basis]} from ${seenUnits(chosen.actor, chosen)} and unit.school_year = ${schoolYear}`

/** Whether a row of `unit` from among them is one of the chosen of its year; campaign and set of one year bind no other. */
export const fitsInYear = (chosen: Chosen, schoolYear: SQL): SQL => {
  const { campaignId: _, setId: __, ...filter } = chosen.filter
  return fits({ filter, schoolYear })
}
export const fitsThisYear = ({ filter, schoolYear }: Asked): SQL => fits({ filter, schoolYear: sql`${schoolYear}` })

export type SeenCampaign = { id: CampaignId; title: string; schoolYear: string; openedAt: number }
const campaignColumns = sql`campaign.id, campaign.title, campaign.school_year as "schoolYear",
  (extract(epoch from campaign.opened_at) * 1000)::float8 as "openedAt"`
const newestFirst = sql`order by campaign.school_year desc, campaign.opened_at desc`
const takePart = sql`from ${reportedFiles} file where not file.taken_out`

/** Campaigns with units that the actor stands above, the newest first; opened so many milliseconds after 1970. */
export async function seenCampaigns(db: Queryable, actor: Actor): Promise<SeenCampaign[]> {
  if (!standsAboveAll(actor)) return countedCampaigns(db, actor)
  const { rows } = await db.execute<SeenCampaign>(sql`
    select ${campaignColumns} from campaigns campaign
    where exists (select ${takePart} and file.campaign_id = campaign.id) ${newestFirst}`)
  return rows
}

/** The same, with how many units each has of those. */
export async function countedCampaigns(db: Queryable, actor: Actor): Promise<(SeenCampaign & { units: number })[]> {
  // Whoever stands above every unit need not be compared with each: the index of a campaign counts, once (`offset`).
  const counted = standsAboveAll(actor)
    ? sql`select one.id, (select count(*)::int ${takePart} and file.campaign_id = one.id) from campaigns one offset 0`
    : sql`select file.campaign_id, count(*)::int ${takePart} and file.above @> array[${actor.unitId}]::uuid[]
        group by file.campaign_id`
  const { rows } = await db.execute<SeenCampaign & { units: number }>(sql`
    select ${campaignColumns}, counted.units
    from (${counted}) counted (campaign_id, units) join campaigns campaign on campaign.id = counted.campaign_id
    where counted.units > 0 ${newestFirst}`)
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
      from ${seenUnits(asked.actor, asked)} and ${fitsThisYear(asked)} group by 1, 2
    ) counted join report_sets one on one.indicator_set_id = counted."setId"`)
  return rows
}

export type Places = {
  bodies: UnitSummary[]
  areas: { id: UnitId; name: string }[]
  sets: SetMark[]
  types: UnitType[]
  tiers: ('school' | 'managing-body')[]
}
/** What the units of these campaigns are: each body, territory and set once, by name, and each kind and tier in their order. */
export async function placesOf(
  db: Queryable,
  actor: Actor,
  campaigns: readonly CampaignId[],
  when: Moment,
): Promise<Places> {
  const { rows } = await db.execute<Places>(sql`
    with seen as materialized (
      select unit.tier, unit.unit_type, unit.indicator_set_id, unit.body_unit_id, unit.area_unit_id,
        unit.body_code as code, unit.body_name as name, unit.body_type as type
      from ${seenUnits(actor, when)} and unit.campaign_id = any(${sql.param([...campaigns])}::uuid[])
      group by 1, 2, 3, 4, 5, 6, 7, 8)
    select
      ${rowsOf(sql`select body_unit_id as id, max(code) as code, max(name) as name, max(type) as type from seen
        group by body_unit_id order by max(name) collate vi, body_unit_id`)} as bodies,
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
