import type { Line, Result, SubmissionId } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db, Tx } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import {
  isAssessing,
  listLines,
  lock,
  presentLine,
  recordSave,
  refreshColumn,
  requireVisible,
  setExternalTotals,
  type SubmissionRow,
} from '../submissions/index.ts'
import { listExternalLines, saveExternalLine, type ExternalLineRow } from './external-lines.repository.ts'
import { requireAgreeing } from './sheets.policy.ts'

/** The team's column, see `refreshColumn`; the reason of a line stays beside it. */
export const refreshExternal = (tx: Tx, actor: Actor, row: SubmissionRow, at: Date) =>
  refreshColumn<ExternalLineRow>(tx, row, {
    list: () => listExternalLines(tx, row.id),
    save: async (criterion, answer, before) => {
      const save = { answer, reason: before?.reason ?? '' }
      const line = await saveExternalLine(tx, actor, row.id, criterion, save, at)
      await recordSave(tx, 'external', line, line.reason)
      return line
    },
    setTotals: (result) => setExternalTotals(tx, row.id, result),
  })

/** Computes those lines anew when the team asks: `refreshAggregates(actor, id)`. */
export function createRefreshExternalAggregates({ db, now }: { db: Db; now: () => Date }) {
  return (actor: Actor, id: SubmissionId): Promise<{ lines: Line[]; result: Result }> =>
    db.transaction(async (tx) => {
      const row = requireVisible(await lock(tx, actor, id))
      if (!isAssessing(actor, row)) throw new Problem('access.denied')
      await requireAgreeing(tx, actor, row)
      const { saved, result } = await refreshExternal(tx, actor, row, now())
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
