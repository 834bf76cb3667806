import { asc, inArray } from 'drizzle-orm'
import { one, type Queryable, type Tx } from '../../platform/db/client.ts'
import { attachments } from './attachments.tables.ts'

export type AttachmentRow = typeof attachments.$inferSelect
export type NewAttachment = Pick<AttachmentRow, 'name' | 'size' | 'mediaType' | 'sha256' | 'storageKey'>

export async function insertAttachment(
  tx: Tx,
  by: { name: string; id: string },
  values: NewAttachment,
): Promise<AttachmentRow> {
  const signed = { ...values, addedBy: by.name, addedById: by.id }
  return one(await tx.insert(attachments).values(signed).returning())
}

/** Files by their ids, the oldest first; whether they are for the one who asks is for the thing they belong to. */
export async function findAttachments(db: Queryable, ids: readonly string[]): Promise<AttachmentRow[]> {
  if (ids.length === 0) return []
  return db
    .select()
    .from(attachments)
    .where(inArray(attachments.id, [...ids]))
    .orderBy(asc(attachments.id))
}
