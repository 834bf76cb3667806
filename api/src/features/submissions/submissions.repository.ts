import { and, asc, eq, getTableColumns, inArray, isNotNull, isNull, or, sql, type SQL } from 'drizzle-orm'
import {
  dayOf,
  isPast,
  type CampaignId,
  type CampaignUnitId,
  type CriterionCode,
  type SubmissionId,
  type SubmissionStatus,
  type UnitId,
} from '@thuoc/shared'
import { z } from 'zod'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import { likeWords } from '../../platform/db/search.ts'
import { campaigns, campaignUnitAssessors, campaignUnits, visibleTo } from '../campaigns/index.ts'
import { indicatorSets } from '../catalogues/index.ts'
import { teamWorks } from './own-parts.repository.ts'
import { submissions } from './submissions.tables.ts'

/**
 * The deadline that counts in each status: that of the milestones for this unit, else that of the campaign. One the
 * managing body set with a return stands until the file is sent.
 */
const dueInStatus = sql<string | null>`case
  when ${submissions.status} in ('drafting', 'returned', 'awaiting-approval')
    then coalesce(${submissions.returnDue}, ${campaignUnits.selfDue}, ${campaigns.selfAssessmentDue})
  when ${submissions.status} = 'approved'
    then coalesce(${submissions.returnDue}, ${campaignUnits.requestDue}, ${campaigns.selfAssessmentDue})
  when ${submissions.status} = 'result-shown' then ${submissions.objectionDue}
  when ${submissions.status} in ('submitted', 'accepted', 'assessing', 'objected')
    then coalesce(${campaignUnits.externalDue}, ${campaigns.externalAssessmentDue})
  when ${submissions.status} in ('assessed', 'nominated')
    then coalesce(${campaignUnits.decisionDue}, ${campaigns.externalAssessmentDue})
end`
/** Nothing is due any more in a campaign that has ended. */
const due = sql<string | null>`case when ${campaigns.closedAt} is null then ${dueInStatus} end`
/**
 * The last day ends at 24:00 in Vietnam, wherever the server stands. What was late when its campaign ended stays late.
 * `isLate` says the same of a row.
 */
const late = (now: Date) =>
  sql<boolean>`coalesce((least(${now}::timestamptz, ${campaigns.closedAt}) at time zone 'Asia/Ho_Chi_Minh')::date > ${dueInStatus}, false)`
/** Late, and there is something to be done about it. */
const pressing = (now: Date) => sql`(${late(now)} and ${campaigns.closedAt} is null)`

const columns = {
  ...getTableColumns(submissions),
  unit: {
    id: campaignUnits.unitId,
    code: campaignUnits.unitCode,
    name: campaignUnits.unitName,
    type: campaignUnits.unitType,
  },
  assessor: {
    id: campaignUnits.assessorUnitId,
    code: campaignUnits.assessorCode,
    name: campaignUnits.assessorName,
    type: campaignUnits.assessorType,
  },
  unitPath: campaignUnits.unitPath,
  assessorPath: campaignUnits.assessorPath,
  campaign: {
    id: campaigns.id,
    title: campaigns.title,
    schoolYear: campaigns.schoolYear,
    closedAt: campaigns.closedAt,
  },
  /** Until when the file should be sent: of a return, of the milestones, of the campaign. */
  requestDue: sql<string>`coalesce(${submissions.returnDue}, ${campaignUnits.requestDue}, ${campaigns.selfAssessmentDue})::text`,
  selfAssessmentDue: sql<string>`coalesce(${campaignUnits.selfDue}, ${campaigns.selfAssessmentDue})::text`,
  externalAssessmentDue: sql<string>`coalesce(${campaignUnits.externalDue}, ${campaigns.externalAssessmentDue})::text`,
  set: {
    id: indicatorSets.id,
    code: indicatorSets.code,
    version: indicatorSets.version,
    title: indicatorSets.title,
    sample: indicatorSets.sample,
    verifiedOn: indicatorSets.verifiedOn,
  },
  /** What the actor is on the external team of this unit; null when not on it. */
  duty: campaignUnitAssessors.duty,
  due: sql<string | null>`${due}::text`,
  dueInStatus: sql<string | null>`${dueInStatus}::text`,
}

const isMe = (actor: Actor) =>
  actor.personId === null ? sql`false` : eq(campaignUnitAssessors.personId, actor.personId)

/**
 * On the team, and with no conflict of interest there: one that came later, as with a new place of work, ends the right to
 * score at once, whether or not the organiser has seen to it.
 */
