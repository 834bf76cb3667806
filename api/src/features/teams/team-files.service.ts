import type { AssessmentTeam } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db, Queryable, Tx } from '../../platform/db/client.ts'
import type { Download } from '../../platform/download.ts'
import type { Files } from '../../platform/files.ts'
import { Problem } from '../../platform/problem.ts'
import type { Upload } from '../../platform/upload.ts'
import { attachFile, downloadOf } from '../catalogues/index.ts'
import { addFile, listFiles, removeFile, type DecisionKey } from './team-files.repository.ts'
import { requireFound, requireOrganiser } from './teams.policy.ts'
import { find, listDecisions, lock, type TeamRow } from './teams.repository.ts'

export type TeamFiles = ReturnType<typeof createTeamFiles>

type Ports = {
  db: Db
  files: Files
  now: () => Date
  get: (actor: Actor, id: DecisionKey['id'], db?: Queryable) => Promise<AssessmentTeam>
}

/** Scans of signed decisions: they may come later than what they say, also once the team is dissolved. */
export function createTeamFiles({ db, files, now, get }: Ports) {
  async function requireDecision(from: Queryable, actor: Actor, key: DecisionKey, found: TeamRow | undefined) {
    requireOrganiser(actor, found)
    const decisions = await listDecisions(from, key.id)
    if (!decisions.some(({ sequence }) => sequence === key.sequence)) throw new Problem('team.decision-not-found')
  }
  const hold = async (tx: Tx, actor: Actor, key: DecisionKey) =>
    requireDecision(tx, actor, key, await lock(tx, actor, key.id))

  /** Asked before the body of an upload is read. */
  const requireAddable = async (actor: Actor, key: DecisionKey) =>
    requireDecision(db, actor, key, await find(db, actor, key.id))

  const add = (actor: Actor, key: DecisionKey, upload: Upload<unknown>): Promise<AssessmentTeam> =>
    attachFile({ db, files }, actor, upload, async (tx, attachment) => {
      await hold(tx, actor, key)
      await addFile(tx, key, attachment.id)
      return get(actor, key.id, tx)
    })

  const remove = (actor: Actor, key: DecisionKey & { attachmentId: string }): Promise<AssessmentTeam> =>
    db.transaction(async (tx) => {
      await hold(tx, actor, key)
      if (!(await removeFile(tx, actor, { ...key, at: now() }))) throw new Problem('attachment.not-found')
      return get(actor, key.id, tx)
    })

  async function download(actor: Actor, key: DecisionKey & { attachmentId: string }): Promise<Download> {
    requireFound(await find(db, actor, key.id))
    const standing = (await listFiles(db, key.id)).get(key.sequence)
    return downloadOf(standing?.find(({ id }) => id === key.attachmentId))
  }

  return { requireAddable, add, remove, download }
}
