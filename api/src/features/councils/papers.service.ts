import type { Attachment, CouncilPaper, SubmissionId } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db, Queryable } from '../../platform/db/client.ts'
import type { Download } from '../../platform/download.ts'
import type { Files } from '../../platform/files.ts'
import { Problem } from '../../platform/problem.ts'
import type { Upload } from '../../platform/upload.ts'
import { attachFile, downloadOf, presentAttachment } from '../catalogues/index.ts'
import { find, requireVisible } from '../submissions/index.ts'
import { listApprovals } from './approvals.repository.ts'
import { mayAssign, mayScan } from './councils.policy.ts'
import { insertPaper, papersOf } from './papers.repository.ts'
import { standingOf } from './standing.ts'

export type PapersService = ReturnType<typeof createPapersService>
type Asked = { id: SubmissionId; paper: CouncilPaper; about: string }

/** Signed papers as they were scanned: of decisions, minutes and approvals. A newer scan comes before an older one. */
export function createPapersService({ db, files }: { db: Db; files: Files }) {
  /** @throws Problem `council-paper.not-found` where there is nothing of that kind, or not for this actor */
  async function requirePaper(source: Queryable, actor: Actor, { id, paper, about }: Asked) {
    const row = requireVisible(await find(source, actor, id))
    const standing = await standingOf(source, row)
    const drafts = mayAssign(actor, row, standing.decision)
    const known: Record<CouncilPaper, () => Promise<readonly { id: string }[]>> = {
      decision: async () => standing.decisions,
      minutes: async () => standing.minutes.filter(({ closedAt }) => closedAt !== null || drafts),
      approval: () => listApprovals(source, id),
    }
    const those = await known[paper]()
    if (!those.some((one) => one.id === about)) throw new Problem('council-paper.not-found')
    return mayScan(actor, row, standing.decision)
  }

  /** Asked before the body of an upload is read, and again with it. */
  async function requireAddable(source: Queryable, actor: Actor, asked: Asked) {
    if (!(await requirePaper(source, actor, asked))) throw new Problem('access.denied')
  }

  const add = (actor: Actor, asked: Asked, upload: Upload<unknown>): Promise<Attachment> =>
    attachFile({ db, files }, actor, upload, async (tx, attachment) => {
      await requireAddable(tx, actor, asked)
      const { id: submissionId, paper, about: aboutId } = asked
      await insertPaper(tx, { submissionId, paper, aboutId, attachmentId: attachment.id })
      return presentAttachment(attachment)
    })

  async function download(actor: Actor, asked: Asked): Promise<Download> {
    await requirePaper(db, actor, asked)
    return downloadOf((await papersOf(db, asked.id)).get(asked.about))
  }

  return { requireAddable: (actor: Actor, asked: Asked) => requireAddable(db, actor, asked), add, download }
}
