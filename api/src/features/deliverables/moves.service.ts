import {
  dayOf,
  deliveryTransitions,
  type Delivery,
  type DeliveryAction,
  type DeliveryKey,
  type DeliveryStatus,
} from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import { findUnits } from '../org/index.ts'
import { notify } from '../notices/index.ts'
import { handedContent, missingIn, type Prepared } from './content.ts'
import { requireMayMove, requireState, requireVisible } from './deliverables.policy.ts'
import * as repository from './deliverables.repository.ts'
import * as duties from './duties.repository.ts'
import type { LinkFinding } from '../../platform/links/link-check.ts'
import { keepLink } from './links.repository.ts'
import type { DeliverablePorts } from './ports.ts'

type Parts = DeliverablePorts & {
  present: (source: Queryable, actor: Actor, row: duties.DutyRow) => Promise<Delivery>
  prepared: (source: Queryable, row: duties.DutyRow) => Promise<Prepared>
}
export type MoveRequest = { action: DeliveryAction; version: number; reason: string | null; due: string | null }
type Looked = { url: string; found: LinkFinding } | null

/** The moves of a delivery. Each locks the row, looks again, then writes. */
export function createMoves({ db, now, checkLink, present, prepared }: Parts) {
  async function move(actor: Actor, key: DeliveryKey, request: MoveRequest): Promise<Delivery> {
    const seen = requireVisible(await duties.find(db, actor, key, now()))
    requireMayMove(actor, seen, request.action)
    // Before the transaction: a slow website must not hold a lock.
    const looked = request.action === 'hand-in' ? await lookAt(seen) : null
    return db.transaction(async (tx) => {
      const at = now()
      const row = await moveOne(tx, actor, key, request, at, looked)
      if (request.action === 'return' || request.action === 'accept') await tell(tx, actor, row, request, at)
      return present(tx, actor, requireVisible(await duties.find(tx, actor, key, at)))
    })
  }

  /** What the website says that is about to be handed in; null where none is. */
  async function lookAt(row: duties.DutyRow): Promise<Looked> {
    if (row.kind !== 'website-link') return null
    const { url } = await repository.draftOf(db, row.deliveryId)
    if (url === null || url === '') return null
    const found = await checkLink(url)
    if (found.state === 'refused') throw new Problem('delivery.link-refused', { errors: [refusal(found)] })
    return { url, found }
  }

  async function moveOne(
    tx: Tx,
    actor: Actor,
    key: DeliveryKey,
    request: MoveRequest,
    at: Date,
    looked: Looked,
  ): Promise<duties.DutyRow> {
    const { action, version, reason, due } = request
    const held = await repository.lockOrBegin(tx, key)
    const row = requireVisible(await duties.find(tx, actor, key, at))
    requireMayMove(actor, row, action)
    requireState(row, action)
    if (held.version !== version) throw new Problem('delivery.stale')
    if (action === 'return') requireReturnable(request, at)
    if (action === 'hand-in') await handIn(tx, actor, held, row, at, looked)
    const [unit] = await findUnits(tx, [actor.unitId])
    await repository.move(tx, actor, held.id, {
      ...{ action, at, due, reason: reason === '' ? null : reason },
      from: row.status,
      to: targetOf(row, action),
      round: held.round + (action === 'hand-in' ? 1 : 0),
      unitName: unit?.name ?? '',
    })
    return row
  }

  async function handIn(
    tx: Tx,
    actor: Actor,
    held: repository.DeliveryRow,
    row: duties.DutyRow,
    at: Date,
    looked: Looked,
  ) {
    if (row.locked) throw new Problem('milestone.locked')
    const ready = await prepared(tx, { ...row, deliveryId: held.id })
    const errors = missingIn(ready)
    if (errors.length > 0) throw new Problem('delivery.incomplete', { errors })
    const url = row.kind === 'website-link' ? ready.content.url : null
    // Somebody put another address in while the first one was being looked at.
    if (url !== null && url !== looked?.url) throw new Problem('delivery.stale')
    const files = await repository.draftFiles(tx, held.id)
    await repository.insertRound(tx, actor, held, { content: handedContent(ready), files, dueOn: row.dueOn }, at)
    if (looked) await keepLink(tx, held.id, looked.url, looked.found, at)
  }

  /** The unit learns in the app what became of what it handed in. */
  async function tell(tx: Tx, actor: Actor, row: duties.DutyRow, { action, due }: MoveRequest, at: Date) {
    const kind = action === 'return' ? ('delivery-returned' as const) : ('delivery-accepted' as const)
    const values = { ...namesOf(row), ...(due !== null && { due }) }
    await notify(tx, [{ unitId: row.unitId, kind, values }], { to: 'deliverable.prepare', by: actor.name, at })
  }

  /** Receives or accepts several; all or none. In one order, so that two callers cannot wait for each other. */
  const moveMany = (
    actor: Actor,
    action: 'receive' | 'accept',
    items: readonly (DeliveryKey & { version: number })[],
  ): Promise<{ moved: number }> =>
    db.transaction(async (tx) => {
      const at = now()
      const nameOf = ({ milestoneId, unitId, kind }: DeliveryKey) => `${milestoneId} ${unitId} ${kind}`
      const once = [...new Map(items.map((item) => [nameOf(item), item])).entries()].toSorted(([a], [b]) =>
        a < b ? -1 : 1,
      )
      for (const [, { version, ...key }] of once) {
        // Before a row is made for something that is not there.
        requireMayMove(actor, requireVisible(await duties.find(tx, actor, key, at)), action)
        const request = { action, version, reason: null, due: null }
        const row = await moveOne(tx, actor, key, request, at, null)
        if (action === 'accept') await tell(tx, actor, row, request, at)
      }
      return { moved: once.length }
    })

  return { move, moveMany }
}

const refusal = ({ fault }: LinkFinding) => ({ path: '/url', message: fault ?? 'address' })

/** Nobody above receives what is a unit's own task: it counts as accepted. */
const targetOf = ({ unitId, receiverUnitId }: duties.DutyRow, action: DeliveryAction): DeliveryStatus =>
  action === 'hand-in' && unitId === receiverUnitId ? 'accepted' : deliveryTransitions[action].to

function requireReturnable({ reason, due }: MoveRequest, at: Date) {
  const errors = [
    ...(reason === null || reason === '' ? [{ path: '/reason', message: 'missing' }] : []),
    ...(due === null ? [{ path: '/due', message: 'missing' }] : []),
  ]
  if (errors.length > 0) throw new Problem('delivery.reason-required', { errors })
  if (due !== null && due < dayOf(at)) throw new Problem('delivery.due-past')
}

/** What a notice needs to name a thing and to lead to it. */
export const namesOf = ({ milestoneId, unitId, kind, code, task }: duties.DutyRow) => ({
  ...{ milestoneId, unitId, kind, code, task },
})
