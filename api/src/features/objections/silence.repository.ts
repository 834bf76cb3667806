import { eq, sql } from 'drizzle-orm'
import type { CampaignUnitId, IndicatorSetId, PersonId, SubmissionId, UnitId } from '@thuoc/shared'
import { newId } from '../../platform/db/columns.ts'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import { submissions } from '../submissions/index.ts'

/** Files whose last day to object lies before this day, `2027-03-01`; the oldest first. */
export async function listOver(db: Queryable, today: string): Promise<SubmissionId[]> {
  const { rows } = await db.execute<{ id: SubmissionId }>(sql`
    select id from submissions where status = 'result-shown' and objection_due < ${today}::date order by objection_due, id`)
  return rows.map(({ id }) => id)
}

/** The file of a school that has said nothing, and who had closed its assessment. */
export type Silent = {
  id: SubmissionId
  campaignUnitId: CampaignUnitId
  unit: { id: UnitId; name: string }
  assessor: { id: UnitId; name: string }
  round: number
  set: { id: IndicatorSetId; code: string; version: number }
  closedById: PersonId
  closedBy: string
  closedIn: string
}

/** Holds such a file as it stands now; undefined where somebody was faster. */
export async function lockSilent(tx: Tx, id: SubmissionId, today: string): Promise<Silent | undefined> {
  const { rows } = await tx.execute<
    Omit<Silent, 'set' | 'unit' | 'assessor'> & { setId: IndicatorSetId; setCode: string; setVersion: number } & {
      unitId: UnitId
      unitName: string
      assessorId: UnitId
      assessorName: string
    }
  >(sql`
    select submissions.id, submissions.campaign_unit_id as "campaignUnitId", submissions.round,
      sets.id as "setId", sets.code as "setCode", sets.version as "setVersion",
      place.unit_id as "unitId", place.unit_name as "unitName",
      place.assessor_unit_id as "assessorId", place.assessor_name as "assessorName",
      closed.actor_id as "closedById", closed.actor_name as "closedBy", closed.unit_name as "closedIn"
    from submissions
    join campaign_units place on place.id = submissions.campaign_unit_id
    join indicator_sets sets on sets.id = place.indicator_set_id
    cross join lateral (
      select actor_id, actor_name, unit_name from submission_events
      where submission_id = submissions.id and action = 'complete-assessment' and actor_id is not null
      order by at desc, id desc limit 1) closed
    where submissions.id = ${id} and submissions.status = 'result-shown' and submissions.objection_due < ${today}::date
    for no key update of submissions`)
  const [row] = rows
  if (!row) return undefined
  const { setId, setCode, setVersion, unitId, unitName, assessorId, assessorName, ...rest } = row
  return {
    ...rest,
    unit: { id: unitId, name: unitName },
    assessor: { id: assessorId, name: assessorName },
    set: { id: setId, code: setCode, version: setVersion },
  }
}

/** The step that nobody makes: silence until the end of the last day. The timeline names the system. */
export async function endInSilence(tx: Tx, { id }: Pick<Silent, 'id'>, at: Date) {
  await tx
    .update(submissions)
    .set({ status: 'assessed', statusSince: at, version: sql`${submissions.version} + 1` })
    .where(eq(submissions.id, id))
  await tx.execute(sql`
    insert into submission_events (id, submission_id, action, from_status, to_status, round, self_total, self_level,
      external_total, external_level, at, actor_name, unit_name)
    select ${newId()}::uuid, submissions.id, 'end-objection-time', 'result-shown', 'assessed', submissions.round,
      submissions.self_total, submissions.self_level, submissions.external_total, submissions.external_level,
      ${at.toISOString()}::timestamptz, 'Thước', place.assessor_name
    from submissions join campaign_units place on place.id = submissions.campaign_unit_id
    where submissions.id = ${id}`)
}

/** The seal that the close of the assessment had waited for: it bears the hand of whoever had closed it. */
export async function insertSilentSeal(tx: Tx, silent: Silent, sealed: { hash: string; content: object }, at: Date) {
  await tx.execute(sql`
    insert into submission_seals (id, submission_id, kind, round, hash, content, sealed_at, sealed_by, sealed_by_id, unit_name)
    values (${newId()}::uuid, ${silent.id}, 'agreed', ${silent.round}, ${sealed.hash}, ${JSON.stringify(sealed.content)}::jsonb,
      ${at.toISOString()}::timestamptz, ${silent.closedBy}, ${silent.closedById}::uuid, ${silent.closedIn})`)
}
