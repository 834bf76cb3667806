import {
  emptyAnswer,
  leafLinesOf,
  resultOf,
  type Answer,
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
import {
  answerOf,
  answersOf,
  listLines,
  recordSave,
  nextLine,
  saveLine,
  setSelfTotals,
  type LineRow,
} from './lines.repository.ts'
import { isScorer, requireEditable, requireVisible } from './submissions.policy.ts'
import { presentLine } from './submissions.present.ts'
import { lock, type SubmissionRow } from './submissions.repository.ts'

/** One column of a file, as the refreshing of its computed lines reads and writes it. */
type Column<Row extends LineRow> = {
  list: () => Promise<Row[]>
  /** Saves a line as its next version, with its entry in the history. @param before what stood there */
  save: (criterion: Leaf, answer: Answer, before: Row | undefined) => Promise<Row>
  setTotals: (result: Result) => Promise<void>
}

/**
 * Brings the lines that are computed from the units one manages up to date, within the transaction that holds the
 * file. @returns the lines that changed, and what the column comes to
 */
export async function refreshColumn<Row extends LineRow>(
  tx: Tx,
  row: SubmissionRow,
  column: Column<Row>,
): Promise<{ saved: Row[]; result: Result }> {
  const definition = await definitionOf(tx, row.set.id)
  const lines = new Map((await column.list()).map((line) => [line.criterionCode, line]))
  const saved: Row[] = []
  for (const { criterion } of leafLinesOf(definition)) {
    if (criterion.kind !== 'aggregate') continue
    const before = lines.get(criterion.code)
    const share = await shareOf(tx, row, criterion)
    if (before?.numerator === share.numerator && before.denominator === share.denominator) continue
    const answer = { ...(before ? answerOf(before) : emptyAnswer), ...share }
    const line = await column.save(criterion, answer, before)
    lines.set(line.criterionCode, line)
    saved.push(line)
  }
  const result = resultOf(definition, answersOf([...lines.values()]))
  if (saved.length > 0) await column.setTotals(result)
  return { saved, result }
}

/** The school's own column, see `refreshColumn`. */
export const refreshSelf = (tx: Tx, actor: Actor, row: SubmissionRow, at: Date) =>
  refreshColumn<LineRow>(tx, row, {
    list: () => listLines(tx, row.id),
    save: async (criterion, answer) => {
      const line = await saveLine(tx, nextLine(actor, { id: row.id, criterion, answer }, at))
      await recordSave(tx, 'self', line)
      return line
    },
    setTotals: (result) => setSelfTotals(tx, row.id, result),
  })

/** Computes those lines anew when somebody asks: `refreshAggregates(actor, id)`. */
export function createRefreshAggregates({ db, now }: { db: Db; now: () => Date }) {
  return (actor: Actor, id: SubmissionId): Promise<{ lines: Line[]; result: Result }> =>
    db.transaction(async (tx) => {
      const row = requireVisible(await lock(tx, actor, id))
      if (!isScorer(actor, row)) throw new Problem('access.denied')
      requireEditable(row)
      const { saved, result } = await refreshSelf(tx, actor, row, now())
      const lines = saved.map((self) =>
        presentLine(self.criterionCode, { self, external: undefined, remark: undefined }, false),
      )
      return { lines, result }
    })
}
