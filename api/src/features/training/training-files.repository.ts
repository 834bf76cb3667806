import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { TrainingSessionId } from '@thuoc/shared'
import { actorId, type Actor } from '../../platform/actor.ts'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import { attachments, type AttachmentRow } from '../catalogues/index.ts'
import { trainingAttachments } from './training.tables.ts'

export async function addFile(tx: Tx, sessionId: TrainingSessionId, attachmentId: string) {
  await tx.insert(trainingAttachments).values({ sessionId, attachmentId })
}

/** The files that stand with a session, the oldest first. */
export async function listFiles(db: Queryable, sessionId: TrainingSessionId): Promise<AttachmentRow[]> {
  const rows = await db
    .select({ file: attachments })
    .from(trainingAttachments)
    .innerJoin(attachments, eq(attachments.id, trainingAttachments.attachmentId))
    .where(and(eq(trainingAttachments.sessionId, sessionId), isNull(trainingAttachments.removedAt)))
    .orderBy(asc(attachments.id))
  return rows.map(({ file }) => file)
}

/** Takes a file from its session. @returns whether it stood there */
export async function removeFile(tx: Tx, actor: Actor, id: TrainingSessionId, attachmentId: string): Promise<boolean> {
  const removed = await tx
    .update(trainingAttachments)
    .set({ removedAt: sql`now()`, removedBy: actor.name, removedById: actorId(actor) })
    .where(
      and(
        eq(trainingAttachments.sessionId, id),
        eq(trainingAttachments.attachmentId, attachmentId),
        isNull(trainingAttachments.removedAt),
      ),
    )
    .returning({ id: trainingAttachments.attachmentId })
  return removed.length > 0
}
