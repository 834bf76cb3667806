import type { RemarkKind, RemarkOrigin, SubmissionId, UnitSummary } from '@thuoc/shared'
import { sql, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import type { Queryable } from '../../platform/db/client.ts'
import { likeWords } from '../../platform/db/search.ts'
import { inLineOf } from '../../platform/db/tree.ts'
import { unitTable, type Chosen } from './report-scope.repository.ts'

export type RemarkFilter = {
  kind?: RemarkKind | undefined
  origin?: RemarkOrigin | undefined
  q?: string | undefined
}

export const remarkKey = z.tuple([z.string().max(40), z.uuid(), z.string()])
export type RemarkRow = {
  kind: RemarkKind
  origin: RemarkOrigin
  source: string
  heading: string | null
  criterion: string | null
  text: string
  on: string
  unit: UnitSummary
  submissionId: SubmissionId | null
  at: string
  id: string
  place: string
}

/** Of the chosen units, and of the bodies that assess them where the actor stands above those, too. */
const remarks = (chosen: Chosen): SQL => sql`
  with ${unitTable(
    chosen,
    sql`unit.campaign_id, unit.unit_id, unit.unit_code, unit.unit_name, unit.unit_type, unit.submission_id,
      unit.external_event_id, unit.body_unit_id, unit.body_code, unit.body_name, unit.body_type`,
  )}, place as (
    select unit.campaign_id, unit.unit_id, unit.unit_code, unit.unit_name, unit.unit_type, unit.submission_id,
      unit.external_event_id is not null as found
    from unit
    union all
    select distinct unit.campaign_id, unit.body_unit_id, unit.body_code, unit.body_name, unit.body_type, null::uuid, false
    from unit
    -- An array, so that each body is looked up once by its key and units are not read from end to end.
    where unit.body_unit_id = any (array(
        select body.id from units body where body.id = any (array(select distinct body_unit_id from unit))
          and ${inLineOf(sql`body.path`, chosen.actor.unitId)}))
      and not exists (select from unit own where own.campaign_id = unit.campaign_id and own.unit_id = unit.body_unit_id)
  ), remark as (
    select said.*, place.unit_code, place.unit_name, place.unit_type, place.submission_id
    from report_remarks_at(${chosen.until.toISOString()}::timestamptz) said
      join place on place.campaign_id = said.campaign_id and place.unit_id = said.unit_id
    -- What the team writes is its own until the result is final.
    where said.origin not in ('team', 'objection') or place.found)`

const fits = ({ kind, origin, q = '' }: RemarkFilter) =>
  sql.join(
    [
      sql`true`,
      ...(kind ? [sql`remark.kind = ${kind}`] : []),
      ...(origin ? [sql`remark.origin = ${origin}`] : []),
      ...likeWords(q).map((word) => sql`unaccented(remark.text || ' ' || remark.unit_name) like unaccented(${word})`),
    ],
    sql` and `,
  )

export type RemarkCount = { kind: RemarkKind; origin: RemarkOrigin; count: number }
export async function countRemarks(db: Queryable, chosen: Chosen): Promise<RemarkCount[]> {
  const { rows } = await db.execute<RemarkCount>(sql`
    ${remarks(chosen)} select kind, origin, count(*)::int as count from remark group by kind, origin order by kind, origin`)
  return rows
}

/** The newest first; one more than `limit`. */
export async function listRemarks(
  db: Queryable,
  chosen: Chosen,
  filter: RemarkFilter,
  { after, limit }: { after: readonly [string, string, string] | null; limit: number },
): Promise<RemarkRow[]> {
  const behind = after
    ? sql`(remark.at, remark.source_id, remark.place) < (${after[0]}::timestamptz, ${after[1]}::uuid, ${after[2]})`
    : sql`true`
  const { rows } = await db.execute<RemarkRow>(sql`
    ${remarks(chosen)}
    select remark.kind, remark.origin, remark.source, remark.heading, remark.criterion_code as criterion, remark.text,
      (remark.at at time zone 'Asia/Ho_Chi_Minh')::date::text as "on", remark.submission_id as "submissionId",
      json_build_object('id', remark.unit_id, 'code', remark.unit_code, 'name', remark.unit_name, 'type', remark.unit_type)
        as unit,
      remark.at::text as at, remark.source_id as id, remark.place
    from remark where ${fits(filter)} and ${behind}
    order by remark.at desc, remark.source_id desc, remark.place desc limit ${limit + 1}`)
  return rows
}
