import { sql } from 'drizzle-orm'
import type { Queryable } from '../src/platform/db/client.ts'

export type SeenFile = { id: string; status: string; late: boolean }
/** The files somebody sees, by the tree of each campaign, by mergers, and by the teams they sit in; worked out anew. */
export async function seenAnew(
  db: Queryable,
  { personId, unitId }: { personId: string; unitId: string },
  now: Date,
  condition = sql`true`,
): Promise<SeenFile[]> {
  const { rows } = await db.execute<SeenFile>(sql`
    with recursive left_by (id) as (
      select predecessor_id from unit_successions where successor_id = ${unitId} and reads and undone_by is null
      union
      select earlier.predecessor_id from unit_successions earlier join left_by on earlier.successor_id = left_by.id
      where earlier.reads and earlier.undone_by is null),
    file as (
      select file.id, file.status, place.unit_name as name, place.assessor_unit_id, campaign.id as campaign_id,
        campaign.closed_at, case
          when file.status in ('drafting', 'returned', 'awaiting-approval')
            then coalesce(file.return_due, place.self_due, campaign.self_assessment_due)
          when file.status = 'approved' then coalesce(file.return_due, place.request_due, campaign.self_assessment_due)
          when file.status = 'result-shown' then file.objection_due
          when file.status in ('submitted', 'accepted', 'assessing', 'objected')
            then coalesce(place.external_due, campaign.external_assessment_due)
          when file.status in ('assessed', 'nominated') then coalesce(place.decision_due, campaign.external_assessment_due)
        end as due
      from submissions file join campaign_units place on place.id = file.campaign_unit_id
        join campaigns campaign on campaign.id = place.campaign_id
      where place.taken_out_at is null and (
        place.unit_path ~ ${`*.${unitId.replaceAll('-', '')}.*`}::lquery
        or place.assessor_path ~ ${`*.${unitId.replaceAll('-', '')}.*`}::lquery
        or exists (select from left_by where replace(left_by.id::text, '-', '')
          = any (string_to_array(place.unit_path::text || '.' || place.assessor_path::text, '.')))
        or exists (select from campaign_unit_assessors team
          where team.campaign_unit_id = place.id and team.person_id = ${personId}))),
    judged as (
      select *, coalesce((least(${now.toISOString()}::timestamptz, closed_at) at time zone 'Asia/Ho_Chi_Minh')::date > due,
        false) as late from file)
    select id, status, late from judged where ${condition}
    order by not (late and closed_at is null), coalesce(case when closed_at is null then due end, 'infinity'),
      name collate vi, id`)
  return rows
}
