import { asc, desc, eq, getTableColumns, inArray, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Remark, SubmissionAction, SubmissionId, SubmissionStatus } from '@thuoc/shared'
import { actorId, type Actor } from '../../platform/actor.ts'
import { appending } from '../../platform/db/appending.ts'
import { one, type Queryable, type Tx } from '../../platform/db/client.ts'
import { placesOf, steady, writtenAs } from '../../platform/db/steady.ts'
import { units } from '../org/index.ts'
import { signsFor } from './submissions.policy.ts'
import type { SubmissionRow } from './submissions.repository.ts'
import { submissionEvents, submissionRemarks, submissions } from './submissions.tables.ts'

/** Rows a statement: PostgreSQL takes 65,535 parameters. */
const batch = 2_000

/** What a move may set beside the status. */
export type MoveChanges = Partial<
  Pick<typeof submissions.$inferInsert, 'round' | 'returnDue' | 'objectionDue' | 'finishedBy' | 'recognisedLevel'>
>

const columns: Record<string, PgColumn> = getTableColumns(submissions)
/** The statement of one file that moves, for each set of columns that was ever set. */
const movesOfOne = new Map<string, ReturnType<typeof writeMove>>()
const writeMove = (changed: typeof columns) =>
  steady((db) =>
    db
      .update(submissions)
      .set({ ...placesOf(changed), version: sql`${submissions.version} + 1` })
      .where(eq(submissions.id, sql.placeholder('moved'))),
  )
async function setOne(tx: Tx, { id, status, changes }: StatusChange, statusSince: Date) {
  const set: Record<string, unknown> = { ...changes, status, statusSince }
  const changed = Object.fromEntries(Object.entries(columns).filter(([key]) => set[key] !== undefined))
  const shape = Object.keys(changed).join()
  const known = movesOfOne.get(shape) ?? writeMove(changed)
  movesOfOne.set(shape, known)
  await known(tx, { ...writtenAs(changed, set), moved: id })
}

export type StatusChange = { id: SubmissionId; status: SubmissionStatus; changes: MoveChanges }
/**
 * The new version says to everyone who looked before that they must look again. One statement for all files that change
 * alike, which mostly are all. Asked for by the time this returns: what is asked after it finds them set.
 */
export async function setStatuses(tx: Tx, moved: readonly StatusChange[], statusSince: Date) {
  const [first] = moved
  if (first && moved.length === 1) return setOne(tx, first, statusSince)
  const alike = Map.groupBy(moved, ({ status, changes }) => JSON.stringify([status, changes]))
  const setThose = (those: readonly StatusChange[]) => {
    const { status, changes } = those[0] ?? {}
    return tx
      .update(submissions)
      .set({ ...changes, status, statusSince, version: sql`${submissions.version} + 1` })
      .where(
        inArray(
          submissions.id,
          those.map(({ id }) => id),
        ),
      )
      .execute()
  }
  await Promise.all([...alike.values()].map(setThose))
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

type Told = Pick<SubmissionRow, 'id' | 'round' | 'selfTotal' | 'selfLevel' | 'externalTotal' | 'externalLevel'>

const nameOf = steady((db) =>
  db
    .select({ name: units.name })
    .from(units)
    .where(eq(units.id, sql.placeholder('id'))),
)

/** Writes one entry of each timeline with what the form came to at that moment (totals of `row`, in hundredths). */
export async function addEvents(tx: Tx, actor: Actor, told: readonly { row: Told; event: NewEvent }[]) {
  if (told.length === 0) return
  const place = one(await nameOf(tx, { id: actor.unitId }))
  await addToTimelines(
    tx,
    told.map(({ row, event }) => ({
      ...event,
      submissionId: row.id,
      round: row.round,
      selfTotal: row.selfTotal,
      selfLevel: row.selfLevel,
      externalTotal: row.externalTotal,
      externalLevel: row.externalLevel,
      actorId: actorId(actor),
      actorName: actor.name,
      standsFor: signsFor(actor, event.action),
      unitName: place.name,
    })),
  )
}
const addToTimelines = appending(submissionEvents)

/** Every entry of the timeline, the newest first. */
export const listEvents = (db: Queryable, id: SubmissionId) =>
  db
    .select()
    .from(submissionEvents)
    .where(eq(submissionEvents.submissionId, id))
    .orderBy(desc(submissionEvents.at), desc(submissionEvents.id))

const remarksOf = steady((db) =>
  db
    .select({ criterion: submissionRemarks.criterionCode, text: submissionRemarks.text })
    .from(submissionRemarks)
    .where(eq(submissionRemarks.submissionId, sql.placeholder('id')))
    .orderBy(asc(submissionRemarks.criterionCode)),
)
export const listRemarks = (db: Queryable, id: SubmissionId): Promise<Remark[]> => remarksOf(db, { id })

const dropRemarks = steady((db) =>
  db.delete(submissionRemarks).where(eq(submissionRemarks.submissionId, sql.placeholder('id'))),
)
/** Puts these remarks in place of those that stood. */
export async function replaceRemarks(tx: Tx, submissionId: SubmissionId, remarks: readonly Remark[]) {
  await dropRemarks(tx, { id: submissionId })
  if (remarks.length === 0) return
  await tx
    .insert(submissionRemarks)
    .values(remarks.map(({ criterion, text }) => ({ submissionId, criterionCode: criterion, text })))
}

/** New files, each with the first entry of its timeline. */
export async function insertMany(
  tx: Tx,
  actor: Actor,
  files: readonly Pick<typeof submissions.$inferInsert, 'campaignUnitId' | 'lineCount'>[],
  at: Date,
) {
  // Once, not as a subquery of each of a thousand rows.
  const place = one(await nameOf(tx, { id: actor.unitId }))
  for (let from = 0; from < files.length; from += batch) {
    const rows = await tx
      .insert(submissions)
      .values(files.slice(from, from + batch).map((file) => ({ ...file, statusSince: at })))
      .returning({ id: submissions.id, round: submissions.round })
    await addToTimelines(
      tx,
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
