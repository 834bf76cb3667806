import { and, eq, isNull, or, sql, type SQL } from 'drizzle-orm'
import { dayOf, type CriterionCode, type SubmissionId, type SubmissionStatus } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/client.ts'
import { campaigns, campaignUnitAssessors, campaignUnits } from '../campaigns/index.ts'
import { listedAssessed } from './listed-files.repository.ts'
import { behind, byUrgency, type Asked } from './lists.repository.ts'
import { teamWorks } from './own-parts.repository.ts'
import { seenBy, wroteMost } from './submissions.repository.ts'
import { submissions } from './submissions.tables.ts'

/**
 * What ties an actor to a file: being its school, its assessing unit, on the external team, or the head of that; for the
 * school also that its assessors ask it for evidence.
 */
export type Tie = 'school' | 'asked-school' | 'assessor' | 'team' | 'team-head'

/** Requests that can still be answered; `takesEvidence` says the same of one. */
const askedFor = (now: Date) => sql`from evidence_requests asked
  where asked.submission_id = ${submissions.id} and asked.status = 'open' and asked.due >= ${dayOf(now)}`

const tied = (actor: Actor, now: Date): Record<Tie, SQL> => ({
  school: eq(campaignUnits.unitId, actor.unitId),
  'asked-school': sql`(${campaignUnits.unitId} = ${actor.unitId} and exists (select ${askedFor(now)}))`,
  assessor: eq(campaignUnits.assessorUnitId, actor.unitId),
  team: teamWorks(actor),
  'team-head': eq(campaignUnitAssessors.duty, 'head'),
})

/**
 * Files of running campaigns that stand in one of the states this actor has to act in, the most urgent first; one more
 * than `limit`.
 * Whoever finished the scoring or wrote most of it cannot approve it: for them it does not wait.
 */
export async function listWaiting(
  db: Queryable,
  actor: Actor,
  states: readonly { status: SubmissionStatus; tie: Tie }[],
  { after, limit, now }: Asked,
) {
  if (states.length === 0) return []
  const ties = tied(actor, now)
  const waiting = or(...states.map(({ status, tie }) => and(eq(submissions.status, status), ties[tie])))
  const ownWork =
    actor.personId === null
      ? undefined
      : sql`not (${submissions.status} = 'awaiting-approval'
          and (${submissions.finishedBy} is not distinct from ${actor.personId}::uuid or ${wroteMost(actor)}))`
  return seenBy(db, actor, isNull(campaigns.closedAt), among(actor, states), waiting, ownWork, behind(after))
    .orderBy(byUrgency)
    .limit(limit + 1)
}

/**
 * The files in which any of that could be: of the own unit, of the teams one sits in, and what the own unit assesses, each
 * along an index. Of all files that one sees, few wait.
 */
function among(actor: Actor, states: readonly { status: SubmissionStatus; tie: Tie }[]): SQL {
  const inTie = (...ties: Tie[]) => states.filter(({ tie }) => ties.includes(tie)).map(({ status }) => status)
  const assessed = inTie('assessor')
  const ways = [
    inTie('school', 'asked-school').length > 0
      ? sql`select file.id from ${campaignUnits} place join ${submissions} file on file.campaign_unit_id = place.id
          where place.unit_id = ${actor.unitId}`
      : undefined,
    inTie('team', 'team-head').length > 0 && actor.personId !== null
      ? sql`select file.id from ${campaignUnitAssessors} team
          join ${submissions} file on file.campaign_unit_id = team.campaign_unit_id
          where team.person_id = ${actor.personId}`
      : undefined,
    assessed.length > 0 ? listedAssessed(actor.unitId, assessed) : undefined,
  ].filter((way) => way !== undefined)
  return ways.length === 0 ? sql`false` : sql`${submissions.id} = any (array(${sql.join(ways, sql` union `)}))`
}

export type Wanted = { criterion: CriterionCode; due: string }
/** Of each of these files the request for evidence that ends first. */
export async function firstAsked(
  db: Queryable,
  ids: readonly SubmissionId[],
  now: Date,
): Promise<Map<SubmissionId, Wanted>> {
  if (ids.length === 0) return new Map()
  const { rows } = await db.execute<{ id: SubmissionId } & Wanted>(sql`
    select ${submissions.id} as id, first.criterion, first.due from ${submissions} cross join lateral (
      select asked.criterion_code as criterion, asked.due::text as due ${askedFor(now)}
      order by asked.due, asked.id limit 1) first
    where ${submissions.id} = any(${sql.param([...ids])}::uuid[])`)
  return new Map(rows.map(({ id, ...wanted }) => [id, wanted]))
}
