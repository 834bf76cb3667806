import type { Training, TrainingSessionId } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db, Queryable } from '../../platform/db/client.ts'
import type { Download } from '../../platform/download.ts'
import type { Files } from '../../platform/files.ts'
import { Problem } from '../../platform/problem.ts'
import type { Upload } from '../../platform/upload.ts'
import { attachFile, downloadOf } from '../catalogues/index.ts'
import { addFile, listFiles, removeFile } from './training-files.repository.ts'
import { requireFound, requireOrganiser } from './training.policy.ts'
import { find, lock, type TrainingRow } from './training.repository.ts'

export type TrainingFiles = ReturnType<typeof createTrainingFiles>

/** Materials come before the session and after it, so also to a closed one; a cancelled one needs none. */
function requireAddableTo(actor: Actor, found: TrainingRow | undefined): TrainingRow {
  const session = requireOrganiser(actor, found)
  if (session.status === 'cancelled') throw new Problem('training.wrong-state')
  return session
}

/** Files of the materials: slides, guidance, a form. They change beside the session, which keeps its version. */
export function createTrainingFiles({ db, files, get }: Ports) {
  /** Asked before the body of an upload is read. */
  async function requireAddable(actor: Actor, id: TrainingSessionId) {
    requireAddableTo(actor, await find(db, actor, id))
  }

  const add = (actor: Actor, id: TrainingSessionId, upload: Upload<unknown>): Promise<Training> =>
    attachFile({ db, files }, actor, upload, async (tx, attachment) => {
      requireAddableTo(actor, await lock(tx, actor, id, 'share'))
      await addFile(tx, id, attachment.id)
      return get(actor, id, tx)
    })

  const remove = (actor: Actor, id: TrainingSessionId, attachmentId: string): Promise<Training> =>
    db.transaction(async (tx) => {
      requireAddableTo(actor, await lock(tx, actor, id, 'share'))
      if (!(await removeFile(tx, actor, id, attachmentId))) throw new Problem('attachment.not-found')
      return get(actor, id, tx)
    })

  /** What a download sends, as long as the file stands with the session. */
  async function download(actor: Actor, id: TrainingSessionId, attachmentId: string): Promise<Download> {
    requireFound(await find(db, actor, id))
    return downloadOf((await listFiles(db, id)).find((file) => file.id === attachmentId))
  }

  return { requireAddable, add, remove, download }
}

type Ports = {
  db: Db
  files: Files
  /** The session as the actor sees it now. */
  get: (actor: Actor, id: TrainingSessionId, db?: Queryable) => Promise<Training>
}
