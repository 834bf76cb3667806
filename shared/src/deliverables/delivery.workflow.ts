import { z } from 'zod'

/** The life of what a unit hands in for one milestone: of a plan, a report, a link … */
export const deliveryStatuses = ['not-started', 'handed-in', 'received', 'returned', 'accepted'] as const
export const deliveryStatus = z.enum(deliveryStatuses)
export type DeliveryStatus = z.infer<typeof deliveryStatus>

export const deliveryActions = ['hand-in', 'receive', 'return', 'accept'] as const
export const deliveryAction = z.enum(deliveryActions)
export type DeliveryAction = z.infer<typeof deliveryAction>

type DeliveryMove = { from: readonly DeliveryStatus[]; to: DeliveryStatus; by: 'owner' | 'receiver' }

/**
 * One line a move. A receiver may accept what it has not confirmed receiving first, and may send back what it had
 * accepted when a fault shows later. What is the unit's own task, with nobody above to receive it, counts as accepted
 * as soon as it is handed in.
 */
export const deliveryTransitions: Record<DeliveryAction, DeliveryMove> = {
  'hand-in': { from: ['not-started', 'returned'], to: 'handed-in', by: 'owner' },
  receive: { from: ['handed-in'], to: 'received', by: 'receiver' },
  return: { from: ['handed-in', 'received', 'accepted'], to: 'returned', by: 'receiver' },
  accept: { from: ['handed-in', 'received'], to: 'accepted', by: 'receiver' },
}

/** Something still has to be handed in. */
export const isOutstanding = (status: DeliveryStatus): boolean => deliveryTransitions['hand-in'].from.includes(status)
export const outstandingStatuses = deliveryTransitions['hand-in'].from
export const doneStatuses = deliveryStatuses.filter((status) => !isOutstanding(status))
