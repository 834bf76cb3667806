import type { CountedNode, IndicatorSetId, ReportPart } from '@thuoc/shared'
import { sql, type SQL } from 'drizzle-orm'
import type { Queryable } from '../../platform/db/client.ts'
import { partedUnits } from './report-figures.repository.ts'
import { unitTable, type Chosen } from './report-scope.repository.ts'

/** Which lines are summed at which node, and what each node can come to. */
export const nodeTables = (nodes: readonly CountedNode[]): SQL => {
  const pairs = nodes.flatMap(({ code, leaves }) => leaves.map((leaf) => [code, leaf] as const))
  const texts = (values: string[]) => sql`${sql.param(values)}::text[]`
  return sql`
    part_of (node, leaf) as (select * from unnest(${texts(pairs.map(([node]) => node))},
      ${texts(pairs.map(([, leaf]) => leaf))})),
    node (code, maximum, condition) as (select * from unnest(${texts(nodes.map(({ code }) => code))},
      ${sql.param(nodes.map(({ maximum }) => (maximum / 100).toFixed(2)))}::numeric[],
      ${sql.param(nodes.map(({ kind }) => kind === 'condition'))}::boolean[]))`
}

/** What one row, by the event whose lines count, has at each node; `part_of` is in the query. */
export const summed = (row: SQL): SQL => sql`
  select part_of.node, sum(line.score) as score, bool_and(line.met) as met
  from report_scores line join part_of on part_of.leaf = line.criterion_code
  where line.event_id = ${row}.event_id group by part_of.node`

/** The same of both sides, where there are both: points, or 1 and 0 of a condition; `node` is in the query, too. */
export const sidesSummed = (row: SQL): SQL => {
  const [self, external] = [sql`${row}.self_event_id`, sql`${row}.external_event_id`]
  const of = (event: SQL) => sql`filter (where line.event_id = ${event})`
  return sql`
  select side.node, coalesce(side.self, case when node.condition then side.self_met::int end) as self,
    coalesce(side.external, case when node.condition then side.external_met::int end) as external
  from (
    select part_of.node, sum(line.score) ${of(self)} as self, bool_and(line.met) ${of(self)} as self_met,
      sum(line.score) ${of(external)} as external, bool_and(line.met) ${of(external)} as external_met
    from report_scores line join part_of on part_of.leaf = line.criterion_code
    where line.event_id in (${self}, ${external}) and ${self} is not null and ${external} is not null group by part_of.node
  ) side join node on node.code = side.node`
}

/** What every row of `unit` has at every node. Summed unit by unit: at once they would be more sums than memory holds. */
const scored = (columns: SQL): SQL => sql`
  scored as (select ${columns}, summed.* from unit cross join lateral (${summed(sql`unit`)}) summed)`

/** Between the two values beside the cut, exactly: no binary float comes near a score. */
const quantile = (at: number) => sql`round((percentile_disc(${at}::float8) within group (order by scored.score)
  + percentile_disc(${1 - at}::float8) within group (order by scored.score desc)) / 2, 2)::text`

/** Where a score lies; `node` and `scored` are in the query. The rule is said once more by `bandOf` of the list. */
export const bandOf = sql`case
  when node.condition then case when scored.met then 'met' when not scored.met then 'unmet' else 'none' end
  when scored.score is null then 'none'
  when scored.score * 2 < node.maximum then 'low'
  when scored.score * 4 <= node.maximum * 3 then 'middle'
  else 'high' end`

