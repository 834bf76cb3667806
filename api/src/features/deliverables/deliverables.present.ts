import {
  fulfilmentOf,
  type DeliveryEvent,
  type DeliveryRound,
  type DeliverySummary,
  type LinkCheck,
} from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import { presentAttachment } from '../catalogues/index.ts'
import type { EventRow, RoundRow } from './deliverables.repository.ts'
import { actionsOf } from './deliverables.policy.ts'
import type { DutyRow } from './duties.repository.ts'

export const presentSummary = (actor: Actor, row: DutyRow): DeliverySummary => ({
  milestoneId: row.milestoneId,
  kind: row.kind,
  fulfilment: fulfilmentOf[row.kind],
  unit: { id: row.unitId, code: row.unitCode, name: row.unitName, type: row.unitType },
  receiver: row.receiver,
  campaign: { ...row.campaign, closedAt: row.closedAt?.toISOString() ?? null },
  tier: row.tier,
  code: row.code,
  task: row.task,
  required: row.required,
  lateness: row.lateness,
  startsOn: row.startsOn,
  dueOn: row.dueOn,
  plannedDueOn: row.plannedDueOn,
  extendedTo: row.extendedTo,
  returnDue: row.returnDue,
  status: row.status,
  round: row.round,
  handedInAt: row.handedInAt?.toISOString() ?? null,
  late: row.late,
  lateMinutes: row.lateMinutes,
  locked: row.locked,
  progress: row.done === null || row.total === null ? null : { done: row.done, total: row.total },
  link: row.link && presentLink(row.link),
  lastRemindedOn: row.lastRemindedOn,
  version: row.version,
  actions: actionsOf(actor, row),
})

type LinkRow = NonNullable<DutyRow['link']>

const presentLink = ({ since, checkedAt, lastUpAt, ...link }: LinkRow): LinkCheck => ({
  ...link,
  since: since.toISOString(),
  checkedAt: checkedAt.toISOString(),
  lastUpAt: lastUpAt?.toISOString() ?? null,
})

/** For whom it was handed in is said by the move that made the round. */
export const presentRound =
  (events: readonly EventRow[]) =>
  ({ round, content, files, dueOn, handedInAt, handedInBy }: RoundRow): DeliveryRound => ({
    ...{ round, content, dueOn, handedInBy },
    standsFor: events.find((event) => event.action === 'hand-in' && event.round === round)?.standsFor ?? null,
    files: files.map(presentAttachment),
    handedInAt: handedInAt.toISOString(),
  })

export const presentEvent = (row: EventRow): DeliveryEvent => ({
  action: row.action,
  from: row.fromStatus,
  to: row.toStatus,
  round: row.round,
  reason: row.reason,
  due: row.due,
  at: row.at.toISOString(),
  by: row.actorName,
  standsFor: row.standsFor,
  unitName: row.unitName,
})
