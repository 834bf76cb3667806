import type { EvidenceId, SubmissionId, Verdict, VerdictSave } from '@thuoc/shared'
import { actorId, type Actor } from '../../platform/actor.ts'
import type { Db, Tx } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import { standsWith } from '../evidence/index.ts'
import { find, isAssessing, lock, requireVisible, showsExternal, type SubmissionRow } from '../submissions/index.ts'
import { findOwnVerdict, insertOwnVerdict, listAssessorVerdicts } from './assessor-verdicts.repository.ts'
import { requireAgreeing, requirePerson, scorersOf, scoresApart, standingOf, type Standing } from './sheets.policy.ts'
import { presentVerdict as present } from './verdicts.present.ts'
import { findVerdict, insertVerdict, listVerdicts, type VerdictPlace, type VerdictRow } from './verdicts.repository.ts'

export type VerdictsService = ReturnType<typeof createVerdictsService>

/** What the external team says of each piece of evidence with each of its criteria. */
export function createVerdictsService({ db, now }: { db: Db; now: () => Date }) {
  /** Hidden as long as the external column is; whoever scores apart has their own. */
  async function list(actor: Actor, id: SubmissionId): Promise<{ items: Verdict[] }> {
    const row = requireVisible(await find(db, actor, id))
    if (!showsExternal(actor, row)) return { items: [] }
    if (actor.personId !== null && scoresApart(actor, row, await standingOf(db, row)))
      return { items: (await listAssessorVerdicts(db, id, [actor.personId])).map(present) }
    return { items: (await listVerdicts(db, id)).map(present) }
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
      const standing = await standingOf(tx, row)
      if (standing.state === 'apart') return giveApart(tx, actor, row, place, save, standing)
      await requireAgreeing(tx, actor, row)
      const current = await findVerdict(tx, place)
      if (current && isRepetition(current, actor, save)) return present(current)
      if ((current?.version ?? 0) !== save.version) throw new Problem('verdict.stale')
      return present(await insertVerdict(tx, actor, place, save, now()))
    })

  /** On the own sheet, unseen by the others; settled once the team agrees. */
  async function giveApart(
    tx: Tx,
    actor: Actor,
    row: SubmissionRow,
    place: VerdictPlace,
    save: VerdictSave,
    standing: Standing,
  ): Promise<Verdict> {
    const personId = requirePerson(actor)
    if (!scorersOf(standing).includes(personId)) throw new Problem('access.denied')
    if (standing.members.some((one) => one.personId === personId && one.doneAt !== null))
      throw new Problem('assessment.sheet-done')
    const current = await findOwnVerdict(tx, place, personId)
    if (current && isRepetition(current, actor, save)) return present(current)
    if ((current?.version ?? 0) !== save.version) throw new Problem('verdict.stale')
    return present(await insertOwnVerdict(tx, actor, { ...place, personId }, save, now()))
  }

  return { list, give }
}

type Said = Pick<VerdictRow, 'version' | 'givenById' | 'outcome' | 'note'>
const isRepetition = (row: Said, actor: Actor, { version, outcome, note }: VerdictSave) =>
  row.version === version + 1 && row.givenById === actorId(actor) && row.outcome === outcome && row.note === note
