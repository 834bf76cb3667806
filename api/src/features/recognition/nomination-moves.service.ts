import {
  dayOf,
  standingAgainst,
  readinessWeightOf,
  type NominationList,
  type NominationListId,
  type NominationProposal,
  type SubmissionId,
} from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import { lockMany, moveAll, type SubmissionRow } from '../submissions/index.ts'
import type { NominationPorts, ReadList } from './nominations.ports.ts'
import { requireDo, requireSeen } from './nominations.policy.ts'
import * as nominated from './nomination-items.repository.ts'
import * as repository from './nominations.repository.ts'
import { brokenSealsOf, readinessOf } from './readiness.service.ts'

/** A list names units, not versions of their files: each is moved as it is held. */
export const asNow = (reason: string | null) => (row: SubmissionRow) => ({ row, version: row.version, reason })

/** A list goes to the leader, and back. */
export function createProposals({ db, read, now }: NominationPorts & { read: ReadList }) {
  /**
   * Hands a list to the leader. Every unit is looked at once more: what blocks has to be mended, a warning confirmed by
   * name; what was confirmed stays beside the unit.
   * @throws Problem `nomination.not-ready`: each unit with each code that stands against it
   */
  function propose(
    actor: Actor,
    id: NominationListId,
    { version, confirmed }: NominationProposal,
  ): Promise<NominationList> {
    return db.transaction(async (tx) => {
      const list = requireSeen(await repository.lockList(tx, actor, id))
      requireDo(actor, list, 'propose', version)
      const at = now()
      if (list.number === null || list.listedOn === null) throw new Problem('nomination.unnumbered')
      if (list.listedOn > dayOf(at)) throw new Problem('decision.in-the-future')
      const items = (await nominated.itemsOf(tx, actor, id)).filter(({ state }) => state === 'open')
      if (items.length === 0) throw new Problem('nomination.empty')
      const rows = await lockMany(
        tx,
        actor,
        items.map(({ submissionId }) => submissionId),
      )
      const seen = new Map(confirmed.map(({ submissionId, codes }) => [submissionId, codes]))
      // Read again: the files are held only now.
      const held = await nominated.itemsOf(tx, actor, id)
      const readiness = await readinessOf(tx, held, id)
      const errors = items.flatMap(({ submissionId }) =>
        standingAgainst(readiness.get(submissionId)?.codes ?? [], seen.get(submissionId) ?? []).map((message) => ({
          path: submissionId,
          message,
        })),
      )
      const faults = errors.length > 0 ? errors : await brokenSealsOf(tx, rows)
      if (faults.length > 0) throw new Problem('nomination.not-ready', { errors: faults })
      const warnings = new Map(
        rows.map((row) => [
          row.id,
          (readiness.get(row.id)?.codes ?? []).filter((code) => readinessWeightOf[code] === 'warning'),
        ]),
      )
      await nominated.confirm(tx, id, warnings)
      await moveAll(tx, actor, 'nominate', rows.map(asNow(list.number)), at)
      await repository.updateList(tx, id, { status: 'proposed' }, at)
      await repository.addEvent(tx, actor, { listId: id, action: 'propose', reason: null, at })
      return read(tx, actor, id)
    })
  }

  /** The leader sends a list back; what was decided of it stays decided. */
  function sendBack(
    actor: Actor,
    id: NominationListId,
    { version, reason }: { version: number; reason: string },
  ): Promise<NominationList> {
    return db.transaction(async (tx) => {
      const list = requireSeen(await repository.lockList(tx, actor, id))
      requireDo(actor, list, 'return', version)
      const items = (await nominated.itemsOf(tx, actor, id)).filter(({ state }) => state === 'open')
      const at = now()
      const ids = items.map(({ submissionId }) => submissionId)
      await moveAll(tx, actor, 'take-off-list', (await lockMany(tx, actor, ids)).map(asNow(reason)), at)
      await repository.updateList(tx, id, { status: 'returned' }, at)
      await repository.addEvent(tx, actor, { listId: id, action: 'return', reason, at })
      return read(tx, actor, id)
    })
  }

  return { propose, sendBack }
}

/** A decision was taken about units of lists that the transaction holds; a list of which nothing is open is decided. */
export async function settle(
  tx: Tx,
  actor: Actor,
  lists: ReadonlyMap<SubmissionId, NominationListId>,
  state: 'recognised' | 'refused',
  at: Date,
) {
  const byList = Map.groupBy(lists, ([, listId]) => listId)
  for (const [listId, entries] of byList) {
    await nominated.settleItems(
      tx,
      listId,
      entries.map(([id]) => id),
      state,
    )
    if ((await nominated.countOpen(tx, listId)) > 0) continue
    await repository.updateList(tx, listId, { status: 'decided' }, at)
    await repository.addEvent(tx, actor, { listId, action: 'decide', reason: null, at })
  }
}
