import { resultOf, type Line, type Result, type SubmissionId } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db, Tx } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import { definitionOf } from '../catalogues/index.ts'
import {
  answersOf,
  isAssessing,
  listLines,
  lock,
  presentLine,
  recordSave,
  requireVisible,
  setExternalTotals,
  staleAggregates,
  type SubmissionRow,
} from '../submissions/index.ts'
import { listExternalLines, saveExternalLine, type ExternalLineRow } from './external-lines.repository.ts'

/** Brings the computed lines of the team's column up to date, within the transaction that holds the file. */
export async function refreshExternal(
  tx: Tx,
  actor: Actor,
  row: SubmissionRow,
): Promise<{ saved: ExternalLineRow[]; result: Result }> {
  const definition = await definitionOf(tx, row.set.id)
  const before = await listExternalLines(tx, row.id)
  const saved: ExternalLineRow[] = []
  for (const { criterion, answer } of await staleAggregates(tx, row, definition, answersOf(before))) {
    const reason = before.find((line) => line.criterionCode === criterion.code)?.reason ?? ''
    const line = await saveExternalLine(tx, actor, row.id, criterion, { answer, reason })
    await recordSave(tx, 'external', line, line.reason)
    saved.push(line)
  }
  const changed = new Set(saved.map((line) => line.criterionCode))
  const result = resultOf(
    definition,
    answersOf([...before.filter((line) => !changed.has(line.criterionCode)), ...saved]),
  )
  if (saved.length > 0) await setExternalTotals(tx, row.id, result)
  return { saved, result }
}

/** Computes those lines anew when the team asks: `refreshAggregates(actor, id)`. */
export function createRefreshExternalAggregates({ db }: { db: Db }) {
  return (actor: Actor, id: SubmissionId): Promise<{ lines: Line[]; result: Result }> =>
    db.transaction(async (tx) => {
      const row = requireVisible(await lock(tx, actor, id))
      if (!isAssessing(actor, row)) throw new Problem('access.denied')
      if (row.status !== 'assessing') throw new Problem('submission.wrong-state')
      const { saved, result } = await refreshExternal(tx, actor, row)
      const own = new Map((await listLines(tx, id)).map((line) => [line.criterionCode, line]))
      const lines = saved.map((external) =>
        presentLine(
          external.criterionCode,
          { self: own.get(external.criterionCode), external, remark: undefined },
          true,
        ),
      )
      return { lines, result }
    })
}
