import { and, asc, desc, eq, inArray, isNull, lte, sql } from 'drizzle-orm'
import type { RequestSave, SubmissionId } from '@thuoc/shared'
import { actorId, type Actor } from '../../platform/actor.ts'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import { steady } from '../../platform/db/steady.ts'
import { attachments, type AttachmentRow } from '../catalogues/index.ts'
import { submissionRequestFiles, submissionRequests } from './requests.tables.ts'

export type RequestRow = typeof submissionRequests.$inferSelect
export type RoundOf = { submissionId: SubmissionId; round: number }

const ofRound = and(
  eq(submissionRequests.submissionId, sql.placeholder('submissionId')),
  eq(submissionRequests.round, sql.placeholder('round')),
)
const filesOfRound = ({ submissionId, round }: RoundOf) =>
  and(eq(submissionRequestFiles.submissionId, submissionId), eq(submissionRequestFiles.round, round))

export async function findRequest(db: Queryable, of: RoundOf): Promise<RequestRow | undefined> {
  const [row] = await found(db, of)
  return row
}
const found = steady((db) => db.select().from(submissionRequests).where(ofRound))

/** The requests of several files, of whatever round. */
export async function groupRequests(
  db: Queryable,
  ids: readonly SubmissionId[],
): Promise<ReadonlyMap<SubmissionId, RequestRow[]>> {
  const wanted = inArray(submissionRequests.submissionId, [...ids])
  return Map.groupBy(await db.select().from(submissionRequests).where(wanted), ({ submissionId }) => submissionId)
}

/** The newest request of a file before this round: what is the same again is offered. */
export async function findEarlier(db: Queryable, { submissionId, round }: RoundOf): Promise<RequestRow | undefined> {
  const [row] = await db
    .select()
    .from(submissionRequests)
    .where(and(eq(submissionRequests.submissionId, submissionId), sql`${submissionRequests.round} < ${round}`))
    .orderBy(desc(submissionRequests.round))
    .limit(1)
  return row
}

/** Writes the next version. */
export async function saveRequest(
  tx: Tx,
  actor: Actor,
  of: RoundOf,
  { version: _, ...parts }: RequestSave,
  savedAt: Date,
) {
  const values = { ...parts, savedAt, savedBy: actor.name, savedById: actorId(actor) }
  await tx
    .insert(submissionRequests)
    .values({ ...of, ...values })
    .onConflictDoUpdate({
      target: [submissionRequests.submissionId, submissionRequests.round],
      set: { ...values, version: sql`${submissionRequests.version} + 1` },
    })
}

export async function markSent(tx: Tx, of: RoundOf, sentAt: Date) {
  await send(tx, { ...of, sentAt: sentAt.toISOString() })
}
const send = steady((db) =>
  db
    .update(submissionRequests)
    .set({ sentAt: sql`${sql.placeholder('sentAt')}` })
    .where(ofRound),
)

export async function filesOfRequest(db: Queryable, of: RoundOf): Promise<AttachmentRow[]> {
  const rows = await held(db, of)
  return rows.map(({ file }) => file)
}
const held = steady((db) =>
  db
    .select({ file: attachments })
    .from(submissionRequestFiles)
    .innerJoin(attachments, eq(attachments.id, submissionRequestFiles.attachmentId))
    .where(
      and(
        eq(submissionRequestFiles.submissionId, sql.placeholder('submissionId')),
        eq(submissionRequestFiles.round, sql.placeholder('round')),
        isNull(submissionRequestFiles.removedAt),
      ),
    )
    .orderBy(asc(attachments.id)),
)

/** A file of any round of a file that was not taken out. */
/** A paper of any round up to the one that the reader sees. */
export async function findFileOf(
  db: Queryable,
  submissionId: SubmissionId,
  { attachmentId, upTo }: { attachmentId: string; upTo: number },
) {
  const [row] = await db
    .select({ file: attachments })
    .from(submissionRequestFiles)
    .innerJoin(attachments, eq(attachments.id, submissionRequestFiles.attachmentId))
    .where(
      and(
        eq(submissionRequestFiles.submissionId, submissionId),
        eq(submissionRequestFiles.attachmentId, attachmentId),
        lte(submissionRequestFiles.round, upTo),
        isNull(submissionRequestFiles.removedAt),
      ),
    )
  return row?.file
}

export async function addFile(tx: Tx, of: RoundOf, attachmentId: string) {
  await tx.insert(submissionRequestFiles).values({ ...of, attachmentId })
}

/** @returns whether it stood there */
export async function removeFile(tx: Tx, of: RoundOf, attachmentId: string, removedAt: Date): Promise<boolean> {
  const rows = await tx
    .update(submissionRequestFiles)
    .set({ removedAt })
    .where(
      and(
        filesOfRound(of),
        eq(submissionRequestFiles.attachmentId, attachmentId),
        isNull(submissionRequestFiles.removedAt),
      ),
    )
    .returning({ id: submissionRequestFiles.attachmentId })
  return rows.length > 0
}
