import {
  emptyAnswer,
  faultOfAnswer,
  faultOfComputed,
  findLine,
  resultOf,
  type Answer,
  type Criterion,
  type LineSave,
  type LineSaved,
  type ProblemItem,
  type SubmissionId,
} from '@thuoc/shared'
import { actorId, type Actor } from '../../platform/actor.ts'
import type { Db, Tx } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import { definitionOf } from '../catalogues/index.ts'
import { answerOf, answersOf, listLines, recordSave, sameAnswer, saveLine, setSelfTotals } from './lines.repository.ts'
import type { LineRow } from './lines.repository.ts'
import { listRemarks } from './moves.repository.ts'
import { isScorer, requireEditable, requireVisible } from './submissions.policy.ts'
import { presentLine } from './submissions.present.ts'
import { lock, type SubmissionRow } from './submissions.repository.ts'

/**
 * The line as saved, where this very save has been made before: a retry after a lost reply brings the version of then,
 * the same answer and the same hand. Null: it is new.
 * @param same whether what stands is what is sent; the external team also compares its reason
 * @throws Problem `line.stale` when somebody (or another window) saved something else meanwhile
 */
export function repetition<Line extends Pick<LineRow, 'version' | 'savedById' | keyof Answer>>(
  actor: Actor,
  current: Line | undefined,
  version: number,
  answer: Answer,
  same: (line: Line) => boolean = () => true,
): Line | null {
  if ((current?.version ?? 0) === version) return null
  const mine = current?.version === version + 1 && current.savedById === actorId(actor)
  if (mine && sameAnswer(answerOf(current), answer) && same(current)) return current
  throw new Problem('line.stale')
}

/** @throws Problem `line.figures-are-computed` where somebody enters what the system counts */
export function requireComputed(
  criterion: Criterion,
  answer: Answer,
  standing: Pick<LineRow, keyof Answer> | undefined,
) {
  const fault = faultOfComputed(criterion, answer, standing ? answerOf(standing) : emptyAnswer)
  if (fault) throw new Problem(fault.code, { errors: [inBody(fault.item)] })
}

/** The rules speak of parts of an answer; the body of a save holds it under `answer`. */
export const inBody = (item: ProblemItem): ProblemItem => ({ ...item, path: `/answer/${item.path}` })

/** Saves one line of the school's own column: `saveLine(actor, id, code, { version, answer })`. */
export function createSaveLine({ db, now }: { db: Db; now: () => Date }) {
  return (actor: Actor, id: SubmissionId, code: string, save: LineSave): Promise<LineSaved> =>
    db.transaction(async (tx) => {
      const row = requireVisible(await lock(tx, actor, id))
      return writeLine(tx, actor, row, { code, ...save }, now())
    })
}

/**
 * Writes one line of a file that `lock` holds: the one way into the school's column, whoever comes with the answer.
 * @throws Problem as `saveLine` says
 */
export async function writeLine(
  tx: Tx,
  actor: Actor,
  row: SubmissionRow,
  { code, version, answer }: LineSave & { code: string },
  at: Date,
): Promise<LineSaved> {
  if (!isScorer(actor, row)) throw new Problem('access.denied')
  const definition = await definitionOf(tx, row.set.id)
  const criterion = findLine(definition, code)?.criterion
  if (!criterion) throw new Problem('line.not-found')
  const fault = faultOfAnswer(criterion, answer)
  if (fault) throw new Problem(fault.code, { errors: [inBody(fault.item)] })
  requireEditable(row)

  const before = await listLines(tx, row.id)
  const current = before.find((line) => line.criterionCode === code)
  requireComputed(criterion, answer, current)
  const repeated = repetition(actor, current, version, answer)
  const saved = repeated ?? (await saveLine(tx, actor, row.id, criterion, answer, at))
  const others = before.filter((line) => line.criterionCode !== code)
  const result = resultOf(definition, answersOf([...others, saved]))
  if (!repeated) {
    await recordSave(tx, 'self', saved)
    await setSelfTotals(tx, row.id, result)
  }
  const remark = (await listRemarks(tx, row.id)).find(({ criterion: of }) => of === code)?.text
  // The external column is not there while the school may still write.
  return { line: presentLine(code, { self: saved, external: undefined, remark }, false), result }
}
