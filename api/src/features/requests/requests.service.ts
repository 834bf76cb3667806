import { dayOf, type RequestSave, type SubmissionId, type SubmissionRequest } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db, Queryable, Tx } from '../../platform/db/client.ts'
import { together } from '../../platform/db/steady.ts'
import type { Download } from '../../platform/download.ts'
import type { Files } from '../../platform/files.ts'
import { Problem } from '../../platform/problem.ts'
import type { Upload } from '../../platform/upload.ts'
import { attachFile, downloadOf, presentAttachment } from '../catalogues/index.ts'
import { find, lock, requireVisible, type SubmissionRow } from '../submissions/index.ts'
import { mayPrepare, missingIn, requirePreparable, roundOf, roundShown } from './requests.policy.ts'
import * as repository from './requests.repository.ts'

export type RequestsService = ReturnType<typeof createRequestsService>
const mostFiles = 20

const nothing: RequestSave = { version: 0, number: null, issuedOn: null, signatory: null, office: null, text: '' }

/** The request with which a school sends its file, and the papers that go with it. */
export function createRequestsService({ db, files, now }: { db: Db; files: Files; now: () => Date }) {
  async function present(source: Queryable, actor: Actor, row: SubmissionRow): Promise<SubmissionRequest> {
    const of = { submissionId: row.id, round: roundShown(actor, row) }
    const [saved, enclosed] = await Promise.all([
      repository.findRequest(source, of),
      repository.filesOfRequest(source, of),
    ])
    const mayEdit = mayPrepare(actor, row)
    // Another sending mostly says the same by the same person; a number is given once.
    const earlier = saved || !mayEdit ? undefined : await repository.findEarlier(source, of)
    const { number, issuedOn, signatory, office, text } = saved ?? { ...nothing, ...proposed(earlier) }
    const parts = { number, issuedOn, signatory, office, text }
    return {
      ...parts,
      round: of.round,
      version: saved?.version ?? 0,
      files: enclosed.map(presentAttachment),
      savedAt: saved?.savedAt.toISOString() ?? null,
      savedBy: saved?.savedBy ?? null,
      sentAt: saved?.sentAt?.toISOString() ?? null,
      missing: missingIn(saved ?? nothing),
      mayEdit,
    }
  }

  const get = (actor: Actor, id: SubmissionId): Promise<SubmissionRequest> =>
    together(db, async (on) => present(on, actor, requireVisible(await find(on, actor, id))))

  async function locked(tx: Tx, actor: Actor, id: SubmissionId) {
    const row = requireVisible(await lock(tx, actor, id))
    requirePreparable(actor, row)
    return { row, of: { submissionId: id, round: roundOf(row) } }
  }

  const save = (actor: Actor, id: SubmissionId, request: RequestSave): Promise<SubmissionRequest> =>
    db.transaction(async (tx) => {
      const { row, of } = await locked(tx, actor, id)
      const current = await repository.findRequest(tx, of)
      if ((current?.version ?? 0) !== request.version) throw new Problem('submission-request.stale')
      await repository.saveRequest(tx, actor, of, request, now())
      return present(tx, actor, row)
    })

  /** Asked before the body of an upload is read. */
  async function requireAddable(actor: Actor, id: SubmissionId) {
    requirePreparable(actor, requireVisible(await find(db, actor, id)))
  }

  const addFile = (actor: Actor, id: SubmissionId, upload: Upload<unknown>): Promise<SubmissionRequest> =>
    attachFile({ db, files }, actor, upload, async (tx, attachment) => {
      const { row, of } = await locked(tx, actor, id)
      if ((await repository.filesOfRequest(tx, of)).length >= mostFiles)
        throw new Problem('submission-request.too-many-files')
      // A paper may be scanned before anything is typed.
      if (!(await repository.findRequest(tx, of))) await repository.saveRequest(tx, actor, of, nothing, now())
      await repository.addFile(tx, of, attachment.id)
      return present(tx, actor, row)
    })

  const removeFile = (actor: Actor, id: SubmissionId, attachmentId: string): Promise<SubmissionRequest> =>
    db.transaction(async (tx) => {
      const { row, of } = await locked(tx, actor, id)
      if (!(await repository.removeFile(tx, of, attachmentId, now()))) throw new Problem('attachment.not-found')
      return present(tx, actor, row)
    })

  async function download(actor: Actor, id: SubmissionId, attachmentId: string): Promise<Download> {
    const row = requireVisible(await find(db, actor, id))
    return downloadOf(await repository.findFileOf(db, id, { attachmentId, upTo: roundShown(actor, row) }))
  }

  return { get, save, requireAddable, addFile, removeFile, download }
}

const proposed = (earlier: repository.RequestRow | undefined) =>
  earlier && { signatory: earlier.signatory, office: earlier.office, text: earlier.text }

/**
 * Before a file is sent.
 * @throws Problem `submission-request.missing`: each part by its name; `submission-request.in-the-future`
 */
export async function requireRequest(tx: Tx, _actor: Actor, row: SubmissionRow, at: Date) {
  const of = { submissionId: row.id, round: row.round + 1 }
  const request = (await repository.findRequest(tx, of)) ?? nothing
  const errors = missingIn(request).map((part) => ({ path: `/${part}`, message: 'missing' }))
  if (errors.length > 0) throw new Problem('submission-request.missing', { errors })
  if (request.issuedOn !== null && request.issuedOn > dayOf(at)) throw new Problem('submission-request.in-the-future')
}
