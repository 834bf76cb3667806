import { sql } from 'drizzle-orm'
import type { ReadinessCode, SubmissionId } from '@thuoc/shared'
import type { Queryable } from '../../platform/db/client.ts'
import { conflictBetween } from '../teams/index.ts'

/** What the papers of earlier steps and the people of the team say against these files, for all of a list at once. */
export async function listHindrances(db: Queryable, ids: readonly SubmissionId[]) {
  if (ids.length === 0) return []
  const { rows } = await db.execute<{ id: SubmissionId; code: ReadinessCode }>(sql`
    select file.id, hindrance.code from submissions file cross join lateral (
      select 'team-conflict' as code where exists (
        select from campaign_unit_assessors member where member.campaign_unit_id = file.campaign_unit_id
          and ${conflictBetween(sql`member.person_id`, sql`member.campaign_unit_id`)} is not null)
      -- As the gate of the close demands (\`suffices\`): here for files that were closed before there was one.
      union all select 'visit-minutes-missing' where not exists (
        select from visit_minutes minutes where minutes.submission_id = file.id and minutes.status = 'closed'
          and (minutes.content ->> 'kind' = 'visit' or not exists (
            select from assessment_visits visit where visit.campaign_unit_id = file.campaign_unit_id
              and visit.kind = 'on-site' and visit.status <> 'cancelled')))
      union all select 'council-minutes-missing' where not exists (
        select from council_minutes minutes where minutes.submission_id = file.id and minutes.closed_at is not null)
      union all select 'request-missing' where not exists (
        select from submission_requests request
        where request.submission_id = file.id and request.round = file.round and request.number is not null)
    ) hindrance where file.id = any (${sql.param([...ids])}::uuid[])`)
  return rows
}
