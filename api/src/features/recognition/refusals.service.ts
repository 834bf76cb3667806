import type { ProblemCode, Submission, SubmissionId, SubmissionsOnce } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import { eachOfMany, refusalOf } from '../../platform/refusal.ts'
import {
  lock,
  lockMany,
  move,
  moveAll,
  requireMove,
  requireVisible,
  type SubmissionRow,
  type SubmissionsService,
} from '../submissions/index.ts'
import { settle } from './nomination-moves.service.ts'
import { lockOpenLists } from './nominations.repository.ts'

type Ports = { db: Db; present: SubmissionsService['present']; now: () => Date }

/** Recognition is refused to one unit, or to many with the same reason; it stands in the timeline of each. */
export function createRefusals({ db, present, now }: Ports) {
  const refuse = (
    actor: Actor,
    id: SubmissionId,
    { version, reason }: { version: number; reason: string },
  ): Promise<Submission> =>
    db.transaction(async (tx) => {
      const lists = await lockOpenLists(tx, [id])
      const row = requireVisible(await lock(tx, actor, id))
      const at = now()
      const moved = await move(tx, actor, row, { action: 'refuse', version, reason }, at)
      await settle(tx, actor, lists, 'refused', at)
      return present(tx, actor, moved)
    })

  /** Some of many in one transaction. What is refused by itself is left out of it. */
  const refuseSome = (actor: Actor, items: SubmissionsOnce, reason: string) =>
    db.transaction(async (tx) => {
      const ids = items.map(({ submissionId }) => submissionId)
      const lists = await lockOpenLists(tx, ids)
      const rows = new Map((await lockMany(tx, actor, ids)).map((row) => [row.id, row]))
      const codes = new Map<SubmissionId, ProblemCode | null>()
      const ready: { row: SubmissionRow; version: number; reason: string }[] = []
      for (const { submissionId, version } of items) {
        const code = await refusalOf(async () => {
          const row = requireVisible(rows.get(submissionId))
          requireMove(actor, row, { action: 'refuse', version, reason })
          ready.push({ row, version, reason })
        })
        codes.set(submissionId, code)
      }
      const at = now()
      await moveAll(tx, actor, 'refuse', ready, at)
      await settle(tx, actor, new Map([...lists].filter(([id]) => codes.get(id) === null)), 'refused', at)
      return codes
    })

  /** The same for many, each done or refused for itself. */
  const refuseMany = (actor: Actor, items: SubmissionsOnce, reason: string) =>
    eachOfMany(
      items,
      ({ submissionId }) => submissionId,
      (some) => refuseSome(actor, [...some], reason),
    )

  return { refuse, refuseMany }
}
