import type { OfficialDocumentKind } from '@thuoc/shared'
import { sql, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/client.ts'
import { likeWords } from '../../platform/db/search.ts'
import { campaigns, campaignUnits, visibleTo } from '../campaigns/index.ts'

/** Where a page of cases begins: moment, name and id of the last one before. */
export const caseKey = z.tuple([z.string(), z.string(), z.uuid()])
export type CaseKey = z.infer<typeof caseKey>

const row = z.object({
  id: z.uuid(),
  name: z.string(),
  number: z.string().nullable(),
  on: z.string().nullable(),
  meeting: z.int().nullable(),
  campaign: z.string().nullable(),
  at: z.string(),
})
export type CaseRow = z.infer<typeof row>

/** Files that the actor sees and of which there is this to say. */
const files = (actor: Actor, said: SQL) => sql`
  select submission.id, campaign_units.unit_name as name, null as number, null::date as "on", null::integer as meeting,
    campaigns.title as campaign, campaigns.opened_at as at
  from submissions submission
  join ${campaignUnits} on campaign_units.id = submission.campaign_unit_id
  join ${campaigns} on campaigns.id = campaign_units.campaign_id
  where ${visibleTo(actor)} and ${said}`

/** Meetings of councils, by the minutes that were begun first, once there are minutes that both officers have signed. */
const meetings = (actor: Actor) => sql`
  select begun.id, campaign_units.unit_name as name, null as number,
    (closed.held_from at time zone 'Asia/Ho_Chi_Minh')::date as "on", begun.meeting,
    campaigns.title as campaign, closed.held_from as at
  from council_minutes begun
  join lateral (select held_from from council_minutes closed where closed.submission_id = begun.submission_id
    and closed.meeting = begun.meeting and closed.closed_at is not null order by revision desc limit 1) closed on true
  join submissions submission on submission.id = begun.submission_id
  join ${campaignUnits} on campaign_units.id = submission.campaign_unit_id
  join ${campaigns} on campaigns.id = campaign_units.campaign_id
  where begun.revision = 1 and ${visibleTo(actor)}`

/** Times that a team worked at a unit, by the minutes that were begun first of each, once the unit has been shown some. */
const visits = (actor: Actor) => sql`
  select begun.id, campaign_units.unit_name as name, null as number, (shown.content ->> 'heldOn')::date as "on",
    begun.sitting as meeting, campaigns.title as campaign, shown.saved_at as at
  from visit_minutes begun
  join lateral (select content, saved_at from visit_minutes shown where shown.submission_id = begun.submission_id
    and shown.sitting = begun.sitting and shown.status <> 'draft' order by number desc limit 1) shown on true
  join submissions submission on submission.id = begun.submission_id
  join ${campaignUnits} on campaign_units.id = submission.campaign_unit_id
  join ${campaigns} on campaigns.id = campaign_units.campaign_id
  where ${visibleTo(actor)} and not exists (select from visit_minutes earlier
    where earlier.submission_id = begun.submission_id and earlier.sitting = begun.sitting
      and earlier.number < begun.number)`

/** Campaigns of one's own province, and those in which one's own unit has schools under it. */
const campaignsOf = ({ unitId }: Actor) => sql`
  select campaigns.id, campaigns.title as name, campaigns.plan_number as number, campaigns.plan_date as "on",
    null::integer as meeting, null as campaign, campaigns.opened_at as at
  from ${campaigns}
  where campaigns.province_unit_id = ${unitId} or exists (select from ${campaignUnits}
    where campaign_units.campaign_id = campaigns.id and campaign_units.assessor_unit_id = ${unitId}
      and campaign_units.taken_out_at is null)`

/** Whose paper it is: the own unit's, or that of one below it. */
const ownLine = ({ unitPath }: Actor, issuer: SQL) =>
  sql`${issuer} in (select id from units where path <@ ${unitPath}::ltree)`

const teams = (actor: Actor) => sql`
  select team.id, team.name, decision.number, decision.decided_on as "on", null::integer as meeting,
    campaigns.title as campaign, team.created_at as at
  from assessment_teams team
  join assessment_team_decisions decision on decision.team_id = team.id and decision.sequence = team.sequence
  join ${campaigns} on campaigns.id = team.campaign_id
  where ${ownLine(actor, sql`team.unit_id`)}`

const lists = (actor: Actor) => sql`
  select list.id, list.name, list.number, list.listed_on as "on", null::integer as meeting,
    campaigns.title as campaign, list.created_at as at
  from nomination_lists list join ${campaigns} on campaigns.id = list.campaign_id
  where list.status <> 'discarded' and ${ownLine(actor, sql`list.body_unit_id`)}`

const decisions = (actor: Actor, said: SQL) => sql`
  select decision.id, decision.issuer_name as name, decision.number, decision.signed_on as "on", null::integer as meeting,
    campaigns.title as campaign, decision.recorded_at as at
  from recognition_decisions decision join ${campaigns} on campaigns.id = decision.campaign_id
  where ${ownLine(actor, sql`decision.issuer_unit_id`)} and ${said}`

const certificates = (actor: Actor) => sql`
  select recognition.id, campaign_units.unit_name as name, recognition.certificate_number as number,
    decision.signed_on as "on", null::integer as meeting, campaigns.title as campaign, decision.recorded_at as at
  from current_recognitions recognition
  join recognition_decisions decision on decision.id = recognition.decision_id
  join submissions submission on submission.id = recognition.submission_id
  join ${campaignUnits} on campaign_units.id = submission.campaign_unit_id
  join ${campaigns} on campaigns.id = campaign_units.campaign_id
  where ${visibleTo(actor)}`

const checks = ({ unitId }: Actor) => sql`
  select record.id, record.unit_name as name, nullif(record.number, '') as number, record.checked_on as "on",
    null::integer as meeting, campaigns.title as campaign, record.checked_on::timestamptz as at
  from supervision_records record join ${campaigns} on campaigns.id = record.campaign_id
  where record.province_unit_id = ${unitId}`

/** Operations on units by which a file came to the own unit, or left it, or those below it. */
const handovers = (actor: Actor) => sql`
  select change.id, (select string_agg(unit.name, '; ' order by unit.name) from unit_change_units about
      join units unit on unit.id = about.unit_id where about.change_id = change.id) as name,
    change.decision_number as number, change.effective_on as "on", null::integer as meeting, null as campaign,
    change.recorded_at as at
  from unit_changes change
  join unit_change_events event on event.change_id = change.id and event.action = 'applied'
  where exists (select from jsonb_array_elements(event.handed_over) file
    join units body on body.id in ((file #>> '{from,id}')::uuid, (file #>> '{to,id}')::uuid)
    where body.path <@ ${actor.unitPath}::ltree)`

const has = (table: string, more = '') =>
  sql.raw(`exists (select from ${table} one where one.submission_id = submission.id ${more})`)

/** What there is of each kind to try its template with. */
const cases: Record<OfficialDocumentKind, (actor: Actor) => SQL> = {
  'council-decision': (actor) => files(actor, has('council_decisions')),
  'self-assessment-plan': (actor) => files(actor, has('councils', `and one.steps <> '[]'`)),
  'evidence-register': (actor) =>
    files(
      actor,
      sql`exists (select from evidence one where one.campaign_unit_id = campaign_units.id and one.removed_at is null)`,
    ),
  'assessment-sheet': (actor) => files(actor, sql`submission.answered > 0`),
  'council-minutes': meetings,
  'approval-decision': (actor) =>
    files(
      actor,
      sql`${has('submission_approvals')} and submission.status not in ('drafting', 'awaiting-approval', 'returned')`,
    ),
  'self-assessment-report': (actor) =>
    files(actor, sql`(submission.round > 0 or submission.answered > 0 and campaign_units.unit_id = ${actor.unitId})`),
  'assessment-request': (actor) =>
    files(
      actor,
      sql`(${has('submission_requests', 'and one.sent_at is not null')}
        or ${has('submission_requests')} and campaign_units.unit_id = ${actor.unitId})`,
    ),
  'campaign-plan': campaignsOf,
  'team-decision': teams,
  'visit-minutes': visits,
  'nomination-list': lists,
  'recognition-decision': (actor) => decisions(actor, sql`true`),
  'refusal-notice': (actor) => files(actor, sql`submission.status = 'refused'`),
  certificate: certificates,
  certificates: (actor) =>
    decisions(actor, sql`exists (select from current_recognitions one where one.decision_id = decision.id)`),
  'supervision-minutes': checks,
  'summary-report': campaignsOf,
  'handover-minutes': handovers,
}

/** The newest first, equally new ones by name; one more than `limit`. Every word must occur, accents do not matter. */
export async function listCases(
  db: Queryable,
  actor: Actor,
  kind: OfficialDocumentKind,
  { q = '', after, limit }: { q?: string | undefined; after: CaseKey | null; limit: number },
): Promise<CaseRow[]> {
  const words = likeWords(q).map(
    (word) => sql`and unaccented(concat_ws(' ', name, number, campaign, to_char("on", 'DD/MM/YYYY')))
      like unaccented(${word})`,
  )
  const further = after
    ? sql`and (at < ${after[0]}::timestamptz
        or at = ${after[0]}::timestamptz and (name collate vi, id) > (${after[1]} collate vi, ${after[2]}::uuid))`
    : sql``
  const { rows } = await db.execute(sql`
    select id, name, number, "on"::text, meeting, campaign, at::text from (${cases[kind](actor)}) cases
    where true ${sql.join(words, sql` `)} ${further}
    order by at desc, name collate vi, id limit ${limit + 1}`)
  return z.array(row).parse(rows)
}
