import { dayOf, type SupervisionRecord, type SupervisionRecordId } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import type { Download } from '../../platform/download.ts'
import type { Files } from '../../platform/files.ts'
import { Problem } from '../../platform/problem.ts'
import type { Upload } from '../../platform/upload.ts'
import { attachFile, downloadOf } from '../catalogues/index.ts'
import { addFile, filesOf, find, lock, removeFile } from './records.repository.ts'
import type { RecordsService } from './records.service.ts'
import { requireDraft, requireFound, requireKept } from './supervision.policy.ts'

export type SupervisionFiles = ReturnType<typeof createSupervisionFiles>
type Ports = { db: Db; files: Files; get: RecordsService['get']; now: () => Date }

const most = 20

/** Scans of the signed minutes, photographs. They come after the record is closed, too; from then on none goes. */
export function createSupervisionFiles({ db, files, get, now }: Ports) {
  const today = () => dayOf(now())

  /** Asked before the body of an upload is read. */
  async function requireAddable(actor: Actor, id: SupervisionRecordId) {
    requireKept(actor, await find(db, actor, id, today()))
  }

  const add = (actor: Actor, id: SupervisionRecordId, upload: Upload<unknown>): Promise<SupervisionRecord> =>
    attachFile({ db, files }, actor, upload, async (tx, attachment) => {
      requireKept(actor, await lock(tx, actor, id, today()))
      if ((await filesOf(tx, id)).length >= most) throw new Problem('supervision.too-many-files')
      await addFile(tx, id, attachment.id, now())
      return get(actor, id, tx)
    })

  const remove = (actor: Actor, id: SupervisionRecordId, attachmentId: string): Promise<SupervisionRecord> =>
    db.transaction(async (tx) => {
      requireDraft(actor, await lock(tx, actor, id, today()))
      if (!(await removeFile(tx, id, attachmentId, now()))) throw new Problem('attachment.not-found')
      return get(actor, id, tx)
    })

  /** What a download sends, as long as the file lies with the record. */
  async function download(actor: Actor, id: SupervisionRecordId, attachmentId: string): Promise<Download> {
    requireFound(await find(db, actor, id, today()))
    return downloadOf((await filesOf(db, id)).find((file) => file.id === attachmentId))
  }

  return { requireAddable, add, remove, download }
}
