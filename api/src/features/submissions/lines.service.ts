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
  type Remark,
  type SubmissionId,
} from '@thuoc/shared'
import { actorId, type Actor } from '../../platform/actor.ts'
import type { Db, Tx } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import { createTurns } from '../../platform/turns.ts'
import { definitionOf } from '../catalogues/index.ts'
import {
  answerOf,
  answersOf,
  listLines,
  nextLine,
  recordSave,
  sameAnswer,
  saveLine,
  setSelfTotals,
} from './lines.repository.ts'
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
  // Where a whole school writes in one file, they wait here, and not each with a connection that others need.
  const inTurn = createTurns()
  return (actor: Actor, id: SubmissionId, code: string, save: LineSave): Promise<LineSaved> =>
    inTurn(id, () =>
      db.transaction(async (tx) => {
        const [row, standing] = await Promise.all([lock(tx, actor, id), standingOf(tx, id)])
        return writeLine(tx, actor, requireVisible(row), { code, ...save }, now(), standing)
      }),
    )
}

type Standing = { before: LineRow[]; remarks: Remark[] }
/** What stands in a form, read after `lock` was asked for: within a transaction one thing comes after the other. */
async function standingOf(tx: Tx, id: SubmissionId): Promise<Standing> {
  const [before, remarks] = await Promise.all([listLines(tx, id), listRemarks(tx, id)])
  return { before, remarks }
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
  standing?: Standing,
): Promise<LineSaved> {
  if (!isScorer(actor, row)) throw new Problem('access.denied')
  const definition = await definitionOf(tx, row.set.id)
  const criterion = findLine(definition, code)?.criterion
  if (!criterion) throw new Problem('line.not-found')
  const fault = faultOfAnswer(criterion, answer)
  if (fault) throw new Problem(fault.code, { errors: [inBody(fault.item)] })
  requireEditable(row)

  const { before, remarks } = standing ?? (await standingOf(tx, row.id))
  const current = before.find((line) => line.criterionCode === code)
  requireComputed(criterion, answer, current)
  const repeated = repetition(actor, current, version, answer)
  const next = repeated ?? { ...nextLine(actor, { id: row.id, criterion, answer }, at), version: version + 1 }
  const others = before.filter((line) => line.criterionCode !== code)
  const result = resultOf(definition, answersOf([...others, next]))
  if (!repeated)
    await Promise.all([saveLine(tx, next), recordSave(tx, 'self', next), setSelfTotals(tx, row.id, result)])
  const remark = remarks.find(({ criterion: of }) => of === code)?.text
  // The external column is not there while the school may still write.
  return { line: presentLine(code, { self: next, external: undefined, remark }, false), result }
}
