import type {
  CampaignId,
  CampaignUnitId,
  Ownership,
  StepOutcome,
  SubmissionId,
  SubmissionStatus,
  UnitSummary,
} from '@thuoc/shared'
import { sql, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import type { Queryable } from '../../platform/db/client.ts'
import { chosenUnits, type Chosen } from './report-scope.repository.ts'
import { wantedUnits, type Wanted } from './report-wanted.repository.ts'

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

/** Units with their rank among all that the filter chooses, narrowed to a figure; one more than `limit`. */
export async function listUnits(
  db: Queryable,
  chosen: Chosen,
  wanted: Wanted,
  { order, after, limit }: { order: UnitOrder; after: readonly unknown[] | null; limit: number },
): Promise<UnitRow[]> {
  const { rows } = await db.execute<UnitRow>(sql`
    with ${wantedUnits(chosen, wanted)},
    page as materialized (
      select listed.* from listed where ${behind(order, after)} order by ${orders[order]} limit ${limit + 1})
    select unit.campaign_unit_id as "campaignUnitId", unit.submission_id as "submissionId",
      json_build_object('id', campaign.id, 'title', campaign.title, 'schoolYear', campaign.school_year) as campaign,
      json_build_object('id', unit.unit_id, 'code', unit.unit_code, 'name', unit.unit_name, 'type', unit.unit_type)
        as unit,
      json_build_object('id', unit.body_unit_id, 'code', unit.body_code, 'name', unit.body_name,
        'type', unit.body_type) as body,
      unit.ownership, area.name as "areaName", unit.status, unit.indicator_set_id as "setId",
      unit.self_level as "selfLevel", unit.self_total::text as "selfTotal",
      unit.external_level as "externalLevel", unit.external_total::text as "externalTotal",
      unit.recognised_level as "recognisedLevel", unit.recognised_total::text as "recognisedTotal",
      listed.level, unit.level_name as "levelName", listed.total::text, listed.maximum::text, listed.rank,
      unit.self_step as "selfStep", unit.request_step as "requestStep", unit.external_step as "externalStep",
      unit.decision_step as "decisionStep", unit.publication_step as "publicationStep",
      unit.self_day::text as "selfDay", unit.request_day::text as "requestDay",
      unit.external_day::text as "externalDay", unit.decision_day::text as "decisionDay",
      unit.decision_number as "decisionNumber", unit.decision_date::text as "decisionDate",
      unit.certificate_number as certificate, unit.published_on::text as "publishedOn",
      listed.node_score::text as score, listed.node_met as met, listed.difference::text as difference,
      listed.before_level as before, (select count(*)::int from listed) as "totalCount"
    from page listed
      -- The rest of what is on record is worked out for these alone, one after the other: \`offset\` keeps the planner from
      -- comparing each with each.
      cross join lateral (${chosenUnits(chosen)} and unit.campaign_unit_id = listed.campaign_unit_id offset 0) unit
      join campaigns campaign on campaign.id = unit.campaign_id
      left join units area on area.id = unit.area_unit_id
    order by ${orders[order]}`)
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
        select unit.campaign_unit_id, unit.indicator_set_id, unit.event_id
        from (${chosenUnits(chosen)} and unit.campaign_unit_id = any(${sql.param([...ids])}::uuid[])) unit),
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
