import type { IndicatorSetId, LevelTrend } from '@thuoc/shared'
import { sql, type SQL } from 'drizzle-orm'
import { one, type Queryable } from '../../platform/db/client.ts'
import { pairsOf, yearsPacked, type YearsPacked } from './report-points.repository.ts'
import type { Lines } from './report-points.ts'
import {
  chosenUnits,
  fitsInYear,
  isTallied,
  knownSets,
  levelOf,
  rowsOf,
  seenOfYear,
  talliedUnits,
  type Chosen,
} from './report-scope.repository.ts'

/**
 * What each row of `unit` had the year before: of the system in the same column, the newest campaign first; else, what was
 * taken over from paper. `known` is in the query.
 * @param before everything on record of that year
 */
export const beforeOf = (chosen: Chosen, previousYear: string, before: SQL): SQL => sql`
  earlier as (
    select distinct on (unit.unit_id) unit.unit_id, unit.level, unit.total, unit.event_id, unit.indicator_set_id
    from (${before}) unit where unit.level is not null order by unit.unit_id, unit.campaign_id desc),
  paper as (
    select distinct on (result.unit_id) result.unit_id, result.level, result.total, result.indicator_set_id
    from earlier_results result
    where result.school_year = ${previousYear} and result.withdrawn_at is null
      and result.recorded_at < ${chosen.until.toISOString()}::timestamptz
    order by result.unit_id, result.recorded_at desc, result.id),
  -- Which sets are the same but for their version: said once, and not of each unit.
  alike as (
    select one.indicator_set_id as now, other.indicator_set_id as before from known one
      join known other on other.code = one.code and other.maximum = one.maximum),
  paired as materialized (
    select unit.*, coalesce(earlier.level, paper.level) as before_level,
      coalesce(earlier.total, paper.total) as before_total, earlier.event_id as before_event_id,
      alike.now is not null as same_set, earlier.unit_id is null and paper.unit_id is not null as from_paper
    from unit
      left join earlier on earlier.unit_id = unit.unit_id
      left join paper on paper.unit_id = unit.unit_id and earlier.unit_id is null
      left join alike on alike.now = unit.indicator_set_id
        and alike.before = coalesce(earlier.indicator_set_id, paper.indicator_set_id))`

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
  /** The lines of both years, of those under the set that counts. */
  pairs: [Lines, Lines][]
  /** Of each year, by what units were in the campaigns of the year. */
  levels: YearLevel[]
}
const means = (before: SQL, now: SQL) => sql`count(${now} - ${before})::int as count,
  round(avg(${before}) filter (where ${now} is not null), 2)::text as before,
  round(avg(${now}) filter (where ${before} is not null), 2)::text as now,
  round(avg(${now} - ${before}), 2)::text as difference`

/** How many units stood at each level in a year. */
const levelsOfYear = (chosen: Chosen, year: SQL) =>
  isTallied(chosen)
    ? sql`select ${levelOf[chosen.basis]} as level, sum(unit.units)::int as count from ${talliedUnits}
        and ${fitsInYear(chosen, year)} group by 1 having sum(unit.units) > 0`
    : sql`select unit.level, count(*)::int as count from (${seenOfYear(chosen, year)}) unit
        where ${fitsInYear(chosen, year)} group by unit.level`

/** All that is said of this year beside the one before and of every year, in one statement: both years are read once. */
export async function compareYears(
  db: Queryable,
  chosen: Chosen,
  { previousYear, years, setId }: { previousYear: string; years: readonly string[]; setId: IndicatorSetId | null },
): Promise<ComparedYears> {
  const { rows } = await db.execute<Omit<ComparedYears, 'pairs'> & YearsPacked>(sql`
    with unit as materialized (
        select unit.campaign_unit_id, unit.campaign_id, unit.unit_id, unit.indicator_set_id, unit.level, unit.total,
          unit.event_id
        from (${chosenUnits(chosen)}) unit),
      ${knownSets},
      ${beforeOf(
        chosen,
        previousYear,
        sql`select unit.unit_id, unit.campaign_id, unit.indicator_set_id, unit.level, unit.total, unit.event_id
          from (${seenOfYear(chosen, sql`${previousYear}`)}) unit`,
      )},
      told as (select
        ${rowsOf(sql`
          select ${trendOf(sql`paired`)} as trend, paired.before_level as before, paired.level as now,
            count(*) filter (where paired.from_paper and paired.level is not null)::int as "fromPaper", count(*)::int as count
          from paired group by 1, 2, 3 order by 2 desc nulls last, 3 desc nulls last`)} as moves,
        (select to_json(said) from (
          select ${means(sql`paired.before_total`, sql`paired.total`)} from paired where paired.same_set) said) as totals,
        -- Year by year, so that each is found by its index.
        ${rowsOf(sql`
          select year as "schoolYear", counted.level, counted.count
          from unnest(${sql.param([...years])}::text[]) year cross join lateral (
            ${levelsOfYear(chosen, sql`year`)}) counted
          order by 1, 2 desc nulls last`)} as levels)
    select * from told left join (${yearsPacked(
      chosen,
      previousYear,
      sql`select before_event_id, event_id from paired where same_set and indicator_set_id = ${setId}`,
    )}) packed on true`)
  // One row for each pair of layouts; what is told stands in each.
  const { moves, totals, levels } = one(rows.slice(0, 1))
  return { moves, totals, levels, pairs: await pairsOf(db, rows) }
}
