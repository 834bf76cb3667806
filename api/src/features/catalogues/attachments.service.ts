import type { Attachment } from '@thuoc/shared'
import { actorId, type Actor } from '../../platform/actor.ts'
import type { Db, Tx } from '../../platform/db/client.ts'
import type { Download } from '../../platform/download.ts'
import { safeFileName } from '../../platform/file-names.ts'
import { typeOfFile } from '../../platform/file-types.ts'
import { fileKey, type Files } from '../../platform/files.ts'
import { Problem } from '../../platform/problem.ts'
import type { Upload } from '../../platform/upload.ts'
import { insertAttachment, type AttachmentRow } from './attachments.repository.ts'

/**
 * Keeps an uploaded file, then writes its row and, in the same transaction, what refers to it: nothing ever refers to a
 * file that is not there. A refusal or a crash in between leaves a file that nothing refers to.
 * @param refer writes the reference; what it throws undoes the row. Its answer is ours
 * @throws Problem `evidence.type-refused`
 */
export async function attachFile<T>(
  { db, files }: { db: Db; files: Files },
  actor: Actor,
  { file, fileName }: Pick<Upload<unknown>, 'file' | 'fileName'>,
  refer: (tx: Tx, attachment: AttachmentRow) => Promise<T>,
): Promise<T> {
  try {
    const type = await typeOfFile(file.path, fileName)
    if (!type) throw new Problem('evidence.type-refused')
    const storageKey = fileKey(actor.unitId, file.sha256)
    await files.keep(file, storageKey)
    const { size, sha256 } = file
    const name = safeFileName(fileName, type.extensions)
    const by = { name: actor.name, id: actorId(actor) }
    const values = { name, size, sha256, storageKey, mediaType: type.mediaType }
    return await db.transaction(async (tx) => refer(tx, await insertAttachment(tx, by, values)))
  } finally {
    await files.discard(file)
  }
}

export const presentAttachment = (row: AttachmentRow): Attachment => {
  const { id, name, size, mediaType, sha256, addedAt, addedBy } = row
  return { id, name, size, mediaType, sha256, addedAt: addedAt.toISOString(), addedBy }
}

/** What `sendDownload` sends. @throws Problem `attachment.not-found` */
export function downloadOf(row: AttachmentRow | undefined): Download {
  if (!row) throw new Problem('attachment.not-found')
  const { storageKey: key, name, mediaType, size } = row
  return { key, name, mediaType, size }
}
