import type { CheckedItem, ProblemCode, SubmissionId, SubmissionsOnce } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import { eachOfMany, refusalOf } from '../../platform/refusal.ts'
import { lockMany, requireMove, requireVisible } from '../submissions/index.ts'
import { begun, withFinding } from './check-list.ts'
import * as repository from './check-list.repository.ts'
import { findingsOfEach } from './findings.ts'

/**
 * Finishes the check lists of many files, every item in order and without a remark, each for itself. What somebody has
 * remarked on, or found not in order, is left for them to finish; so is what the system finds not in order.
 */
export function createFinishMany({ db, now }: { db: Db; now: () => Date }) {
  /** Some of many in one transaction. What is refused by itself is left out of it. */
  const finishSome = (actor: Actor, items: SubmissionsOnce) =>
    db.transaction(async (tx) => {
      const ids = items.map(({ submissionId }) => submissionId)
      const rows = new Map((await lockMany(tx, actor, ids)).map((row) => [row.id, row]))
      const at = now()
      const found = await findingsOfEach(tx, [...rows.values()], at)
      const saved = await repository.listChecks(tx, ids)
      const bodies = [...new Set([...rows.values()].map(({ assessor }) => assessor.id))]
      const settings = new Map((await repository.listSettings(tx, bodies)).map((one) => [one.unitId, one]))
      const codes = new Map<SubmissionId, ProblemCode | null>()
      const ready: Pick<repository.CheckRow, 'submissionId' | 'round' | 'items'>[] = []
      for (const { submissionId, version } of items) {
        const code = await refusalOf(async () => {
          const row = requireVisible(rows.get(submissionId))
          // Whoever may accept a file checks it, and as long as it can be accepted.
          requireMove(actor, row, { action: 'accept', version, reason: null })
          const { id, round, assessor } = row
          const check = saved.find((one) => one.submissionId === id && one.round === round)
          if (check?.finishedAt) throw new Problem('check-list.finished')
          const standing = (check?.items ?? begun(settings.get(assessor.id))).map((item) =>
            withFinding(item, found.get(id)?.get(item.key)),
          )
          requireUnremarked(standing)
          ready.push({ submissionId: id, round, items: standing.map(inOrder) })
        })
        codes.set(submissionId, code)
      }
      await repository.saveChecks(tx, actor, ready, { finished: true, savedAt: at })
      return codes
    })

  return (actor: Actor, items: SubmissionsOnce) =>
    eachOfMany(
      items,
      ({ submissionId }) => submissionId,
      (some) => finishSome(actor, [...some]),
    )
}

const inOrder = ({ key, text, criteria }: CheckedItem) => ({ key, text, criteria, answer: 'ok' as const, remark: '' })

/** @throws Problem `check-list.remarked`, `check-list.not-in-order` */
function requireUnremarked(items: readonly CheckedItem[]) {
  if (items.some(({ remark }) => remark !== '')) throw new Problem('check-list.remarked')
  const errors = items.flatMap(({ key, answer }) => (answer === 'not-ok' ? [{ path: key, message: 'not-ok' }] : []))
  if (errors.length > 0) throw new Problem('check-list.not-in-order', { errors })
}
