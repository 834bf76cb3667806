import {
  differs,
  faultOfAnswer,
  leafLinesOf,
  resultOf,
  type Objections,
  type ObjectionAnswer,
  type ProblemItem,
  type Submission,
  type SubmissionId,
} from '@thuoc/shared'
import { actorId, type Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import { listExternalLines, saveExternalLine } from '../assessments/index.ts'
import { definitionOf } from '../catalogues/index.ts'
import {
  answerOf,
  answersOf,
  inBody,
  lock,
  move,
  recordSave,
  requireMove,
  requireVisible,
  setExternalTotals,
  type SubmissionRow,
} from '../submissions/index.ts'
import { isAnswering } from './objections.policy.ts'
import { decoded, presentObjections } from './objections.present.ts'
import * as repository from './objections.repository.ts'
import { requireLeaf, type ObjectionPorts } from './objections.service.ts'
import { sealAgreed } from './agreed-seal.ts'

export type AnswersService = ReturnType<typeof createAnswersService>

/** What the team says to each objection; it counts once its head closes the answers. */
export function createAnswersService({ db, present, now }: ObjectionPorts) {
  const answer = (actor: Actor, id: SubmissionId, code: string, given: ObjectionAnswer): Promise<Objections> =>
    db.transaction(async (tx) => {
      const row = requireVisible(await lock(tx, actor, id))
      if (!isAnswering(actor, row)) throw new Problem('access.denied')
      const leaf = await requireLeaf(tx, row, code)
      const fault = given.answer && faultOfAnswer(leaf, given.answer)
      if (fault) throw new Problem(fault.code, { errors: [inBody(fault.item)] })
      if (given.answer && leaf.kind === 'aggregate') throw new Problem('line.figures-are-computed')
      if (row.status !== 'objected') throw new Problem('submission.wrong-state')
      const current = (await repository.openObjections(tx, id, 'sent')).find((one) => one.criterionCode === code)
      if (!current) throw new Problem('line.not-found')
      if (current.version !== given.version) throw new Problem('objection.stale')
      const agreed = (await listExternalLines(tx, id)).find((one) => one.criterionCode === code)
      if (given.answer && agreed && !differs(leaf, answerOf(agreed), given.answer))
        throw new Problem('objection.nothing-changes')
      await repository.updateObjections(tx, [current.id], {
        ...{ outcome: given.outcome, reply: given.reply, changed: given.answer && repository.wire(given.answer) },
        ...{ answeredAt: now(), answeredBy: actor.name, answeredById: actorId(actor) },
      })
      return presentObjections(tx, actor, row, now())
    })

  /** Changed scores come into the agreed column by the same way as all others; the former ones stay with the objection. */
  const close = (
    actor: Actor,
    id: SubmissionId,
    { version, reason }: { version: number; reason: string | null },
  ): Promise<Submission> =>
    db.transaction(async (tx) => {
      const row = requireVisible(await lock(tx, actor, id))
      const wanted = { action: 'answer-objections', version, reason } as const
      requireMove(actor, row, wanted)
      const at = now()
      const sent = await repository.openObjections(tx, id, 'sent')
      requireAnswered(sent)
      await applyChanges(tx, actor, row, sent, at)
      await repository.updateObjections(
        tx,
        sent.map((one) => one.id),
        { status: 'answered' },
      )
      const remarks = sent.map(({ criterionCode, reply }) => ({
        criterion: criterionCode,
        text: (reply ?? '').slice(0, 2000),
      }))
      const moved = await move(tx, actor, requireVisible(await lock(tx, actor, id)), { ...wanted, remarks }, at)
      await sealAgreed(tx, actor, [moved], at)
      return present(tx, actor, moved)
    })

  return { answer, close }
}

/** @throws Problem `objection.unanswered`: each by the code of its criterion */
function requireAnswered(sent: readonly repository.ObjectionRow[]) {
  const errors = sent
    .filter(({ outcome }) => outcome === null)
    .map(({ criterionCode }): ProblemItem => ({ path: criterionCode, message: 'objection.unanswered' }))
  if (errors.length > 0) throw new Problem('objection.unanswered', { errors })
}

async function applyChanges(
  tx: Tx,
  actor: Actor,
  row: SubmissionRow,
  sent: readonly repository.ObjectionRow[],
  at: Date,
) {
  const definition = await definitionOf(tx, row.set.id)
  const byCode = new Map(leafLinesOf(definition).map(({ criterion }) => [criterion.code, criterion]))
  const lines = new Map((await listExternalLines(tx, row.id)).map((line) => [line.criterionCode, line]))
  let any = false
  for (const { criterionCode, changed, reply } of sent) {
    const criterion = byCode.get(criterionCode)
    const given = decoded(changed)
    if (!criterion || !given) continue
    const line = await saveExternalLine(tx, actor, row.id, criterion, { answer: given, reason: reply ?? '' }, at)
    await recordSave(tx, 'external', line, line.reason)
    lines.set(criterionCode, line)
    any = true
  }
  if (any) await setExternalTotals(tx, row.id, resultOf(definition, answersOf([...lines.values()])))
}
