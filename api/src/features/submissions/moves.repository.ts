import { asc, desc, eq, sql } from 'drizzle-orm'
import type { Remark, SubmissionAction, SubmissionId, SubmissionStatus } from '@thuoc/shared'
import { actorId, type Actor } from '../../platform/actor.ts'
import { one, type Queryable, type Tx } from '../../platform/db/client.ts'
import { units } from '../org/index.ts'
import { signsFor } from './submissions.policy.ts'
import type { SubmissionRow } from './submissions.repository.ts'
import { submissionEvents, submissionRemarks, submissions } from './submissions.tables.ts'

/** What a move may set beside the status. */
export type MoveChanges = Partial<
  Pick<typeof submissions.$inferInsert, 'round' | 'returnDue' | 'objectionDue' | 'finishedBy' | 'recognisedLevel'>
>

/** The new version says to everyone who looked before that they must look again. */
export async function setStatus(
  tx: Tx,
  id: SubmissionId,
  status: SubmissionStatus,
  statusSince: Date,
  changes: MoveChanges = {},
) {
  await tx
    .update(submissions)
    .set({ ...changes, status, statusSince, version: sql`${submissions.version} + 1` })
    .where(eq(submissions.id, id))
}

export type NewEvent = {
  action: SubmissionAction | 'open'
  fromStatus: SubmissionStatus | null
  toStatus: SubmissionStatus
  reason: string | null
  due?: string | null
  remarks?: Remark[]
  /** By the clock of the application, by which things are late. */
  at: Date
}

const nameOfUnit = (actor: Actor) =>
  sql<string>`(select ${units.name} from ${units} where ${units.id} = ${actor.unitId})`

/** Writes one entry of the timeline with what the form came to at that moment (totals of `row`, in hundredths). */
export async function addEvent(
  tx: Tx,
  actor: Actor,
  row: Pick<SubmissionRow, 'id' | 'round' | 'selfTotal' | 'selfLevel' | 'externalTotal' | 'externalLevel'>,
  event: NewEvent,
) {
  const { id: submissionId, round, selfTotal, selfLevel, externalTotal, externalLevel } = row
  await tx.insert(submissionEvents).values({
    ...event,
    submissionId,
    round,
    selfTotal,
    selfLevel,
    externalTotal,
    externalLevel,
    actorId: actorId(actor),
    actorName: actor.name,
    standsFor: signsFor(actor, event.action),
    unitName: nameOfUnit(actor),
  })
}

/** Every entry of the timeline, the newest first. */
export const listEvents = (db: Queryable, id: SubmissionId) =>
  db
    .select()
    .from(submissionEvents)
    .where(eq(submissionEvents.submissionId, id))
    .orderBy(desc(submissionEvents.at), desc(submissionEvents.id))

export const listRemarks = (db: Queryable, id: SubmissionId): Promise<Remark[]> =>
  db
    .select({ criterion: submissionRemarks.criterionCode, text: submissionRemarks.text })
    .from(submissionRemarks)
    .where(eq(submissionRemarks.submissionId, id))
    .orderBy(asc(submissionRemarks.criterionCode))

/** Puts these remarks in place of those that stood. */
export async function replaceRemarks(tx: Tx, submissionId: SubmissionId, remarks: readonly Remark[]) {
  await tx.delete(submissionRemarks).where(eq(submissionRemarks.submissionId, submissionId))
  if (remarks.length === 0) return
  await tx
    .insert(submissionRemarks)
    .values(remarks.map(({ criterion, text }) => ({ submissionId, criterionCode: criterion, text })))
}

/** Rows a statement: PostgreSQL takes 65,535 parameters. */
const batch = 2_000

/** New files, each with the first entry of its timeline. */
export async function insertMany(
  tx: Tx,
  actor: Actor,
  files: readonly Pick<typeof submissions.$inferInsert, 'campaignUnitId' | 'lineCount'>[],
  at: Date,
) {
  // Once, not as a subquery of each of a thousand rows.
  const place = one(await tx.select({ name: units.name }).from(units).where(eq(units.id, actor.unitId)))
  for (let from = 0; from < files.length; from += batch) {
    const rows = await tx
      .insert(submissions)
      .values(files.slice(from, from + batch).map((file) => ({ ...file, statusSince: at })))
      .returning({ id: submissions.id, round: submissions.round })
    await tx.insert(submissionEvents).values(
      rows.map(({ id, round }) => ({
        submissionId: id,
        action: 'open' as const,
        toStatus: 'drafting' as const,
        round,
        actorId: actorId(actor),
        actorName: actor.name,
        unitName: place.name,
        at,
      })),
    )
  }
}
