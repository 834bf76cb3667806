import { sql, type SQL } from 'drizzle-orm'
import {
  calendarEntry,
  campaignId,
  visitKind,
  type CalendarEntry,
  type CalendarKind,
  type PersonId,
  type UnitId,
} from '@thuoc/shared'
import { z } from 'zod'
import type { Queryable } from '../../platform/db/client.ts'

export type Days = { from: string; until: string }

const row = z.object({
  id: z.string(),
  title: z.string(),
  code: z.string().nullable().default(null),
  campaign_id: campaignId.nullable(),
  campaign: z.string().nullable(),
  day: z.string(),
  starts_at: z.coerce.date().nullable().default(null),
  ends_at: z.coerce.date().nullable().default(null),
  place: z.string().default(''),
  state: calendarEntry.shape.state,
  units: z.int().nullable().default(null),
  visit: visitKind.nullable().default(null),
  opens: calendarEntry.shape.opens,
})

/** A file opens where it is worked on: while its unit answers the form, there. */
const fileOrForm = sql`jsonb_build_object('submissionId', submission.id,
  'kind', case when submission.status in ('drafting', 'returned') then 'form' else 'file' end)`

/**
 * Each kind of entry as its own statement: `unit` is whose calendar it is, `days` leaves those in between.
 * What a milestone asks for is done when everything of it is handed in; what a return gives as time counts. Of a
 * campaign that has ended only what was done is left.
 */
