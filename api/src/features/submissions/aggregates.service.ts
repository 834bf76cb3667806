import {
  emptyAnswer,
  isEditable,
  leafLinesOf,
  resultOf,
  type Answer,
  type IndicatorSetDefinition,
  type Leaf,
  type Line,
  type Result,
  type SubmissionId,
} from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db, Tx } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import { definitionOf } from '../catalogues/index.ts'
import { shareOf } from './aggregates.repository.ts'
import { answersOf, listLines, recordSave, saveLine, setSelfTotals, type LineRow } from './lines.repository.ts'
import { isScorer, requireVisible } from './submissions.policy.ts'
import { presentLine } from './submissions.present.ts'
import { lock, type SubmissionRow } from './submissions.repository.ts'

/**
 * The answers of the lines that are computed from the units one manages, where they no longer say what stands there.
 * @param answers what stands now, by criterion code
 */
export async function staleAggregates(
  tx: Tx,
  row: SubmissionRow,
  definition: IndicatorSetDefinition,
  answers: Readonly<Record<string, Answer | undefined>>,
): Promise<{ criterion: Leaf; answer: Answer }[]> {
  const stale: { criterion: Leaf; answer: Answer }[] = []
  for (const { criterion } of leafLinesOf(definition)) {
    if (criterion.kind !== 'aggregate') continue
    const standing = answers[criterion.code] ?? emptyAnswer
    const share = await shareOf(tx, row, criterion)
    if (standing.numerator !== share.numerator || standing.denominator !== share.denominator)
      stale.push({ criterion, answer: { ...standing, ...share } })
  }
  return stale
}

/** Brings the computed lines of the school's own column up to date, within the transaction that holds the file. */
export async function refreshSelf(
  tx: Tx,
  actor: Actor,
  row: SubmissionRow,
): Promise<{ saved: LineRow[]; result: Result }> {
  const definition = await definitionOf(tx, row.set.id)
  const before = await listLines(tx, row.id)
  const saved: LineRow[] = []
  for (const { criterion, answer } of await staleAggregates(tx, row, definition, answersOf(before))) {
    const line = await saveLine(tx, actor, row.id, criterion, answer)
    await recordSave(tx, 'self', line)
    saved.push(line)
  }
  const changed = new Set(saved.map((line) => line.criterionCode))
  const result = resultOf(
    definition,
    answersOf([...before.filter((line) => !changed.has(line.criterionCode)), ...saved]),
  )
  if (saved.length > 0) await setSelfTotals(tx, row.id, result)
  return { saved, result }
}

/** Computes those lines anew when somebody asks: `refreshAggregates(actor, id)`. */
export function createRefreshAggregates({ db }: { db: Db }) {
  return (actor: Actor, id: SubmissionId): Promise<{ lines: Line[]; result: Result }> =>
    db.transaction(async (tx) => {
      const row = requireVisible(await lock(tx, actor, id))
      if (!isScorer(actor, row)) throw new Problem('access.denied')
      if (!isEditable(row.status)) throw new Problem('submission.wrong-state')
      const { saved, result } = await refreshSelf(tx, actor, row)
      const lines = saved.map((self) =>
        presentLine(self.criterionCode, { self, external: undefined, remark: undefined }, false),
      )
      return { lines, result }
    })
}
