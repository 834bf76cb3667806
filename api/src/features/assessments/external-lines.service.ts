import { faultOfAnswer, findLine, resultOf, type ExternalSave, type LineSaved, type SubmissionId } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import { definitionOf } from '../catalogues/index.ts'
import {
  answersOf,
  inBody,
  isAssessing,
  listLines,
  lock,
  presentLine,
  recordSave,
  repetition,
  requireComputed,
  requireVisible,
  setExternalTotals,
} from '../submissions/index.ts'
import { listExternalLines, saveExternalLine } from './external-lines.repository.ts'
import { requireAgreeing } from './sheets.policy.ts'

/** Saves one line of the team's column: `saveLine(actor, id, code, { version, answer, reason })`. */
export function createSaveExternalLine({ db, now }: { db: Db; now: () => Date }) {
  return (actor: Actor, id: SubmissionId, code: string, save: ExternalSave): Promise<LineSaved> =>
    db.transaction(async (tx) => {
      const row = requireVisible(await lock(tx, actor, id))
      if (!isAssessing(actor, row)) throw new Problem('access.denied')
      const definition = await definitionOf(tx, row.set.id)
      const criterion = findLine(definition, code)?.criterion
      if (!criterion) throw new Problem('line.not-found')
      const fault = faultOfAnswer(criterion, save.answer)
      if (fault) throw new Problem(fault.code, { errors: [inBody(fault.item)] })
      await requireAgreeing(tx, actor, row)

      const before = await listExternalLines(tx, id)
      const current = before.find((line) => line.criterionCode === code)
      requireComputed(criterion, save.answer, current)
      const repeated = repetition(actor, current, save.version, save.answer, (line) => line.reason === save.reason)
      const external = repeated ?? (await saveExternalLine(tx, actor, id, criterion, save, now()))
      const others = before.filter((line) => line.criterionCode !== code)
      const result = resultOf(definition, answersOf([...others, external]))
      if (!repeated) {
        await recordSave(tx, 'external', external, external.reason)
        await setExternalTotals(tx, id, result)
      }
      const self = (await listLines(tx, id)).find((line) => line.criterionCode === code)
      // Remarks went with the last submission: none stands while a team scores.
      return { line: presentLine(code, { self, external, remark: undefined }, true), result }
    })
}
