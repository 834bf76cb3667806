import type {
  CampaignId,
  CampaignUnitId,
  CountedNode,
  Ownership,
  ReportFigure,
  StepOutcome,
  SubmissionId,
  SubmissionStatus,
  UnitSummary,
} from '@thuoc/shared'
import { sql, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import type { Queryable } from '../../platform/db/client.ts'
import { likeWords } from '../../platform/db/search.ts'
import { bandOf, nodeTables, pairedScores } from './report-nodes.repository.ts'
import { chosenUnits, type Chosen } from './report-scope.repository.ts'
import { beforeOf, trendOf } from './report-years.repository.ts'

/** Which units: those a figure counts, found by a search. */
export type Wanted = {
  figure: ReportFigure
  /** The node of the criterion that the figure names. */
  node: CountedNode | null
  previousYear: string | null
  q?: string | undefined
}

export type UnitRow = {
  campaignUnitId: CampaignUnitId
  submissionId: SubmissionId
  campaign: { id: CampaignId; title: string; schoolYear: string }
  unit: UnitSummary
  ownership: Ownership | null
  body: UnitSummary
  areaName: string | null
  status: SubmissionStatus
  setId: string
  selfLevel: number | null
  selfTotal: string | null
  externalLevel: number | null
  externalTotal: string | null
  recognisedLevel: number | null
  recognisedTotal: string | null
  level: number | null
  levelName: string | null
  total: string | null
  maximum: string
  rank: number | null
  selfStep: StepOutcome
  requestStep: StepOutcome
  externalStep: StepOutcome
  decisionStep: StepOutcome
  publicationStep: StepOutcome
  selfDay: string | null
  requestDay: string | null
  externalDay: string | null
  decisionDay: string | null
  decisionNumber: string | null
  decisionDate: string | null
  certificate: string | null
  publishedOn: string | null
  score: string | null
  met: boolean | null
  difference: string | null
  before: number | null
  totalCount: number
}

export const unitKeys = {
  name: z.tuple([z.string(), z.uuid()]),
  rank: z.tuple([z.int(), z.string(), z.uuid()]),
}
export type UnitOrder = keyof typeof unitKeys
/** Behind every rank. */
const last = 2_147_483_647
export const unitKeyOf = (order: UnitOrder, row: UnitRow) =>
  order === 'name' ? [row.unit.name, row.campaignUnitId] : [row.rank ?? last, row.unit.name, row.campaignUnitId]

const orders: Record<UnitOrder, SQL> = {
  name: sql`listed.unit_name collate vi, listed.campaign_unit_id`,
  rank: sql`coalesce(listed.rank, ${sql.raw(String(last))}), listed.unit_name collate vi, listed.campaign_unit_id`,
}
const casts: Record<UnitOrder, SQL[]> = {
  name: [sql`text collate vi`, sql`uuid`],
  rank: [sql`int`, sql`text collate vi`, sql`uuid`],
}
const behind = (order: UnitOrder, after: readonly unknown[] | null) =>
  after === null
    ? sql`true`
    : sql`(${orders[order]}) > (${sql.join(
        after.map((value, at) => sql`${value}::${casts[order][at] ?? sql`text`}`),
        sql`, `,
      )})`

/** What of a criterion a unit has; the total where no criterion is named. */
function tablesOf(chosen: Chosen, { figure, node, previousYear }: Wanted): SQL {
  const tables = [sql`unit as materialized (${chosenUnits(chosen)})`]
  if (node)
    tables.push(
      nodeTables([node]),
      sql`scored as (
        select unit.campaign_unit_id, sum(line.score) as score, bool_and(line.met) as met
        from unit join report_scores line on line.event_id = unit.event_id
          join part_of on part_of.leaf = line.criterion_code group by unit.campaign_unit_id)`,
    )
  if (node && figure.change) tables.push(pairedScores)
  if (figure.trend && previousYear !== null) tables.push(beforeOf(chosen, previousYear))
  return sql.join(tables, sql`, `)
}

/** Each condition is the one by which the figure itself was counted. */
function conditionsOf({ figure, node, previousYear, q = '' }: Wanted): SQL[] {
  const { level, step, outcome, band, change, trend } = figure
  const steps = {
    self: sql`unit.self_step`,
    request: sql`unit.request_step`,
    external: sql`unit.external_step`,
    decision: sql`unit.decision_step`,
    publication: sql`unit.publication_step`,
  }
  const both = node
    ? { self: sql`pair.self`, external: sql`pair.external` }
    : { self: sql`unit.self_total`, external: sql`unit.external_total` }
  const changed = {
    any: sql`${both.external} - ${both.self} is not null`,
    raised: sql`${both.external} > ${both.self}`,
    same: sql`${both.external} = ${both.self}`,
    lowered: sql`${both.external} < ${both.self}`,
  }
  const conditions = [
    level === undefined ? null : level === 'none' ? sql`unit.level is null` : sql`unit.level = ${level}`,
    step && outcome
      ? outcome === 'done'
        ? sql`${steps[step]} in ('in-time', 'late')`
        : sql`${steps[step]} = ${outcome}`
      : null,
    change ? changed[change] : null,
    node && band
      ? sql`coalesce(${bandOf}, 'none') = ${band}`
      : node && !change
        ? sql`coalesce(${bandOf}, 'none') <> 'none'`
        : null,
    trend && previousYear !== null ? sql`${trendOf} = ${trend}` : null,
    ...likeWords(q).map((word) => sql`unaccented(unit.unit_name || ' ' || unit.unit_code) like unaccented(${word})`),
  ]
  return conditions.flatMap((one) => (one ? [one] : []))
}

/** Units with their rank among all that the filter chooses, narrowed to a figure; one more than `limit`. */
export async function listUnits(
  db: Queryable,
  chosen: Chosen,
  wanted: Wanted,
  { order, after, limit }: { order: UnitOrder; after: readonly unknown[] | null; limit: number },
): Promise<UnitRow[]> {
  const { node, figure, previousYear } = wanted
  const pair = node !== null && figure.change !== undefined
  const years = figure.trend !== undefined && previousYear !== null
  const { rows } = await db.execute<UnitRow>(sql`
    with ${tablesOf(chosen, wanted)},
    ranked as (
      select unit.campaign_unit_id, case when unit.level is not null then rank() over (
        order by unit.level desc nulls last, unit.total / nullif(known.maximum, 0) desc nulls last) end as rank
      from unit join report_sets known on known.indicator_set_id = unit.indicator_set_id),
    listed as materialized (
      select unit.*, ranked.rank::int as rank, known.maximum,
        ${node ? sql`scored.score` : sql`null::numeric`} as node_score,
        ${node ? sql`scored.met` : sql`null::boolean`} as node_met,
        ${pair ? sql`case when not node.condition then pair.external - pair.self end` : node ? sql`null::numeric` : sql`unit.external_total - unit.self_total`}
          as difference,
        ${years ? sql`paired.before_level` : sql`null::int`} as before_level
      from unit join ranked using (campaign_unit_id)
        join report_sets known on known.indicator_set_id = unit.indicator_set_id
        ${node ? sql`cross join node left join scored on scored.campaign_unit_id = unit.campaign_unit_id` : sql``}
        ${pair ? sql`left join paired pair on pair.campaign_unit_id = unit.campaign_unit_id` : sql``}
        ${years ? sql`join paired on paired.campaign_unit_id = unit.campaign_unit_id` : sql``}
      where ${sql.join([sql`true`, ...conditionsOf(wanted)], sql` and `)})
    select listed.campaign_unit_id as "campaignUnitId", listed.submission_id as "submissionId",
      json_build_object('id', campaign.id, 'title', campaign.title, 'schoolYear', campaign.school_year) as campaign,
      json_build_object('id', listed.unit_id, 'code', listed.unit_code, 'name', listed.unit_name, 'type', listed.unit_type)
        as unit,
      json_build_object('id', listed.body_unit_id, 'code', listed.body_code, 'name', listed.body_name,
        'type', listed.body_type) as body,
      listed.ownership, area.name as "areaName", listed.status, listed.indicator_set_id as "setId",
      listed.self_level as "selfLevel", listed.self_total::text as "selfTotal",
      listed.external_level as "externalLevel", listed.external_total::text as "externalTotal",
      listed.recognised_level as "recognisedLevel", listed.recognised_total::text as "recognisedTotal",
      listed.level, listed.level_name as "levelName", listed.total::text, listed.maximum::text, listed.rank,
      listed.self_step as "selfStep", listed.request_step as "requestStep", listed.external_step as "externalStep",
      listed.decision_step as "decisionStep", listed.publication_step as "publicationStep",
      listed.self_day::text as "selfDay", listed.request_day::text as "requestDay",
      listed.external_day::text as "externalDay", listed.decision_day::text as "decisionDay",
      listed.decision_number as "decisionNumber", listed.decision_date::text as "decisionDate",
      listed.certificate_number as certificate, listed.published_on::text as "publishedOn",
      listed.node_score::text as score, listed.node_met as met, listed.difference::text as difference,
      listed.before_level as before, (select count(*)::int from listed) as "totalCount"
    from listed join campaigns campaign on campaign.id = listed.campaign_id
      left join units area on area.id = listed.area_unit_id
    where ${behind(order, after)} order by ${orders[order]} limit ${limit + 1}`)
  return rows
}

/** What these units have in each group of their set, and the conditions they do not meet. @param groups by set */
export async function groupTotals(
  db: Queryable,
  chosen: Chosen,
  groups: readonly { setId: string; code: string; leaves: readonly string[] }[],
  ids: readonly CampaignUnitId[],
): Promise<Map<CampaignUnitId, { groups: Record<string, string>; unmet: string[] }>> {
  const rowsOf = groups.flatMap(({ setId, code, leaves }) => leaves.map((leaf) => ({ setId, code, leaf })))
  const { rows } = await db.execute<{ id: CampaignUnitId; code: string; score: string; unmet: string[] | null }>(sql`
    with unit as materialized (
        select * from (${chosenUnits(chosen)}) unit where unit.campaign_unit_id = any(${sql.param([...ids])}::uuid[])),
      part_of (set_id, node, leaf) as (select * from unnest(${sql.param(rowsOf.map(({ setId }) => setId))}::uuid[],
        ${sql.param(rowsOf.map(({ code }) => code))}::text[], ${sql.param(rowsOf.map(({ leaf }) => leaf))}::text[]))
    select unit.campaign_unit_id as id, part_of.node as code, coalesce(sum(line.score), 0)::text as score,
      array_agg(line.criterion_code order by line.criterion_code) filter (where not line.met) as unmet
    from unit join report_scores line on line.event_id = unit.event_id
      join part_of on part_of.set_id = unit.indicator_set_id and part_of.leaf = line.criterion_code
    group by unit.campaign_unit_id, part_of.node order by part_of.node`)
  return new Map(
    [...Map.groupBy(rows, ({ id }) => id)].map(([id, those]) => [
      id,
      {
        groups: Object.fromEntries(those.map(({ code, score }) => [code, score])),
        unmet: those.flatMap(({ unmet }) => unmet ?? []),
      },
    ]),
  )
}