type NodeRow = {
  code: string
  count: number
  mean: string | null
  median: string | null
  lowerQuartile: string | null
  upperQuartile: string | null
  low: number
  middle: number
  high: number
  met: number
  unmet: number
}
/** Mean, median and quartiles at each node, and how many units lie in each band. */
export async function nodeScores(db: Queryable, chosen: Chosen, nodes: readonly CountedNode[]): Promise<NodeRow[]> {
  const inBand = (band: string) => sql`count(*) filter (where scored.band = ${band})::int`
  const { rows } = await db.execute<NodeRow>(sql`
    with ${unitTable(chosen, sql`unit.campaign_unit_id, unit.event_id`)}, ${nodeTables(nodes)},
      ${scored(sql`unit.campaign_unit_id`)},
      banded as (select scored.node, scored.score, ${bandOf} as band from scored join node on node.code = scored.node)
    select scored.node as code, count(*) filter (where scored.band <> 'none')::int as count,
      round(avg(scored.score), 2)::text as mean, ${quantile(0.5)} as median,
      ${quantile(0.25)} as "lowerQuartile", ${quantile(0.75)} as "upperQuartile",
      ${inBand('low')} as low, ${inBand('middle')} as middle, ${inBand('high')} as high,
      ${inBand('met')} as met, ${inBand('unmet')} as unmet
    from banded scored group by scored.node`)
  return rows
}

export type HeatCell = {
  part: string | null
  name: string | null
  code: string | null
  count: number
  mean: string | null
  met: number
}
/**
 * Mean at each node in each part, and in all of them (part null); of each part also how many units it has (code null),
 * parts by name.
 */
export async function heatCells(
  db: Queryable,
  chosen: Chosen,
  nodes: readonly CountedNode[],
  by: ReportPart,
): Promise<HeatCell[]> {
  const { rows } = await db.execute<HeatCell>(sql`
    with unit as materialized (
        select parted.part, parted.part_name, parted.event_id from (${partedUnits(chosen, by)}) parted),
      ${nodeTables(nodes)}, ${scored(sql`unit.part`)}
    select * from (
      select unit.part, min(unit.part_name) as name, null as code, count(*)::int as count, null as mean, 0 as met
      from unit group by unit.part
      union all
      select scored.part, null, scored.node,
        count(case when node.condition then scored.met::int else scored.score end)::int,
        round(avg(scored.score), 2)::text, count(*) filter (where scored.met)::int
      from scored join node on node.code = scored.node
      group by grouping sets ((scored.part, scored.node), (scored.node))) cell
    order by name collate vi, part, code`)
  return rows
}

type PairRow = {
  code: string
  count: number
  self: string | null
  external: string | null
  difference: string | null
  raised: number
  same: number
  lowered: number
}
const paired = (self: SQL, external: SQL) => sql`
  count(${external} - ${self})::int as count,
  round(avg(${self}) filter (where ${external} is not null), 2)::text as self,
  round(avg(${external}) filter (where ${self} is not null), 2)::text as external,
  round(avg(${external} - ${self}), 2)::text as difference,
  count(*) filter (where ${external} > ${self})::int as raised,
  count(*) filter (where ${external} = ${self})::int as same,
  count(*) filter (where ${external} < ${self})::int as lowered`

type LevelPair = { self: number; external: number; count: number }
/** Self beside external: the totals and which level became which, and each node of the set whose criteria are told. */
export async function compareSides(
  db: Queryable,
  chosen: Chosen,
  { setId, nodes }: { setId: IndicatorSetId | null; nodes: readonly CountedNode[] },
): Promise<{ total: PairRow; levels: LevelPair[]; nodes: PairRow[] }> {
  const columns = sql`unit.campaign_unit_id, unit.indicator_set_id, unit.self_level, unit.self_total, unit.self_event_id,
    unit.external_level, unit.external_total, unit.external_event_id`
  const { rows } = await db.execute<PairRow & { levels: LevelPair[] | null }>(sql`
    with ${unitTable(chosen, columns)}, ${nodeTables(nodes)}
    select '' as code, ${paired(sql`unit.self_total`, sql`unit.external_total`)},
      (select json_agg(pair order by pair.self desc, pair.external desc) from (
        select unit.self_level as self, unit.external_level as external, count(*)::int as count from unit
        where unit.self_level is not null and unit.external_level is not null group by 1, 2) pair) as levels
    from unit
    union all
    select sides.node, ${paired(sql`sides.self`, sql`sides.external`)}, null
    from unit cross join lateral (${sidesSummed(sql`unit`)}) sides
    where unit.indicator_set_id = ${setId} group by sides.node`)
  const total = rows.find(({ code }) => code === '')
  if (!total) throw new Error('An aggregate answers one row')
  return { total, levels: total.levels ?? [], nodes: rows.filter((row) => row !== total) }
}
