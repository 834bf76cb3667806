import type { CountedNode, LevelTrend } from '@thuoc/shared'
import { sql, type SQL } from 'drizzle-orm'
import { one, type Queryable } from '../../platform/db/client.ts'
import { nodeTables } from './report-nodes.repository.ts'
import { chosenOfYear, chosenUnits, seenOfYear, type Chosen } from './report-scope.repository.ts'

/**
 * What each unit of this year had the year before: of the system in the same column, the newest campaign first; else, what
 * was taken over from paper.
 */
export const beforeOf = (chosen: Chosen, previousYear: string): SQL => sql`
  earlier as (
    select distinct on (unit.unit_id) unit.unit_id, unit.level, unit.total, unit.event_id, known.code, known.maximum
    from (${seenOfYear(chosen, previousYear)}) unit join report_sets known on known.indicator_set_id = unit.indicator_set_id
    where unit.level is not null order by unit.unit_id, unit.campaign_id desc),
  paper as (
    select distinct on (result.unit_id) result.unit_id, result.level, result.total, known.code, known.maximum
    from earlier_results result join report_sets known on known.indicator_set_id = result.indicator_set_id
    where result.school_year = ${previousYear} and result.withdrawn_at is null
      and result.recorded_at < ${chosen.until.toISOString()}::timestamptz
    order by result.unit_id, result.recorded_at desc, result.id),
  paired as (
    select unit.*, coalesce(earlier.level, paper.level) as before_level,
      coalesce(earlier.total, paper.total) as before_total, earlier.event_id as before_event_id,
      coalesce(earlier.code, paper.code) = known.code and coalesce(earlier.maximum, paper.maximum) = known.maximum as same_set,
      earlier.unit_id is null and paper.unit_id is not null as from_paper
    from unit join report_sets known on known.indicator_set_id = unit.indicator_set_id
      left join earlier on earlier.unit_id = unit.unit_id
      left join paper on paper.unit_id = unit.unit_id and earlier.unit_id is null)`

/** How the level of a row of `paired` moved. */
export const trendOf = sql`case
  when paired.level is null then 'unknown'
  when paired.before_level is null then 'new'
  when paired.level > paired.before_level then 'up'
  when paired.level < paired.before_level then 'down'
  else 'same' end`

const withBefore = (chosen: Chosen, previousYear: string) =>
  sql`with unit as materialized (${chosenUnits(chosen)}), ${beforeOf(chosen, previousYear)}`

type Move = { trend: LevelTrend; before: number | null; now: number | null; fromPaper: number; count: number }
export async function countTrends(db: Queryable, chosen: Chosen, previousYear: string): Promise<Move[]> {
  const { rows } = await db.execute<Move>(sql`
    ${withBefore(chosen, previousYear)}
    select ${trendOf} as trend, paired.before_level as before, paired.level as now,
      count(*) filter (where paired.from_paper and paired.level is not null)::int as "fromPaper", count(*)::int as count
    from paired group by 1, 2, 3 order by 2 desc nulls last, 3 desc nulls last`)
  return rows
}

type Means = { count: number; before: string | null; now: string | null; difference: string | null }
const means = (before: SQL, now: SQL) => sql`count(${now} - ${before})::int as count,
  round(avg(${before}) filter (where ${now} is not null), 2)::text as before,
  round(avg(${now}) filter (where ${before} is not null), 2)::text as now,
  round(avg(${now} - ${before}), 2)::text as difference`

/** Mean totals of units with one in both years under the same set. */
export async function meanTotals(db: Queryable, chosen: Chosen, previousYear: string): Promise<Means> {
  const { rows } = await db.execute<Means>(sql`
    ${withBefore(chosen, previousYear)}
    select ${means(sql`paired.before_total`, sql`paired.total`)} from paired where paired.same_set`)
  return one(rows)
}

/** The same at each node of the set. */
export async function meanNodes(
  db: Queryable,
  chosen: Chosen,
  previousYear: string,
  nodes: readonly CountedNode[],
): Promise<(Means & { code: string })[]> {
  const { rows } = await db.execute<Means & { code: string }>(sql`
    ${withBefore(chosen, previousYear)}, ${nodeTables(nodes)}, both_years as (
      select paired.campaign_unit_id, part_of.node,
        sum(line.score) filter (where side.name = 'before') as before,
        sum(line.score) filter (where side.name = 'now') as now
      from paired
        cross join lateral (values ('before', paired.before_event_id), ('now', paired.event_id)) side (name, event_id)
        join report_scores line on line.event_id = side.event_id
        join part_of on part_of.leaf = line.criterion_code
      where paired.same_set group by paired.campaign_unit_id, part_of.node)
    select both_years.node as code, ${means(sql`both_years.before`, sql`both_years.now`)}
    from both_years group by both_years.node`)
  return rows
}

type YearLevel = { schoolYear: string; level: number | null; count: number }
/** Levels of each of these years, by what units were in the campaigns of the year. */
export async function levelsOfYears(db: Queryable, chosen: Chosen, years: readonly string[]): Promise<YearLevel[]> {
  const each = years.map(
    (year) => sql`select school_year as "schoolYear", level, count(*)::int as count
      from (${chosenOfYear(chosen, year)}) unit group by school_year, level`,
  )
  if (each.length === 0) return []
  const { rows } = await db.execute<YearLevel>(sql`
    select * from (${sql.join(each, sql` union all `)}) counted order by "schoolYear", level desc nulls last`)
  return rows
}
