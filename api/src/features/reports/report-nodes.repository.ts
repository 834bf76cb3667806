import type { CountedNode } from '@thuoc/shared'
import { sql, type SQL } from 'drizzle-orm'
import { one, type Queryable } from '../../platform/db/client.ts'
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

/** Where a score lies; `node` and `scored` are in the query. The rule is said once more by `bandOf` of the list. */
export const bandOf = sql`case
  when node.condition then case when scored.met then 'met' when not scored.met then 'unmet' else 'none' end
  when scored.score is null then 'none'
  when scored.score * 2 < node.maximum then 'low'
  when scored.score * 4 <= node.maximum * 3 then 'middle'
  else 'high' end`

type TotalRow = {
  count: number
  self: string | null
  external: string | null
  difference: string | null
  raised: number
  same: number
  lowered: number
}
type LevelPair = { self: number; external: number; count: number }
/** Self beside external: the totals, and which level became which. */
export async function compareSides(db: Queryable, chosen: Chosen): Promise<{ total: TotalRow; levels: LevelPair[] }> {
  const columns = sql`unit.self_level, unit.self_total, unit.external_level, unit.external_total`
  const [self, external] = [sql`unit.self_total`, sql`unit.external_total`]
  const { rows } = await db.execute<TotalRow & { levels: LevelPair[] | null }>(sql`
    with ${unitTable(chosen, columns)}
    select count(${external} - ${self})::int as count,
      round(avg(${self}) filter (where ${external} is not null), 2)::text as self,
      round(avg(${external}) filter (where ${self} is not null), 2)::text as external,
      round(avg(${external} - ${self}), 2)::text as difference,
      count(*) filter (where ${external} > ${self})::int as raised,
      count(*) filter (where ${external} = ${self})::int as same,
      count(*) filter (where ${external} < ${self})::int as lowered,
      (select json_agg(pair order by pair.self desc, pair.external desc) from (
        select unit.self_level as self, unit.external_level as external, count(*)::int as count from unit
        where unit.self_level is not null and unit.external_level is not null group by 1, 2) pair) as levels
    from unit`)
  const { levels, ...total } = one(rows)
  return { total, levels: levels ?? [] }
}