const sitsFor = (actor: Actor) =>
  and(
    isMe(actor),
    sql`conflict_of_interest(${campaignUnitAssessors.personId}, ${campaignUnitAssessors.campaignUnitId}) is null`,
  )

/** Whether the hand of this actor is the last on more than half of the lines of a form that waits for approval. */
const wroteMost = (actor: Actor) =>
  actor.personId === null
    ? sql<boolean>`false`
    : sql<boolean>`(${submissions.status} = 'awaiting-approval' and coalesce((
        select count(*) filter (where line.saved_by_id = ${actor.personId}::uuid) * 2 > count(*)
        from submission_lines line where line.submission_id = ${submissions.id}), false))`

/** Files as one actor sees them: only visible ones, with the duty of that actor. */
const seenBy = (db: Queryable, actor: Actor, ...conditions: (SQL | undefined)[]) =>
  db
    .select({ ...columns, wroteMost: wroteMost(actor) })
    .from(submissions)
    .innerJoin(campaignUnits, eq(campaignUnits.id, submissions.campaignUnitId))
    .innerJoin(campaigns, eq(campaigns.id, campaignUnits.campaignId))
    .innerJoin(indicatorSets, eq(indicatorSets.id, campaignUnits.indicatorSetId))
    .leftJoin(campaignUnitAssessors, and(eq(campaignUnitAssessors.campaignUnitId, campaignUnits.id), sitsFor(actor)))
    .where(and(visibleTo(actor), ...conditions))

/** Files of running campaigns whose last day is so many days away, or past; the most urgent first. */
export const dueRows = (db: Queryable, today: string, { before, after }: { before: number; after: number }) =>
  db
    .select({
      id: submissions.id,
      campaignUnitId: submissions.campaignUnitId,
      status: submissions.status,
      unit: { id: campaignUnits.unitId, name: campaignUnits.unitName },
      assessor: { id: campaignUnits.assessorUnitId },
      due: sql<string>`${dueInStatus}::text`,
      left: sql<number>`${dueInStatus} - ${today}::date`,
    })
    .from(submissions)
    .innerJoin(campaignUnits, eq(campaignUnits.id, submissions.campaignUnitId))
    .innerJoin(campaigns, eq(campaigns.id, campaignUnits.campaignId))
    .where(and(isNull(campaigns.closedAt), sql`${dueInStatus} - ${today}::date between ${-after} and ${before}`))
    .orderBy(dueInStatus, submissions.id)

/** A file with its unit, campaign and set, as one actor sees it. Scores in hundredths, days as `2025-01-31`. */
export type SubmissionRow = Awaited<ReturnType<typeof seenBy>>[number]

export async function find(db: Queryable, actor: Actor, id: SubmissionId): Promise<SubmissionRow | undefined> {
  const [row] = await seenBy(db, actor, eq(submissions.id, id))
  return row
}

/** Several by their ids; hidden ones are left out. */
export const findMany = (db: Queryable, actor: Actor, ids: readonly SubmissionId[]): Promise<SubmissionRow[]> =>
  seenBy(db, actor, inArray(submissions.id, [...ids])).orderBy(asc(submissions.id))

export async function findByCampaignUnit(db: Queryable, actor: Actor, id: CampaignUnitId) {
  const [row] = await seenBy(db, actor, eq(submissions.campaignUnitId, id))
  return row
}

/**
 * Holds the row until the transaction ends, so that nobody moves or saves meanwhile. The second query reads what the
 * one we waited for has left behind: team, dates and status of now.
 */
export async function lock(tx: Tx, actor: Actor, id: SubmissionId): Promise<SubmissionRow | undefined> {
  await tx.select({ id: submissions.id }).from(submissions).where(eq(submissions.id, id)).for('no key update')
  return find(tx, actor, id)
}

/** The file of a participating unit, held likewise. */
export async function lockByCampaignUnit(tx: Tx, actor: Actor, id: CampaignUnitId) {
  await tx
    .select({ id: submissions.id })
    .from(submissions)
    .where(eq(submissions.campaignUnitId, id))
    .for('no key update')
  return findByCampaignUnit(tx, actor, id)
}

/** The same for several, taken in one order so that two callers cannot wait for each other. Hidden ones are left out. */
export async function lockMany(tx: Tx, actor: Actor, ids: readonly SubmissionId[]): Promise<SubmissionRow[]> {
  if (ids.length === 0) return []
  await tx
    .select({ id: submissions.id })
    .from(submissions)
    .where(inArray(submissions.id, [...ids]))
    .orderBy(asc(submissions.id))
    .for('no key update')
  return findMany(tx, actor, ids)
}

