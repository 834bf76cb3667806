import {
  submissionStatuses,
  type CampaignId,
  type OutlierKind,
  type OutlierThresholds,
  type SubmissionId,
  type SubmissionStatus,
  type UnitSummary,
} from '@thuoc/shared'
import { sql, type SQL } from 'drizzle-orm'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/client.ts'
import { campaignUnits, visibleTo } from '../campaigns/index.ts'

/** At most so many files of a kind are listed. */
const most = 200

/** Until the unit has been shown its result, the figures of the team are the team's. */
const secret: readonly SubmissionStatus[] = [
  'drafting',
  'awaiting-approval',
  'approved',
  'submitted',
  'returned',
  'accepted',
  'assessing',
]
const shown = submissionStatuses.filter((status) => !secret.includes(status))

/** Sent at least once: what a unit has not sent yet is its own affair. */
const sent = (actor: Actor, campaign: CampaignId): SQL => sql`
  from submissions file join ${campaignUnits} on ${campaignUnits.id} = file.campaign_unit_id
  where ${campaignUnits.campaignId} = ${campaign} and ${visibleTo(actor)} and file.round > 0`

/** Every criterion answered, so that two forms alike are not just two empty ones. */
const whole = sql`file.answered = file.line_count`

type Finder = (files: SQL, threshold: number) => SQL

/**
 * Each answers rows `id, value, batch`: what is worth a look. `files` is `from … where …` over the files looked through.
 */
const finders: Record<OutlierKind, Finder> = {
  gap: (files, points) => sql`
    select file.id, file.self_total - file.external_total as value, null as batch ${files}
      and file.status = any(${sql.param(shown)}::text[]) and file.self_total - file.external_total >= ${points}::numeric`,
  alike: (files, units) => sql`
    select id, value, batch from (
      select id, batch, count(*) over (partition by batch) as value from (
        select file.id, left(md5(${campaignUnits.indicatorSetId}::text || (
          select string_agg(row(line.criterion_code, line.met, line.score, line.count, line.numerator, line.denominator,
            line.choice, line.items, line.fields)::text, '' order by line.criterion_code)
          from submission_lines line where line.submission_id = file.id)), 12) as batch
        ${files} and ${whole}) sheet) sheets
    where value >= ${units}::int`,
  quick: (files, minutes) => sql`
    select id, round(extract(epoch from max(first) - min(first)) / 60, 2) as value, null as batch from (
      select file.id, save.criterion_code, min(save.saved_at) as first
      from (select file.id ${files} and ${whole}) file
        join line_saves save on save.submission_id = file.id and save.side = 'self'
      group by file.id, save.criterion_code) firsts
    group by id having extract(epoch from max(first) - min(first)) <= ${minutes}::int * 60`,
  full: (files, percent) => sql`
    select id, round(100 * awarded / maximum, 2) as value, null as batch from (
      select file.id, (select sum(awarded) from submission_lines where submission_id = file.id) as awarded,
        (select sum(maximum) from submission_lines where submission_id = file.id) as maximum
      ${files} and ${whole}) sums
    where maximum > 0 and 100 * awarded >= ${percent}::int * maximum`,
  copies: (files, contents) => sql`
    with seen as materialized (
      select distinct file.id, ${campaignUnits.line} as line, stored.sha256
      from (select file.id as file_id, file.campaign_unit_id ${files}) own
        join submissions file on file.id = own.file_id
        join ${campaignUnits} on ${campaignUnits.id} = own.campaign_unit_id
        join evidence entry on entry.campaign_unit_id = own.campaign_unit_id and entry.removed_at is null
        join evidence_pieces piece on piece.id = entry.piece_id and piece.removed_at is null
        join evidence_files stored on stored.piece_id = piece.id)
    select id, count(*) as value, null as batch from seen
    where sha256 in (select sha256 from seen group by sha256 having count(*) > 1)
      and not exists (select from common_documents common where common.sha256 = seen.sha256
        and common.unmarked_at is null and replace(common.unit_id::text, '-', '') = any(seen.line))
      and not exists (select from attachments where attachments.sha256 = seen.sha256
        and not exists (select from delivery_files where attachment_id = attachments.id)
        and not exists (select from delivery_round_files where attachment_id = attachments.id))
    group by id having count(*) >= ${contents}::int`,
}

export type OutlierRow = {
  submissionId: SubmissionId
  unit: UnitSummary
  managingBody: UnitSummary
  status: SubmissionStatus
  selfTotal: string
  externalTotal: string | null
  value: string
  group: string | null
  total: number
}

/** Small figures strike most where the time is measured; everywhere else large ones do. */
const order: Record<OutlierKind, SQL> = {
  gap: sql`found.value desc`,
  alike: sql`found.value desc, found.batch`,
  quick: sql`found.value`,
  full: sql`found.value desc`,
  copies: sql`found.value desc`,
}

/** Files of one kind, the most striking first, with the number of all of them. */
export async function listOutliers(
  db: Queryable,
  actor: Actor,
  campaign: CampaignId,
  { kind, thresholds }: { kind: OutlierKind; thresholds: OutlierThresholds },
): Promise<OutlierRow[]> {
  const unit = (id: SQL, code: SQL, name: SQL, type: SQL) =>
    sql`json_build_object('id', ${id}, 'code', ${code}, 'name', ${name}, 'type', ${type})`
  const { rows } = await db.execute<OutlierRow>(sql`
    select file.id as "submissionId", file.status, file.self_total::text as "selfTotal",
      ${unit(sql`place.unit_id`, sql`place.unit_code`, sql`place.unit_name`, sql`place.unit_type`)} as unit,
      ${unit(sql`place.assessor_unit_id`, sql`place.assessor_code`, sql`place.assessor_name`, sql`place.assessor_type`)}
        as "managingBody",
      case when file.status = any(${sql.param(shown)}::text[]) then file.external_total end::text as "externalTotal",
      found.value::numeric(8, 2)::text as value, found.batch as "group", count(*) over ()::int as total
    from (${finders[kind](sent(actor, campaign), thresholds[kind])}) found
      join submissions file on file.id = found.id join campaign_units place on place.id = file.campaign_unit_id
    order by ${order[kind]}, place.unit_name collate vi, file.id limit ${most}`)
  return rows
}

/** How many files were looked through. */
export async function countSent(db: Queryable, actor: Actor, campaign: CampaignId): Promise<number> {
  const { rows } = await db.execute<{ count: number }>(sql`select count(*)::int as count ${sent(actor, campaign)}`)
  return rows[0]?.count ?? 0
}
