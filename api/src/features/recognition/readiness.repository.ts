import { sql } from 'drizzle-orm'
import type { ReadinessCode, SubmissionId } from '@thuoc/shared'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import { listExternalLines } from '../assessments/index.ts'
import { requireSealed, type SubmissionRow } from '../submissions/index.ts'
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

/** Which of these files, held by the transaction, no longer are what was agreed. */
export async function listBroken(tx: Tx, rows: readonly SubmissionRow[]): Promise<SubmissionId[]> {
  const broken: SubmissionId[] = []
  for (const row of rows) if (await isBroken(tx, row)) broken.push(row.id)
  return broken
}

async function isBroken(tx: Tx, row: SubmissionRow): Promise<boolean> {
  try {
    await requireSealed(tx, row, { externalLines: listExternalLines })
    return false
  } catch (error) {
    if (error instanceof Problem && error.code === 'submission.seal-broken') return true
    throw error
  }
}
