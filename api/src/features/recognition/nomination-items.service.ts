import type { addNominations, Call, NominationList, NominationListId, removeNominations, Reply } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import { Problem } from '../../platform/problem.ts'
import { lockMany, moveAll } from '../submissions/index.ts'
import { asNow } from './nomination-moves.service.ts'
import type { NominationPorts, ReadList } from './nominations.ports.ts'
import { requireDo, requireSeen } from './nominations.policy.ts'
import * as nominated from './nomination-items.repository.ts'
import * as repository from './nominations.repository.ts'
import { readinessOf } from './readiness.service.ts'

/** Statuses that a file leaves on its own road: it may stand on a list and be mended meanwhile. */
const never = new Set(['not-assessed', 'on-another-list'])

/** Units onto a list and off it again. */
export function createAddNominations({ db, read, now }: NominationPorts & { read: ReadList }) {
  /**
   * Puts units on a list: those named, or all that fit the filter. What cannot come on is named with its reason; what has
   * something against it comes on and is mended or confirmed before the list is proposed.
   * @throws Problem `submission.not-found` where a named file is not one of the body's in this campaign
   */
  function addItems(
    actor: Actor,
    id: NominationListId,
    wanted: Call<typeof addNominations>['body'],
  ): Promise<Reply<typeof addNominations>> {
    return db.transaction(async (tx) => {
      const list = requireSeen(await repository.lockList(tx, actor, id))
      requireDo(actor, list, 'change', null)
      const files = await nominated.candidates(tx, actor, list.campaign.id, wanted)
      const missing = (wanted.submissionIds ?? []).filter((one) => !files.some((file) => file.submissionId === one))
      if (missing.length > 0)
        throw new Problem('submission.not-found', {
          errors: missing.map((path) => ({ path, message: 'submission.not-found' })),
        })
      const open = await nominated.openListsOf(
        tx,
        files.map(({ submissionId }) => submissionId),
      )
      const readiness = await readinessOf(tx, files, id)
      const judged = files.map((file) => {
        if (open.get(file.submissionId) === id) return { file, code: 'already-listed' as const }
        return { file, code: readiness.get(file.submissionId)?.codes.find((code) => never.has(code)) ?? null }
      })
      const fit = judged.filter(({ code }) => code === null).map(({ file }) => file.submissionId)
      const at = now()
      await nominated.addItems(tx, actor, id, fit, at)
      if (fit.length > 0) await repository.updateList(tx, id, {}, at)
      return {
        list: await read(tx, actor, id),
        added: fit.length,
        left: judged.flatMap(({ file: { submissionId, unit }, code }) => (code ? [{ submissionId, unit, code }] : [])),
      }
    })
  }

  /** Takes units off a list. From one that is with the leader their files go back to assessed, with the reason. */
  function removeItems(
    actor: Actor,
    id: NominationListId,
    { submissionIds, reason }: Call<typeof removeNominations>['body'],
  ): Promise<NominationList> {
    return db.transaction(async (tx) => {
      const list = requireSeen(await repository.lockList(tx, actor, id))
      const proposed = list.status === 'proposed'
      requireDo(actor, list, 'take-off', null)
      if (proposed && reason === null) throw new Problem('submission.reason-required')
      const open = await nominated.openListsOf(tx, submissionIds)
      const strange = submissionIds.filter((one) => open.get(one) !== id)
      if (strange.length > 0)
        throw new Problem('nomination.not-listed', {
          errors: strange.map((path) => ({ path, message: 'nomination.not-listed' })),
        })
      const at = now()
      if (proposed)
        await moveAll(tx, actor, 'take-off-list', (await lockMany(tx, actor, submissionIds)).map(asNow(reason)), at)
      await nominated.settleItems(tx, id, submissionIds, 'taken-off')
      await repository.addEvent(tx, actor, { listId: id, action: 'take-off', reason, at })
      // A list of which the rest was decided is done; one of which nothing is left goes back to whoever made it.
      const done = proposed && (await nominated.countOpen(tx, id)) === 0
      const status = done ? (list.units > submissionIds.length ? 'decided' : 'returned') : list.status
      await repository.updateList(tx, id, { status }, at)
      return read(tx, actor, id)
    })
  }

  return { addItems, removeItems }
}