const statements: Record<CalendarKind, (unit: UnitId, days: (day: SQL) => SQL, person: PersonId | null) => SQL> = {
  milestone: (unit, days) => sql`
    with asked as (
      select milestone_id, max(due_on) as due_on, bool_and(status not in ('not-started', 'returned')) as done,
        count(*) as things, min(kind) as kind
      from delivery_duties where unit_id = ${unit}::uuid group by milestone_id
    )
    select 'milestone:' || duty.milestone_id as id, duty.task as title, duty.code,
      campaign.id as campaign_id, campaign.title as campaign,
      coalesce(asked.due_on, duty.due_on)::text as day,
      case when asked.done then 'done' else 'open' end as state,
      case
        when asked.things is null then jsonb_build_object('kind', 'plan', 'campaignId', campaign.id)
        when asked.things > 1 then jsonb_build_object('kind', 'deliveries', 'milestoneId', duty.milestone_id)
        when submission.id is not null then ${fileOrForm}
        else jsonb_build_object('kind', 'delivery', 'milestoneId', duty.milestone_id, 'unitId', duty.unit_id,
          'deliverable', asked.kind)
      end as opens
    from milestone_duties duty
    join campaigns campaign on campaign.id = duty.campaign_id
    left join asked on asked.milestone_id = duty.milestone_id
    left join system_deliverables seen on seen.kind = asked.kind and (duty.tier = 'school' or seen.own)
    left join submissions submission on submission.campaign_unit_id = duty.campaign_unit_id and seen.kind is not null
    where duty.unit_id = ${unit}::uuid and ${days(sql`coalesce(asked.due_on, duty.due_on)`)}
      and (duty.closed_at is null or asked.done)`,
  receiving: (unit, days) => sql`
    select 'receiving:' || duty.milestone_id || ':' || duty.due_on as id, duty.task as title, duty.code,
      campaign.id as campaign_id, campaign.title as campaign, duty.due_on::text as day,
      'open' as state, count(*)::int as units,
      jsonb_build_object('kind', 'received', 'milestoneId', duty.milestone_id) as opens
    from milestone_duties duty
    join campaigns campaign on campaign.id = duty.campaign_id
    where duty.receiver_unit_id = ${unit}::uuid and duty.unit_id <> ${unit}::uuid
      and cardinality(duty.deliverables) > 0 and duty.closed_at is null and ${days(sql`duty.due_on`)}
    group by duty.milestone_id, duty.task, duty.code, duty.due_on, campaign.id`,
  'self-assessment': (unit, days) => sql`
    select 'self-assessment:' || submission.id as id, campaign.title,
      campaign.id as campaign_id, campaign.title as campaign, campaign.self_assessment_due::text as day,
      case when submission.round > 0 then 'done' else 'open' end as state,
      ${fileOrForm} as opens
    from campaign_units part
    join campaigns campaign on campaign.id = part.campaign_id
    join submissions submission on submission.campaign_unit_id = part.id
    where part.unit_id = ${unit}::uuid and ${days(sql`campaign.self_assessment_due`)}
      and (campaign.closed_at is null or submission.round > 0)`,
  'external-assessment': (unit, days) => sql`
    select 'external-assessment:' || campaign.id as id, campaign.title,
      campaign.id as campaign_id, campaign.title as campaign, campaign.external_assessment_due::text as day,
      case when bool_and(submission.status in ('assessed', 'nominated', 'recognised', 'refused', 'published', 'revoked'))
        then 'done' else 'open' end as state,
      count(*)::int as units,
      jsonb_build_object('kind', 'files', 'campaignId', campaign.id, 'assessorUnitId', ${unit}::uuid) as opens
    from campaign_units part
    join campaigns campaign on campaign.id = part.campaign_id
    join submissions submission on submission.campaign_unit_id = part.id
    where part.assessor_unit_id = ${unit}::uuid and ${days(sql`campaign.external_assessment_due`)}
    group by campaign.id
    having campaign.closed_at is null
      or bool_and(submission.status in ('assessed', 'nominated', 'recognised', 'refused', 'published', 'revoked'))`,
  return: (unit, days) => sql`
    select 'return:' || submission.id as id, campaign.title,
      campaign.id as campaign_id, campaign.title as campaign, submission.return_due::text as day,
      'open' as state, ${fileOrForm} as opens
    from campaign_units part
    join campaigns campaign on campaign.id = part.campaign_id
    join submissions submission on submission.campaign_unit_id = part.id
    where part.unit_id = ${unit}::uuid and campaign.closed_at is null and submission.return_due is not null
      and submission.status in ('returned', 'awaiting-approval', 'approved') and ${days(sql`submission.return_due`)}`,
  training: (unit, days) => sql`
    select 'training:' || session.id as id, session.title,
      campaign.id as campaign_id, campaign.title as campaign,
      (session.starts_at at time zone 'Asia/Ho_Chi_Minh')::date::text as day,
      session.starts_at, session.ends_at, session.place,
      case session.status when 'planned' then 'open' when 'closed' then 'done' else 'cancelled' end as state,
      jsonb_build_object('kind', 'training', 'sessionId', session.id) as opens
    from training_sessions session
    left join campaigns campaign on campaign.id = session.campaign_id
    where (session.organiser_unit_id = ${unit}::uuid or exists (
        select 1 from training_invitations own where own.session_id = session.id and own.unit_id = ${unit}::uuid))
      and ${days(sql`(session.starts_at at time zone 'Asia/Ho_Chi_Minh')::date`)}`,
  visit: (unit, days, person) => sql`
    select 'visit:' || visit.id as id, part.unit_name as title,
      campaign.id as campaign_id, campaign.title as campaign,
      (visit.starts_at at time zone 'Asia/Ho_Chi_Minh')::date::text as day,
      visit.starts_at, visit.ends_at, visit.place, visit.kind as visit,
      case visit.status when 'planned' then 'open' else visit.status end as state,
      case when part.unit_id = ${unit}::uuid
        then jsonb_build_object('kind', 'file-visits', 'submissionId', submission.id)
        else jsonb_build_object('kind', 'team-visits', 'teamId', team.id) end as opens
    from assessment_visits visit
    join assessment_teams team on team.id = visit.team_id
    join campaign_units part on part.id = visit.campaign_unit_id
    join campaigns campaign on campaign.id = part.campaign_id
    join submissions submission on submission.campaign_unit_id = part.id
    where (part.unit_id = ${unit}::uuid or team.unit_id = ${unit}::uuid or exists (
        select 1 from assessment_visit_people goer
        where goer.visit_id = visit.id and goer.person_id = ${person}::uuid))
      and part.taken_out_at is null
      and ${days(sql`(visit.starts_at at time zone 'Asia/Ho_Chi_Minh')::date`)}`,
}

/**
 * Everything of these kinds with a day in between, both ends included, for one unit, with the visits on which the person
 * goes for whichever unit; in no order.
 */
export async function listEntries(
  db: Queryable,
  { unit, person }: { unit: UnitId; person: PersonId | null },
  kinds: readonly CalendarKind[],
  { from, until }: Days,
): Promise<CalendarEntry[]> {
  const days = (day: SQL) => sql`${day} between ${from}::date and ${until}::date`
  const found: CalendarEntry[] = []
  for (const kind of kinds) {
    const { rows } = await db.execute(statements[kind](unit, days, person))
    found.push(...rows.map((one) => entryOf(kind, row.parse(one))))
  }
  return found
}

function entryOf(kind: CalendarKind, one: z.infer<typeof row>): CalendarEntry {
  const { id, title, code, day, place, state, units, visit } = one
  return {
    ...{ id, kind, title, code, day, place, state, units, visit },
    campaign: one.campaign_id === null ? null : { id: one.campaign_id, title: one.campaign ?? '' },
    startsAt: one.starts_at?.toISOString() ?? null,
    endsAt: one.ends_at?.toISOString() ?? null,
    opens: one.opens,
  }
}
