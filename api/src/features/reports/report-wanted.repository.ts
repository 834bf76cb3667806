import type { CountedNode, ReportFigure, ReportStep } from '@thuoc/shared'
import { sql, type SQL } from 'drizzle-orm'
import { likeWords } from '../../platform/db/search.ts'
import { bandOf, nodeTables, sidesSummed, summed } from './report-nodes.repository.ts'
import { knownSets, seenOfYear, unitTable, type Chosen } from './report-scope.repository.ts'
import { beforeOf, trendOf, yearsSummed } from './report-years.repository.ts'

/** Which units: those a figure counts, found by a search. */
export type Wanted = {
  figure: ReportFigure
  /** The node of the criterion that the figure names. */
  node: CountedNode | null
  previousYear: string | null
  q?: string | undefined
}

const steps: Record<ReportStep, SQL> = {
  self: sql`unit.self_step`,
  request: sql`unit.request_step`,
  external: sql`unit.external_step`,
  decision: sql`unit.decision_step`,
  publication: sql`unit.publication_step`,
}

/** What a figure looks at besides the unit itself. */
function askedOf({ figure, node, previousYear }: Wanted) {
  const { change, trend, before, years } = figure
  const aboutYears = trend !== undefined || before !== undefined || years !== undefined
  return {
    sides: node !== null && change !== undefined,
    before: aboutYears && previousYear !== null ? previousYear : null,
    nodeYears: node !== null && years !== undefined && previousYear !== null,
  }
}

/** Each condition is the one by which the figure itself was counted. */
function conditionsOf(wanted: Wanted): SQL[] {
  const { figure, node, q = '' } = wanted
  const { level, step, outcome, band, change, selfLevel, externalLevel } = figure
  const asked = askedOf(wanted)
  const both = node
    ? { self: sql`sides.self`, external: sql`sides.external` }
    : { self: sql`unit.self_total`, external: sql`unit.external_total` }
  const changed = {
    any: sql`${both.external} - ${both.self} is not null`,
    raised: sql`${both.external} > ${both.self}`,
    same: sql`${both.external} = ${both.self}`,
    lowered: sql`${both.external} < ${both.self}`,
  }
  const conditions = [
    level === undefined ? null : atLevel(sql`unit.level`, level),
    selfLevel === undefined ? null : atLevel(sql`unit.self_level`, selfLevel),
    externalLevel === undefined ? null : atLevel(sql`unit.external_level`, externalLevel),
    step && outcome
      ? outcome === 'done'
        ? sql`${steps[step]} in ('in-time', 'late')`
        : sql`${steps[step]} = ${outcome}`
      : null,
    change ? changed[change] : null,
    node && band
      ? sql`coalesce(${bandOf}, 'none') = ${band}`
      : node && !change && !asked.nodeYears
        ? sql`coalesce(${bandOf}, 'none') <> 'none'`
        : null,
    ...(asked.before === null ? [] : yearConditions(figure, node)),
    ...(likeWords(q).length > 0 ? [foundBy(likeWords(q))] : []),
  ]
  return conditions.flatMap((one) => (one ? [one] : []))
}

/** Looked up of each unit by its key: to take the accents off its name once more takes ten times as long. */
const foundBy = (words: readonly string[]) => {
  const sought = sql.join(
    words.map((word) => sql`unaccented(${word})`),
    sql`, `,
  )
  return sql`(select place.search like all (array[${sought}]) from campaign_units place where place.id = unit.campaign_unit_id)`
}

const atLevel = (column: SQL, level: 'none' | 'any' | number) =>
  level === 'none' ? sql`${column} is null` : level === 'any' ? sql`${column} is not null` : sql`${column} = ${level}`

function yearConditions({ trend, before, years }: ReportFigure, node: CountedNode | null) {
  return [
    trend ? sql`${trendOf(sql`unit`)} = ${trend}` : null,
    before === undefined ? null : before === 'paper' ? sql`unit.from_paper` : sql`unit.before_level = ${before}`,
    years && !node ? sql`unit.same_set and unit.total - unit.before_total is not null` : null,
    years && node ? sql`unit.same_set and both_years.now - both_years.before is not null` : null,
  ]
}

/** What stands beside a unit in the list: where the figure compares, by how much the later exceeds the earlier. */
function differenceOf(wanted: Wanted): SQL {
  const { figure, node } = wanted
  const { sides, before, nodeYears } = askedOf(wanted)
  if (nodeYears) return sql`both_years.now - both_years.before`
  if (figure.years && before !== null) return sql`unit.total - unit.before_total`
  if (sides) return sql`case when not node.condition then sides.external - sides.self end`
  return node ? sql`null::numeric` : sql`unit.external_total - unit.self_total`
}

/** The tables of a list that ends in `listed`: the units of a figure, each with its rank among all that the filter chooses. */
export function wantedUnits(chosen: Chosen, wanted: Wanted): SQL {
  const { figure, node } = wanted
  const { sides, before, nodeYears } = askedOf(wanted)
  const columns = sql`unit.campaign_unit_id, unit.unit_id, unit.unit_code, unit.unit_name, unit.indicator_set_id, unit.level,
    unit.total, unit.event_id, unit.self_level, unit.self_total, unit.self_event_id, unit.external_level,
    unit.external_total, unit.external_event_id${figure.step ? sql`, ${steps[figure.step]}` : sql``}`
  const tables = [unitTable(chosen, columns), knownSets]
  if (before !== null) tables.push(beforeOf(chosen, before, seenOfYear(chosen, sql`${before}`)))
  if (node) tables.push(nodeTables([node]))
  // One unit after the other: so many rows as there will be the planner does not foresee, and would compare each with each.
  const beside = (query: SQL, name: SQL) => sql`left join lateral (${query}) ${name} on true`
  return sql`${sql.join(tables, sql`, `)},
    ranked as (
      select unit.*, known.maximum, case when unit.level is not null then (rank() over (
        order by unit.level desc nulls last, unit.total / nullif(known.maximum, 0) desc nulls last))::int end as rank
      from ${before === null ? sql`unit` : sql`paired unit`} join known on known.indicator_set_id = unit.indicator_set_id),
    listed as materialized (
      select unit.campaign_unit_id, unit.unit_name, unit.level, unit.total, unit.rank, unit.maximum,
        ${node ? sql`scored.score` : sql`null::numeric`} as node_score,
        ${node ? sql`scored.met` : sql`null::boolean`} as node_met,
        ${differenceOf(wanted)} as difference,
        ${before === null ? sql`null::int` : sql`unit.before_level`} as before_level
      from ranked unit
        ${node ? sql`cross join node ${beside(summed(sql`unit`), sql`scored`)}` : sql``}
        ${sides ? beside(sidesSummed(sql`unit`), sql`sides`) : sql``}
        ${nodeYears ? beside(yearsSummed(sql`unit`), sql`both_years`) : sql``}
      where ${sql.join([sql`true`, ...conditionsOf(wanted)], sql` and `)})`
}
