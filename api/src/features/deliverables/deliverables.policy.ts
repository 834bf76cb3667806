import {
  deliveryActions,
  deliveryTransitions,
  fulfilmentOf,
  type DeliveryAction,
  type DeliverySummary,
  type Permission,
} from '@thuoc/shared'
import { may, standsForIn, type Actor } from '../../platform/actor.ts'
import { Problem } from '../../platform/problem.ts'
import type { DutyRow } from './duties.repository.ts'

type Duty = Pick<DutyRow, 'unitId' | 'receiverUnitId' | 'kind' | 'status' | 'locked' | 'closedAt'>

/** Hidden and missing ones answer alike. */
export function requireVisible<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new Problem('delivery.not-found')
  return row
}

const permissionFor: Record<DeliveryAction, Permission> = {
  'hand-in': 'deliverable.hand-in',
  receive: 'deliverable.receive',
  return: 'deliverable.receive',
  accept: 'deliverable.receive',
}

export const isOwner = (actor: Actor, { unitId }: Pick<Duty, 'unitId'>) => actor.unitId === unitId

/** Whom the actor signs for with this move; null: in their own right. */
export const signsFor = (actor: Actor, action: DeliveryAction) => standsForIn(actor, permissionFor[action])

/** A unit hands in what is its own; whoever receives it in this campaign answers. Superiors look on. */
const mayMove = (actor: Actor, row: Duty, action: DeliveryAction) =>
  may(actor, permissionFor[action]) &&
  (deliveryTransitions[action].by === 'owner' ? isOwner(actor, row) : actor.unitId === row.receiverUnitId)

export function requireMayMove(actor: Actor, row: Duty, action: DeliveryAction) {
  if (!mayMove(actor, row, action)) throw new Problem('access.denied')
  if (isComputed(row)) throw new Problem('delivery.computed')
  requireRunning(row)
}

/** @throws Problem `campaign.closed` */
function requireRunning({ closedAt }: Duty) {
  if (closedAt !== null) throw new Problem('campaign.closed')
}

/** The system sees this itself, so nobody moves it. */
const isComputed = ({ kind }: Pick<Duty, 'kind'>) => fulfilmentOf[kind] === 'system'

const fitsState = ({ status }: Duty, action: DeliveryAction) => deliveryTransitions[action].from.includes(status)

export function requireState(row: Duty, action: DeliveryAction) {
  if (!fitsState(row, action)) throw new Problem('delivery.wrong-state')
}

export function requirePreparable(actor: Actor, row: Duty) {
  if (!isOwner(actor, row)) throw new Problem('access.denied')
  if (isComputed(row)) throw new Problem('delivery.computed')
  requireRunning(row)
  requireState(row, 'hand-in')
}

/** What the actor can do now; exactly what would be accepted. */
export function actionsOf(actor: Actor, row: Duty): DeliverySummary['actions'] {
  if (isComputed(row) || row.closedAt !== null) return []
  const prepares = isOwner(actor, row) && may(actor, 'deliverable.prepare') && fitsState(row, 'hand-in')
  const moves = deliveryActions.filter(
    (action) => mayMove(actor, row, action) && fitsState(row, action) && !(action === 'hand-in' && row.locked),
  )
  return [...(prepares ? (['prepare'] as const) : []), ...moves]
}
