import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { GuidanceNoteId } from '@thuoc/shared'
import { actorId, type Actor } from '../../platform/actor.ts'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import { attachments, type AttachmentRow } from '../catalogues/index.ts'
import { guidanceAttachments } from './guidance.tables.ts'

export async function addFile(tx: Tx, noteId: GuidanceNoteId, attachmentId: string) {
  await tx.insert(guidanceAttachments).values({ noteId, attachmentId })
}

/** The files that stand with these notes, by note, the oldest first. */
export async function listFiles(
  db: Queryable,
  notes: readonly GuidanceNoteId[],
): Promise<Map<GuidanceNoteId, AttachmentRow[]>> {
  if (notes.length === 0) return new Map()
  const rows = await db
    .select({ noteId: guidanceAttachments.noteId, file: attachments })
    .from(guidanceAttachments)
    .innerJoin(attachments, eq(attachments.id, guidanceAttachments.attachmentId))
    .where(and(inArray(guidanceAttachments.noteId, [...notes]), isNull(guidanceAttachments.removedAt)))
    .orderBy(asc(attachments.id))
  const byNote = Map.groupBy(rows, ({ noteId }) => noteId)
  return new Map([...byNote].map(([noteId, those]) => [noteId, those.map(({ file }) => file)]))
}

/** Takes a file from its note. @returns whether it stood there */
export async function removeFile(tx: Tx, actor: Actor, noteId: GuidanceNoteId, attachmentId: string): Promise<boolean> {
  const removed = await tx
    .update(guidanceAttachments)
    .set({ removedAt: sql`now()`, removedBy: actor.name, removedById: actorId(actor) })
    .where(
      and(
        eq(guidanceAttachments.noteId, noteId),
        eq(guidanceAttachments.attachmentId, attachmentId),
        isNull(guidanceAttachments.removedAt),
      ),
    )
    .returning({ id: guidanceAttachments.attachmentId })
  return removed.length > 0
}
