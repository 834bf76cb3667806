import { tierOf, type CampaignSummary, type CampaignUnit, type UnitId, type UnitType } from '@thuoc/shared'
import { may, type Actor } from '../../platform/actor.ts'
import { isWithin } from '../../platform/db/tree.ts'
import { Problem } from '../../platform/problem.ts'

/** A province opens campaigns for its own units; the system above it does not plan for it. */
export const isPlanner = (actor: Actor): boolean =>
  may(actor, 'campaign.write') && tierOf[actor.unitType] === 'province'

const isPlannerOf = (actor: Actor, campaign: { provinceUnitId: UnitId }) =>
  isPlanner(actor) && campaign.provinceUnitId === actor.unitId

type Campaign = { provinceUnitId: UnitId; closedAt: Date | null }

export function actionsFor(actor: Actor, campaign: Campaign): CampaignSummary['actions'] {
  if (!isPlannerOf(actor, campaign)) return []
  return campaign.closedAt === null ? ['change', 'add-units', 'repeat', 'plan', 'close'] : ['repeat', 'reopen']
}

/** Nothing is asked or planned in a campaign that has ended. @throws Problem `campaign.closed` */
export function requireRunning({ closedAt }: { closedAt: Date | null }) {
  if (closedAt !== null) throw new Problem('campaign.closed')
}

/** Whether the external assessment of a unit has not begun, and whether it has not even touched its form. */
export type Begun = { reassignable: boolean; untouched: boolean }

export const unitActionsFor = (
  actor: Actor,
  campaign: Campaign,
  { reassignable, untouched }: Begun,
): CampaignUnit['actions'] =>
  isPlannerOf(actor, campaign)
    ? [
        // What was sent is still assessed after the end: somebody has to do it.
        ...(reassignable ? ['change-assessor' as const] : []),
        ...(untouched && campaign.closedAt === null ? ['take-out' as const] : []),
      ]
    : []

export function requirePlanner(actor: Actor) {
  if (!isPlanner(actor)) throw new Problem('access.denied')
}

export function requirePlannerOf(actor: Actor, campaign: { provinceUnitId: UnitId }) {
  if (!isPlannerOf(actor, campaign)) throw new Problem('access.denied')
}

type Placed = { id: UnitId; path: string; type: UnitType }

/**
 * Who may assess whom: a managing body or the province, of the same province, and never the unit itself.
 * @param province path of the province
 */
export const mayBeAssessedBy = (unit: Placed, assessor: Placed, province: string): boolean =>
  unit.id !== assessor.id &&
  ['managing-body', 'province'].includes(tierOf[assessor.type]) &&
  isWithin(assessor.path, province)
