import type { Attachment, SubmissionId, VisitMinutesId } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db, Queryable } from '../../platform/db/client.ts'
import type { Download } from '../../platform/download.ts'
import type { Files } from '../../platform/files.ts'
import { Problem } from '../../platform/problem.ts'
import type { Upload } from '../../platform/upload.ts'
import { attachFile, downloadOf, presentAttachment } from '../catalogues/index.ts'
import { find, requireVisible } from '../submissions/index.ts'
import { insertScan, scansOf } from './minutes-papers.repository.ts'
import { mayScan, minutesSeenBy } from './visit-minutes.policy.ts'
import { listMinutes } from './visit-minutes.repository.ts'

export type MinutesPapersService = ReturnType<typeof createMinutesPapersService>
type Asked = { id: SubmissionId; minutesId: VisitMinutesId }

/** Minutes as both sides signed them on paper: sent by either once they are closed, read by whoever reads the minutes. */
export function createMinutesPapersService({ db, files }: { db: Db; files: Files }) {
  /** @throws Problem `visit-minutes.not-found` where there are none, or not for this actor */
  async function requireMinutes(source: Queryable, actor: Actor, { id, minutesId }: Asked) {
    const row = requireVisible(await find(source, actor, id))
    const minutes = minutesSeenBy(actor, row, await listMinutes(source, id)).find((one) => one.id === minutesId)
    if (!minutes) throw new Problem('visit-minutes.not-found')
    return { row, minutes }
  }

  /** Asked before the body of an upload is read, and again with it. */
  async function requireAddable(source: Queryable, actor: Actor, asked: Asked) {
    const { row, minutes } = await requireMinutes(source, actor, asked)
    if (!mayScan(actor, row)) throw new Problem('access.denied')
    if (minutes.status !== 'closed') throw new Problem('visit-minutes.wrong-state')
  }

  const add = (actor: Actor, asked: Asked, upload: Upload<unknown>): Promise<Attachment> =>
    attachFile({ db, files }, actor, upload, async (tx, attachment) => {
      await requireAddable(tx, actor, asked)
      await insertScan(tx, { submissionId: asked.id, minutesId: asked.minutesId, attachmentId: attachment.id })
      return presentAttachment(attachment)
    })

  async function download(actor: Actor, asked: Asked): Promise<Download> {
    await requireMinutes(db, actor, asked)
    return downloadOf((await scansOf(db, asked.id)).get(asked.minutesId))
  }

  return { requireAddable: (actor: Actor, asked: Asked) => requireAddable(db, actor, asked), add, download }
}
