import type { GuidanceNote, GuidanceNoteId } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import type { Download } from '../../platform/download.ts'
import type { Files } from '../../platform/files.ts'
import { Problem } from '../../platform/problem.ts'
import type { Upload } from '../../platform/upload.ts'
import { attachFile, downloadOf } from '../catalogues/index.ts'
import { addFile, listFiles, removeFile } from './guidance-files.repository.ts'
import { requireEditable, requireReadableNote, type Sees } from './guidance.policy.ts'
import { presentNote } from './guidance.present.ts'
import { find, lock } from './guidance.repository.ts'

export type GuidanceFiles = ReturnType<typeof createGuidanceFiles>

/** Files beside a note: templates, examples, a circular. They change beside its text, which keeps its version. */
export function createGuidanceFiles({ db, files, sees }: { db: Db; files: Files; sees: Sees }) {
  /** Asked before the body of an upload is read. */
  async function requireAddable(actor: Actor, id: GuidanceNoteId) {
    requireEditable(actor, await find(db, id))
  }

  const add = (actor: Actor, id: GuidanceNoteId, upload: Upload<unknown>): Promise<GuidanceNote> =>
    attachFile({ db, files }, actor, upload, async (tx, attachment) => {
      const note = requireEditable(actor, await lock(tx, id))
      await addFile(tx, id, attachment.id)
      return presentNote(tx, actor, note)
    })

  const remove = (actor: Actor, id: GuidanceNoteId, attachmentId: string): Promise<GuidanceNote> =>
    db.transaction(async (tx) => {
      const note = requireEditable(actor, await lock(tx, id))
      if (!(await removeFile(tx, actor, id, attachmentId))) throw new Problem('attachment.not-found')
      return presentNote(tx, actor, note)
    })

  /** What a download sends, as long as the file stands with the note. */
  async function download(actor: Actor, id: GuidanceNoteId, attachmentId: string): Promise<Download> {
    await requireReadableNote(db, actor, await find(db, id), sees)
    const standing = (await listFiles(db, [id])).get(id)
    return downloadOf(standing?.find((file) => file.id === attachmentId))
  }

  return { requireAddable, add, remove, download }
}
