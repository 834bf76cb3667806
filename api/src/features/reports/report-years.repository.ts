import type { CountedNode, IndicatorSetId, LevelTrend } from '@thuoc/shared'
import { sql, type SQL } from 'drizzle-orm'
import { one, type Queryable } from '../../platform/db/client.ts'
import { nodeTables } from './report-nodes.repository.ts'
import { fitsInYear, fitsThisYear, knownSets, seenOfYears, type Chosen } from './report-scope.repository.ts'

/**
 * What each row of `unit` had the year before: of the system in the same column, the newest campaign first; else, what was
 * taken over from paper. `known` is in the query.
 * @param before everything on record of that year
 */
export const beforeOf = (chosen: Chosen, previousYear: string, before: SQL): SQL => sql`
  earlier as (
    select distinct on (unit.unit_id) unit.unit_id, unit.level, unit.total, unit.event_id, known.code, known.maximum
    from (${before}) unit join known on known.indicator_set_id = unit.indicator_set_id
    where unit.level is not null order by unit.unit_id, unit.campaign_id desc),
  paper as (
    select distinct on (result.unit_id) result.unit_id, result.level, result.total, known.code, known.maximum
    from earlier_results result join known on known.indicator_set_id = result.indicator_set_id
    where result.school_year = ${previousYear} and result.withdrawn_at is null
      and result.recorded_at < ${chosen.until.toISOString()}::timestamptz
    order by result.unit_id, result.recorded_at desc, result.id),
  paired as materialized (
    select unit.*, coalesce(earlier.level, paper.level) as before_level,
      coalesce(earlier.total, paper.total) as before_total, earlier.event_id as before_event_id,
      coalesce(earlier.code, paper.code) = known.code and coalesce(earlier.maximum, paper.maximum) = known.maximum as same_set,
      earlier.unit_id is null and paper.unit_id is not null as from_paper
    from unit join known on known.indicator_set_id = unit.indicator_set_id
      left join earlier on earlier.unit_id = unit.unit_id
      left join paper on paper.unit_id = unit.unit_id and earlier.unit_id is null)`

/** How the level of a row of `paired` moved. */
export const trendOf = (row: SQL): SQL => sql`case
  when ${row}.level is null then 'unknown'
  when ${row}.before_level is null then 'new'
  when ${row}.level > ${row}.before_level then 'up'
  when ${row}.level < ${row}.before_level then 'down'
  else 'same' end`

/** What one row, by its events of both years, had at each node in either; `part_of` is in the query. */
export const yearsSummed = (row: SQL): SQL => sql`
  select part_of.node,
    sum(line.score) filter (where line.event_id = ${row}.before_event_id) as before,
    sum(line.score) filter (where line.event_id = ${row}.event_id) as now
  from report_scores line join part_of on part_of.leaf = line.criterion_code
  where line.event_id in (${row}.before_event_id, ${row}.event_id) group by part_of.node`

type Move = { trend: LevelTrend; before: number | null; now: number | null; fromPaper: number; count: number }
type Means = { count: number; before: string | null; now: string | null; difference: string | null }
type YearLevel = { schoolYear: string; level: number | null; count: number }
export type ComparedYears = {
  moves: Move[]
  /** Of units with one in both years under the same set. */
  totals: Means
  nodes: (Means & { code: string })[]
  /** Of each year, by what units were in the campaigns of the year. */
  levels: YearLevel[]
}
const means = (before: SQL, now: SQL) => sql`count(${now} - ${before})::int as count,
  round(avg(${before}) filter (where ${now} is not null), 2)::text as before,
  round(avg(${now}) filter (where ${before} is not null), 2)::text as now,
  round(avg(${now} - ${before}), 2)::text as difference`
const rowsOf = (query: SQL) => sql`(select coalesce(json_agg(said), '[]') from (${query}) said)`

/** All that is said of this year beside the one before and of every year: the units of all years are read once. */
export async function compareYears(
  db: Queryable,
  chosen: Chosen,
  asked: {
    previousYear: string
    years: readonly string[]
    setId: IndicatorSetId | null
    nodes: readonly CountedNode[]
  },
): Promise<ComparedYears> {
  const { previousYear, years, setId, nodes } = asked
  const read = [...new Set([...years, previousYear, chosen.schoolYear])]
  const { rows } = await db.execute<ComparedYears>(sql`
    with seen as materialized (
        select unit.campaign_unit_id, unit.campaign_id, unit.unit_id, unit.school_year, unit.indicator_set_id, unit.tier,
          unit.unit_type, unit.body_unit_id, unit.area_unit_id, unit.level, unit.total, unit.event_id,
          ${chosen.filter.ownership ? sql`unit.ownership` : sql`null as ownership`}
        from (${seenOfYears(chosen, read)}) unit),
      unit as (select unit.* from seen unit where ${fitsThisYear(chosen)}),
      ${knownSets},
      ${beforeOf(chosen, previousYear, sql`select * from seen where school_year = ${previousYear}`)},
      ${nodeTables(nodes)}
    select
      ${rowsOf(sql`
        select ${trendOf(sql`paired`)} as trend, paired.before_level as before, paired.level as now,
          count(*) filter (where paired.from_paper and paired.level is not null)::int as "fromPaper", count(*)::int as count
        from paired group by 1, 2, 3 order by 2 desc nulls last, 3 desc nulls last`)} as moves,
      (select to_json(said) from (
        select ${means(sql`paired.before_total`, sql`paired.total`)} from paired where paired.same_set) said) as totals,
      ${rowsOf(sql`
        select summed.node as code, ${means(sql`summed.before`, sql`summed.now`)}
        from paired cross join lateral (${yearsSummed(sql`paired`)}) summed
        where paired.same_set and paired.indicator_set_id = ${setId} group by summed.node`)} as nodes,
      ${rowsOf(sql`
        select unit.school_year as "schoolYear", unit.level, count(*)::int as count
        from seen unit where unit.school_year = any(${sql.param([...years])}::text[])
          and ${fitsInYear(chosen, sql`unit.school_year`)}
        group by 1, 2 order by 1, 2 desc nulls last`)} as levels`)
  return one(rows)
}
