import {
  faultOfAnswer,
  overlay,
  saysSomething,
  sameFinding,
  type Council,
  type CouncilScoreSave,
  type SettlementOrder,
  type SubmissionId,
} from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import { answerOf, inBody, isScorer, lock, repetition, requireVisible, writeLine } from '../submissions/index.ts'
import { demand, maySettle, seatOf } from './councils.policy.ts'
import { present, requireCouncil } from './councils.service.ts'
import { insertSettlement, saveScore } from './scores.repository.ts'
import { standingOf, type LineStanding } from './standing.ts'

export type ScoresService = ReturnType<typeof createScoresService>

/** What members say of their lines, and what the council makes of it. */
export function createScoresService({ db, now }: { db: Db; now: () => Date }) {
  /** Beside the school’s column: nothing there changes. Answers obey the same rules as there. */
  const save = (actor: Actor, id: SubmissionId, code: string, wanted: CouncilScoreSave): Promise<Council> =>
    db.transaction(async (tx) => {
      const row = requireVisible(await lock(tx, actor, id))
      if (!isScorer(actor, row)) throw new Problem('access.denied')
      const standing = await standingOf(tx, row)
      requireCouncil(standing.decision)
      const line = requireLine(standing.lines, code)
      const personId = seatOf(actor, row, standing.decision)?.personId
      if (!personId || !line.assigned.includes(personId)) throw new Problem('council.not-assigned')
      demand(true, row)
      const fault = faultOfAnswer(line.criterion, wanted.answer)
      if (fault) throw new Problem(fault.code, { errors: [inBody(fault.item)] })
      const current = line.scores.find((score) => score.personId === personId)
      const same = (score: { comment: string }) => score.comment === wanted.comment
      if (!repetition(actor, current, wanted.version, wanted.answer, same))
        await saveScore(tx, actor, { submissionId: id, personId, criterion: line.criterion }, wanted, now())
      return present(tx, actor, row)
    })

  /** All of them or none. Where the members say one thing, that may be taken over without a word. */
  const settle = (actor: Actor, id: SubmissionId, { items }: SettlementOrder): Promise<Council> =>
    db.transaction(async (tx) => {
      const row = requireVisible(await lock(tx, actor, id))
      const { decision, lines } = await standingOf(tx, row)
      demand(decision ? maySettle(actor, row, decision) : isScorer(actor, row), row)
      requireCouncil(decision)
      const silent = items.filter(
        ({ criterion, answer, reason }) => !reason && !isOneVoice(requireLine(lines, criterion), answer),
      )
      if (silent.length > 0)
        throw new Problem('council.settlement-reason-required', {
          errors: silent.map(({ criterion }) => ({ path: criterion, message: 'council.settlement-reason-required' })),
        })
      const at = now()
      for (const { criterion, version, answer, reason } of items) {
        await writeLine(tx, actor, row, { code: criterion, version, answer }, at)
        const { scores } = requireLine(lines, criterion)
        await insertSettlement(tx, actor, { submissionId: id, criterionCode: criterion, answer, reason }, scores, at)
      }
      return present(tx, actor, row)
    })

  return { save, settle }
}

function requireLine(lines: readonly LineStanding[], code: string): LineStanding {
  const line = lines.find(({ criterion }) => criterion.code === code)
  if (!line) throw new Problem('line.not-found')
  return line
}

/** Everybody to whom the line is assigned has scored it, and all say just this. */
const isOneVoice = ({ assigned, scores, school }: LineStanding, answer: Parameters<typeof sameFinding>[0]): boolean =>
  scores.length > 0 &&
  saysSomething(answer) &&
  assigned.every((one) => scores.some(({ personId }) => personId === one)) &&
  scores.every((score) => sameFinding(overlay(school, answerOf(score)), answer))
