import type { Decision, DecisionId, NewRevocation } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import { moveAll } from '../submissions/index.ts'
import { endRecognitions } from './certificates.repository.ts'
import { requireFollowed, signDecision, type Ports } from './decisions.ts'

/**
 * `revoke(actor, decisionId, order)`: a new decision takes back what one recognised. The file may be assessed and
 * recognised again; what was taken back stays on record.
 */
export function createRevoke({ db, read, now }: Ports) {
  return (actor: Actor, id: DecisionId, { items, reason, ...signature }: NewRevocation): Promise<Decision> =>
    db.transaction(async (tx) => {
      const { root, listed } = await requireFollowed(tx, actor, id, 'revoke', items)
      const at = now()
      const order = {
        ...signature,
        campaignId: root.campaign.id,
        kind: 'revocation',
        aboutId: root.id,
        reason,
      } as const
      const signed = await signDecision(tx, actor, order, { at, since: root.signedOn })
      await endRecognitions(
        tx,
        listed.map(({ current }) => ({
          ...{ recognitionId: current.id, decisionId: signed.id, successorId: null, endedAt: at },
        })),
      )
      const changes = { recognisedLevel: null }
      const files = listed.map(({ row, item }) => ({ row, version: item.version, reason, changes }))
      await moveAll(tx, actor, 'revoke', files, at)
      return read(tx, actor, signed.id)
    })
}
