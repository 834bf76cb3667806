import type { CountedNode, ReportPart } from '@thuoc/shared'
import { sql, type SQL } from 'drizzle-orm'
import type { Queryable } from '../../platform/db/client.ts'
import { partedUnits } from './report-figures.repository.ts'
import { chosenUnits, type Chosen } from './report-scope.repository.ts'

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

/** What every chosen unit has at every node. */
const scored = sql`
  scored as (
    select unit.campaign_unit_id, unit.part, part_of.node, sum(line.score) as score, bool_and(line.met) as met
    from unit join report_scores line on line.event_id = unit.event_id
      join part_of on part_of.leaf = line.criterion_code
    group by unit.campaign_unit_id, unit.part, part_of.node)`

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
    with unit as materialized (select *, '' as part from (${chosenUnits(chosen)}) unit), ${nodeTables(nodes)}, ${scored},
      banded as (select scored.node, scored.score, ${bandOf} as band from scored join node on node.code = scored.node)
    select scored.node as code, count(*) filter (where scored.band <> 'none')::int as count,
      round(avg(scored.score), 2)::text as mean, ${quantile(0.5)} as median,
      ${quantile(0.25)} as "lowerQuartile", ${quantile(0.75)} as "upperQuartile",
      ${inBand('low')} as low, ${inBand('middle')} as middle, ${inBand('high')} as high,
      ${inBand('met')} as met, ${inBand('unmet')} as unmet
    from banded scored group by scored.node`)
  return rows
}

type HeatCell = { part: string | null; code: string; count: number; mean: string | null; met: number }
/** Mean at each node in each part, and in all of them (part null). */
export async function heatCells(
  db: Queryable,
  chosen: Chosen,
  nodes: readonly CountedNode[],
  by: ReportPart,
): Promise<HeatCell[]> {
  const { rows } = await db.execute<HeatCell>(sql`
    with unit as materialized (${partedUnits(chosen, by)}), ${nodeTables(nodes)}, ${scored}
    select scored.part, scored.node as code,
      count(case when node.condition then scored.met::int else scored.score end)::int as count,
      round(avg(scored.score), 2)::text as mean, count(*) filter (where scored.met)::int as met
    from scored join node on node.code = scored.node
    group by grouping sets ((scored.part, scored.node), (scored.node))`)
  return rows
}

/** Score, or 1 and 0 of a condition, of both sides at every node; only units that have both. */
export const pairedScores = sql`
  paired as (
    select unit.campaign_unit_id, part_of.node,
      coalesce(sum(line.score) filter (where side.name = 'self'),
        bool_and(line.met) filter (where side.name = 'self' and node.condition)::int) as self,
      coalesce(sum(line.score) filter (where side.name = 'external'),
        bool_and(line.met) filter (where side.name = 'external' and node.condition)::int) as external
    from unit
      cross join lateral (values ('self', unit.self_event_id), ('external', unit.external_event_id)) side (name, event_id)
      join report_scores line on line.event_id = side.event_id
      join part_of on part_of.leaf = line.criterion_code
      join node on node.code = part_of.node
    where unit.self_event_id is not null and unit.external_event_id is not null
    group by unit.campaign_unit_id, part_of.node)`

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

/** Self beside external at each node. */
export async function comparedNodes(db: Queryable, chosen: Chosen, nodes: readonly CountedNode[]): Promise<PairRow[]> {
  const { rows } = await db.execute<PairRow>(sql`
    with unit as materialized (${chosenUnits(chosen)}), ${nodeTables(nodes)}, ${pairedScores}
    select paired.node as code, ${paired(sql`paired.self`, sql`paired.external`)} from paired group by paired.node`)
  return rows
}

type LevelPair = { self: number; external: number; count: number }
/** Self beside external: totals, and which level became which. */
export async function comparedTotals(db: Queryable, chosen: Chosen): Promise<{ total: PairRow; levels: LevelPair[] }> {
  const { rows } = await db.execute<Omit<PairRow, 'code'> & { levels: LevelPair[] | null }>(sql`
    with unit as materialized (${chosenUnits(chosen)})
    select ${paired(sql`unit.self_total`, sql`unit.external_total`)},
      (select json_agg(pair order by pair.self desc, pair.external desc) from (
        select unit.self_level as self, unit.external_level as external, count(*)::int as count from unit
        where unit.self_level is not null and unit.external_level is not null group by 1, 2) pair) as levels
    from unit`)
  const [row] = rows
  if (!row) throw new Error('An aggregate answers one row')
  const { levels, ...total } = row
  return { total: { code: '', ...total }, levels: levels ?? [] }
}
