import type { EvidenceId, SubmissionId, Verdict, VerdictSave } from '@thuoc/shared'
import { actorId, type Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import { standsWith } from '../evidence/index.ts'
import { find, isAssessing, lock, requireVisible, showsExternal } from '../submissions/index.ts'
import { findVerdict, insertVerdict, listVerdicts, type VerdictRow } from './verdicts.repository.ts'

export type VerdictsService = ReturnType<typeof createVerdictsService>

/** What the external team says of each piece of evidence with each of its criteria. */
export function createVerdictsService({ db, now }: { db: Db; now: () => Date }) {
  /** Hidden as long as the external column is. */
  async function list(actor: Actor, id: SubmissionId): Promise<{ items: Verdict[] }> {
    const row = requireVisible(await find(db, actor, id))
    return { items: showsExternal(actor, row) ? (await listVerdicts(db, id)).map(present) : [] }
  }

  /** A repetition of the very same verdict by the same person is harmless. */
  const give = (
    actor: Actor,
    { id, evidenceId, criterion }: { id: SubmissionId; evidenceId: EvidenceId; criterion: string },
    save: VerdictSave,
  ): Promise<Verdict> =>
    db.transaction(async (tx) => {
      const row = requireVisible(await lock(tx, actor, id))
      if (!isAssessing(actor, row)) throw new Problem('access.denied')
      const place = { submissionId: id, evidenceId, criterionCode: criterion }
      const stands = await standsWith(tx, { campaignUnitId: row.campaignUnitId, evidenceId, criterion })
      if (!stands) throw new Problem('evidence.not-found')
      if (row.status !== 'assessing') throw new Problem('submission.wrong-state')
      const current = await findVerdict(tx, place)
      if (current && isRepetition(current, actor, save)) return present(current)
      if ((current?.version ?? 0) !== save.version) throw new Problem('verdict.stale')
      return present(await insertVerdict(tx, actor, place, save, now()))
    })

  return { list, give }
}

const isRepetition = (row: VerdictRow, actor: Actor, { version, outcome, note }: VerdictSave) =>
  row.version === version + 1 && row.givenById === actorId(actor) && row.outcome === outcome && row.note === note

const present = ({ evidenceId, criterionCode, outcome, note, version, givenAt, givenBy }: VerdictRow): Verdict => ({
  ...{ evidenceId, criterion: criterionCode, outcome, note, version, givenBy },
  givenAt: givenAt.toISOString(),
})