export type Filters = {
  q?: string | undefined
  campaignId?: CampaignId | undefined
  assessorUnitId?: UnitId | undefined
  status?: SubmissionStatus[] | undefined
  late?: boolean | undefined
  running?: boolean | undefined
  checked?: boolean | undefined
}

/** The check on receipt of what was sent last is finished; `requireChecked` says the same of one. */
const isChecked = sql`exists (select 1 from receipt_checks found where found.submission_id = ${submissions.id}
  and found.round = ${submissions.round} and found.finished_at is not null)`

const fits = ({ q = '', campaignId, assessorUnitId, status, late: isLate, running, checked }: Filters, now: Date) => [
  ...likeWords(q).map((word) => sql`${campaignUnits.search} like unaccented(${word})`),
  campaignId && eq(campaigns.id, campaignId),
  assessorUnitId && eq(campaignUnits.assessorUnitId, assessorUnitId),
  status && (status.length > 0 ? inArray(submissions.status, status) : sql`false`),
  isLate === undefined ? undefined : isLate ? late(now) : sql`not ${late(now)}`,
  running === undefined ? undefined : running ? isNull(campaigns.closedAt) : isNotNull(campaigns.closedAt),
  checked === undefined ? undefined : checked ? isChecked : sql`not ${isChecked}`,
]

/** Sort key of lists: late ones first, then by due date, name in Vietnamese order, and id. */
export const urgencyKey = z.tuple([z.boolean(), z.iso.date().nullable(), z.string(), z.uuid()])
export type UrgencyKey = z.infer<typeof urgencyKey>
export const urgencyOf = (row: SubmissionRow, now: Date): UrgencyKey => [
  ...([isLate(row, now) && row.campaign.closedAt === null, row.due, row.unit.name, row.id] as const),
]
const byUrgency = (now: Date) =>
  sql`not ${pressing(now)}, coalesce(${due}, 'infinity'), ${campaignUnits.unitName} collate vi, ${submissions.id}`
const behind = (after: UrgencyKey | null, now: Date) =>
  after
    ? sql`(${byUrgency(now)}) > (not ${after[0]}::boolean, coalesce(${after[1]}::date, 'infinity'), ${after[2]}, ${after[3]}::uuid)`
    : undefined

type Asked = { after: UrgencyKey | null; limit: number; now: Date }

/** One more than `limit`, to see whether there are more. */
export const list = (db: Queryable, actor: Actor, filters: Filters, { after, limit, now }: Asked) =>
  seenBy(db, actor, ...fits(filters, now), behind(after, now))
    .orderBy(byUrgency(now))
    .limit(limit + 1)

/** How many visible files stand in each status, and how many of those are late. */
export const count = (db: Queryable, actor: Actor, filters: Filters, now: Date) =>
  db
    .select({
      status: submissions.status,
      count: sql<number>`count(*)::int`,
      late: sql<number>`count(*) filter (where ${late(now)})::int`,
    })
    .from(submissions)
    .innerJoin(campaignUnits, eq(campaignUnits.id, submissions.campaignUnitId))
    .innerJoin(campaigns, eq(campaigns.id, campaignUnits.campaignId))
    .where(and(visibleTo(actor), ...fits(filters, now)))
    .groupBy(submissions.status)

/** The same for each assessing body, as it was called when the campaign opened; bodies by name. */
export const countByAssessor = (db: Queryable, actor: Actor, filters: Filters, now: Date) =>
  db
    .select({
      assessor: columns.assessor,
      status: submissions.status,
      count: sql<number>`count(*)::int`,
      late: sql<number>`count(*) filter (where ${late(now)})::int`,
    })
    .from(submissions)
    .innerJoin(campaignUnits, eq(campaignUnits.id, submissions.campaignUnitId))
    .innerJoin(campaigns, eq(campaigns.id, campaignUnits.campaignId))
    .where(and(visibleTo(actor), ...fits(filters, now)))
    .groupBy(...Object.values(columns.assessor), submissions.status)
    .orderBy(sql`${campaignUnits.assessorName} collate vi`, campaignUnits.assessorUnitId, submissions.status)

/** Whether the last day of a file is over, or was when its campaign ended. */
export const isLate = ({ dueInStatus, campaign: { closedAt } }: SubmissionRow, now: Date): boolean =>
  dueInStatus !== null && isPast(dueInStatus, closedAt ?? now)

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
  return seenBy(db, actor, isNull(campaigns.closedAt), waiting, ownWork, behind(after, now))
    .orderBy(byUrgency(now))
    .limit(limit + 1)
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
