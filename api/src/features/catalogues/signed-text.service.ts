import type { IndicatorSet, IndicatorSetId } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import type { Download } from '../../platform/download.ts'
import type { Files } from '../../platform/files.ts'
import type { Upload } from '../../platform/upload.ts'
import { findAttachments } from './attachments.repository.ts'
import { attachFile, downloadOf } from './attachments.service.ts'
import { requireMay, requireVisible } from './catalogues.policy.ts'
import { present } from './catalogues.present.ts'
import { find, lock, setSignedText } from './catalogues.repository.ts'
import { record } from './record.repository.ts'

/** The file of the signed decision: what a set is compared with. Also a frozen set may get it. */
export function createSignedText({ db, files }: { db: Db; files: Files }) {
  /** Asked before the body of an upload is read. */
  async function requireAttachable(actor: Actor, id: IndicatorSetId) {
    requireMay(actor, await find(db, id), 'attach')
  }

  /** A newer file takes the place of the older one, which stays in the record by its name. */
  const attach = (actor: Actor, id: IndicatorSetId, upload: Upload<unknown>): Promise<IndicatorSet> =>
    attachFile({ db, files }, actor, upload, async (tx, { id: fileId, name }) => {
      requireMay(actor, await lock(tx, id), 'attach')
      await setSignedText(tx, id, fileId)
      await record(tx, actor, id, 'text-attached', name)
      return present(tx, actor, requireMay(actor, await find(tx, id), 'attach'))
    })

  /** What a download sends. @throws Problem `attachment.not-found` */
  async function download(actor: Actor, id: IndicatorSetId): Promise<Download> {
    const { signedTextId } = requireVisible(actor, await find(db, id))
    const [row] = signedTextId === null ? [] : await findAttachments(db, [signedTextId])
    return downloadOf(row)
  }

  return { requireAttachable, attach, download }
}
