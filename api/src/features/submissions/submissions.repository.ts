import { and, asc, eq, getTableColumns, inArray, sql, type SQL } from 'drizzle-orm'
import type { CampaignUnitId, SubmissionId } from '@thuoc/shared'
import { anAsker, asAsker, type Actor, type Asker } from '../../platform/actor.ts'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import { steady } from '../../platform/db/steady.ts'
import { campaigns, campaignUnitAssessors, campaignUnits, visibleTo } from '../campaigns/index.ts'
import { indicatorSets } from '../catalogues/index.ts'
import { due, dueInStatus } from './due.repository.ts'
import { submissions } from './submissions.tables.ts'

export const columns = {
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

const isMe = (actor: Asker) =>
  actor.personId === null ? sql`false` : eq(campaignUnitAssessors.personId, actor.personId)

/**
 * On the team, and with no conflict of interest there: one that came later, as with a new place of work, ends the right to
 * score at once, whether or not the organiser has seen to it.
 */
const sitsFor = (actor: Asker) =>
  and(
    isMe(actor),
    sql`conflict_of_interest(${campaignUnitAssessors.personId}, ${campaignUnitAssessors.campaignUnitId}) is null`,
  )

/** Whether the hand of this actor is the last on more than half of the lines of a form that waits for approval. */
export const wroteMost = (actor: Asker) =>
  actor.personId === null
    ? sql<boolean>`false`
    : sql<boolean>`(${submissions.status} = 'awaiting-approval' and coalesce((
        select count(*) filter (where line.saved_by_id = ${actor.personId}::uuid) * 2 > count(*)
        from submission_lines line where line.submission_id = ${submissions.id}), false))`

/** Files as one actor sees them: only visible ones, with the duty of that actor. */
export const seenBy = (db: Queryable, actor: Asker, ...conditions: (SQL | undefined)[]) =>
  db
    .select({ ...columns, wroteMost: wroteMost(actor) })
    .from(submissions)
    .innerJoin(campaignUnits, eq(campaignUnits.id, submissions.campaignUnitId))
    .innerJoin(campaigns, eq(campaigns.id, campaignUnits.campaignId))
    .innerJoin(indicatorSets, eq(indicatorSets.id, campaignUnits.indicatorSetId))
    .leftJoin(campaignUnitAssessors, and(eq(campaignUnitAssessors.campaignUnitId, campaignUnits.id), sitsFor(actor)))
    .where(and(visibleTo(actor), ...conditions))

/** A file with its unit, campaign and set, as one actor sees it. Scores in hundredths, days as `2025-01-31`. */
export type SubmissionRow = Awaited<ReturnType<typeof seenBy>>[number]

const byId = steady((db) => seenBy(db, anAsker, eq(submissions.id, sql.placeholder('id'))))
export async function find(db: Queryable, actor: Actor, id: SubmissionId): Promise<SubmissionRow | undefined> {
  const [row] = await byId(db, { ...asAsker(actor), id })
  return row
}

/** Several by their ids; hidden ones are left out. */
export async function findMany(db: Queryable, actor: Actor, ids: readonly SubmissionId[]): Promise<SubmissionRow[]> {
  const [id, ...others] = ids
  if (id !== undefined && others.length === 0) return byId(db, { ...asAsker(actor), id })
  return seenBy(db, actor, inArray(submissions.id, [...ids])).orderBy(asc(submissions.id))
}

export async function findByCampaignUnit(db: Queryable, actor: Actor, id: CampaignUnitId) {
  const [row] = await seenBy(db, actor, eq(submissions.campaignUnitId, id))
  return row
}

/**
 * Holds the row until the transaction ends, so that nobody moves or saves meanwhile. The second query reads what the
 * one we waited for has left behind: team, dates and status of now.
 */
const hold = steady((db) =>
  db
    .select({ id: submissions.id })
    .from(submissions)
    .where(eq(submissions.id, sql.placeholder('id')))
    .for('no key update'),
)
export async function lock(tx: Tx, actor: Actor, id: SubmissionId): Promise<SubmissionRow | undefined> {
  const [, row] = await Promise.all([hold(tx, { id }), find(tx, actor, id)])
  return row
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
