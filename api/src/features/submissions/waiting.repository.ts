import { and, eq, isNull, or, sql, type Placeholder, type SQL } from 'drizzle-orm'
import { dayOf, type CriterionCode, type SubmissionId, type SubmissionStatus } from '@thuoc/shared'
import { anAsker, asAsker, type Actor, type Asker } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/client.ts'
import { eachShape, steady } from '../../platform/db/steady.ts'
import { campaigns, campaignUnitAssessors, campaignUnits } from '../campaigns/index.ts'
import { listedAssessed } from './listed-files.repository.ts'
import { aKey, behind, byUrgency, keyIn, type Asked } from './lists.repository.ts'
import { teamWorks } from './own-parts.repository.ts'
import { seenBy, wroteMost, type SubmissionRow } from './submissions.repository.ts'
import { submissions } from './submissions.tables.ts'

/**
 * What ties an actor to a file: being its school, its assessing unit, on the external team, or the head of that; for the
 * school also that its assessors ask it for evidence.
 */
export type Tie = 'school' | 'asked-school' | 'assessor' | 'team' | 'team-head'

/** Requests that can still be answered; `takesEvidence` says the same of one. */
const askedFor = (today: string | Placeholder) => sql`from evidence_requests asked
  where asked.submission_id = ${submissions.id} and asked.status = 'open' and asked.due >= ${today}::date`

const tied = (asker: Asker): Record<Tie, SQL> => ({
  school: eq(campaignUnits.unitId, asker.unitId),
  'asked-school': sql`(${campaignUnits.unitId} = ${asker.unitId} and exists (select ${askedFor(sql.placeholder('today'))}))`,
  assessor: eq(campaignUnits.assessorUnitId, asker.unitId),
  team: teamWorks(asker),
  'team-head': eq(campaignUnitAssessors.duty, 'head'),
})

type States = readonly { status: SubmissionStatus; tie: Tie }[]
/**
 * Files of running campaigns that stand in one of the states this actor has to act in, the most urgent first; one more
 * than `limit`.
 * Whoever finished the scoring or wrote most of it cannot approve it: for them it does not wait.
 */
export async function listWaiting(
  db: Queryable,
  actor: Actor,
  states: States,
  { after, limit, now }: Asked,
): Promise<SubmissionRow[]> {
  if (states.length === 0) return []
  const shape = {
    states,
    isPerson: actor.personId !== null,
    isRoot: actor.unitType === 'system',
    further: after !== null,
  }
  const key = after && keyIn(after)
  return pages(shape)(db, { ...asAsker(actor), ...key, today: dayOf(now), limit: limit + 1 })
}

type Shape = { states: States; isPerson: boolean; isRoot: boolean; further: boolean }
const pages = eachShape(({ states, isPerson, isRoot, further }: Shape) => {
  const person = isPerson ? anAsker : { ...anAsker, personId: null }
  const asker: Asker = isRoot ? { ...person, unitType: 'system' } : person
  const ties = tied(asker)
  const waiting = or(...states.map(({ status, tie }) => and(eq(submissions.status, status), ties[tie])))
  const ownWork = isPerson
    ? sql`not (${submissions.status} = 'awaiting-approval'
        and (${submissions.finishedBy} is not distinct from ${asker.personId}::uuid or ${wroteMost(asker)}))`
    : undefined
  return steady((db) =>
    seenBy(db, asker, isNull(campaigns.closedAt), among(asker, states), waiting, ownWork, behind(further ? aKey : null))
      .orderBy(byUrgency)
      .limit(sql.placeholder('limit')),
  )
})

/**
 * The files in which any of that could be: of the own unit, of the teams one sits in, and what the own unit assesses, each
 * along an index. Of all files that one sees, few wait.
 */
function among(asker: Asker, states: States): SQL {
  const inTie = (...ties: Tie[]) => states.filter(({ tie }) => ties.includes(tie)).map(({ status }) => status)
  const assessed = inTie('assessor')
  const ways = [
    inTie('school', 'asked-school').length > 0
      ? sql`select file.id from ${campaignUnits} place join ${submissions} file on file.campaign_unit_id = place.id
          where place.unit_id = ${asker.unitId}`
      : undefined,
    inTie('team', 'team-head').length > 0 && asker.personId !== null
      ? sql`select file.id from ${campaignUnitAssessors} team
          join ${submissions} file on file.campaign_unit_id = team.campaign_unit_id
          where team.person_id = ${asker.personId}`
      : undefined,
    assessed.length > 0 ? listedAssessed(asker.unitId, assessed) : undefined,
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
      select asked.criterion_code as criterion, asked.due::text as due ${askedFor(dayOf(now))}
      order by asked.due, asked.id limit 1) first
    where ${submissions.id} = any(${sql.param([...ids])}::uuid[])`)
  return new Map(rows.map(({ id, ...wanted }) => [id, wanted]))
}
