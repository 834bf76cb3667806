import type { ReportBasis, ReportFilter } from '@thuoc/shared'
import { sql, type SQL } from 'drizzle-orm'
import type { Actor } from '../../platform/actor.ts'
import { reportTallies } from './reported-files.tables.ts'

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

/** Every unit in every campaign: as kept, and of a past day what has moved since from what had happened by then. */
export const unitsAt = ({ until, isPast }: Moment): SQL =>
  isPast ? sql`report_units_then(${moment(until)}) unit` : sql`reported_units(${moment(until)}) unit`

/** The root stands in the line of every unit: there is only one. */
export const standsAboveAll = ({ unitType }: Actor): boolean => unitType === 'system'

/** Those of `unitsAt` that this actor may count. */
export const seenUnits = (actor: Actor, when: Moment): SQL => {
  if (standsAboveAll(actor)) return sql`${unitsAt(when)} where true`
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

/** The level of the chosen column. */
export const levelOf: Record<ReportBasis, SQL> = {
  self: sql`unit.self_level`,
  external: sql`unit.external_level`,
  recognised: sql`unit.recognised_level`,
}

/** Everything on record of a year, whatever the units were then. */
export const seenOfYear = (chosen: Chosen, schoolYear: SQL): SQL =>
  sql`select unit.*, ${ofBasis[chosen.basis]} from ${seenUnits(chosen.actor, chosen)} and unit.school_year = ${schoolYear}`

/** Whether a row of `unit` from among them is one of the chosen of its year; campaign and set of one year bind no other. */
export const fitsInYear = (chosen: Chosen, schoolYear: SQL): SQL => {
  const { campaignId: _, setId: __, ...filter } = chosen.filter
  return fits({ filter, schoolYear })
}
export const fitsThisYear = ({ filter, schoolYear }: Asked): SQL => fits({ filter, schoolYear: sql`${schoolYear}` })

/**
 * Whether the kept numbers of units answer: of all there are, as they stand now, told apart by nothing but their kind, set and
 * levels.
 */
export const isTallied = ({ actor, isPast, filter: { bodyId, areaId, ownership } }: Asked): boolean =>
  standsAboveAll(actor) && !isPast && [bodyId, areaId, ownership].every((one) => one === undefined)
/** These numbers, as if each row were so many units. */
export const talliedUnits: SQL = sql`(
  select campaign.school_year, tally.* from campaigns campaign cross join lateral (
    -- Campaign by campaign, by their index, however many years there are.
    select * from ${reportTallies} tally where tally.campaign_id = campaign.id offset 0) tally) unit where true`
