import { tierOf, type MilestoneAction, type UnitId } from '@thuoc/shared'
import { may, type Actor } from '../../platform/actor.ts'
import { isWithin } from '../../platform/db/tree.ts'
import { Problem } from '../../platform/problem.ts'
import type { CampaignRow } from './campaigns.repository.ts'
import type { MilestoneRow } from './milestones.repository.ts'

/** What an actor is in one campaign: the province that planned it, a managing body in it, or somebody who reads. */
export type Part = 'province' | 'body' | 'reader'

/** @param isBody whether the unit of the actor manages or assesses others in the campaign */
export function partOf(actor: Actor, campaign: Pick<CampaignRow, 'provinceUnitId'>, isBody: boolean): Part {
  if (!may(actor, 'plan.write')) return 'reader'
  if (campaign.provinceUnitId === actor.unitId) return 'province'
  return isBody && tierOf[actor.unitType] === 'managing-body' ? 'body' : 'reader'
}

/** Whose plan the actor writes: null stands for the province’s own. @throws Problem `access.denied` */
export function requirePlan(actor: Actor, part: Part): UnitId | null {
  if (part === 'reader') throw new Problem('access.denied')
  return part === 'province' ? null : actor.unitId
}

/** A managing body’s own milestones are its own, its schools’ and its superiors’ to see. */
export const seesMilestone = (actor: Actor, row: MilestoneRow, ownBody: UnitId | null): boolean =>
  row.bodyUnitId === null ||
  row.bodyUnitId === ownBody ||
  (row.bodyPath !== null && isWithin(row.bodyPath, actor.unitPath))

const mayDo: Record<MilestoneAction, (part: Part, own: boolean, row: MilestoneRow) => boolean> = {
  change: (_part, own) => own,
  remove: (_part, own) => own,
  // Its own milestones it changes; the province’s tasks and those of its peers are not its to date.
  'set-own-dates': (part, own, row) => part === 'body' && !own && row.tier === 'school',
  extend: (part, _own, row) =>
    row.dueOn !== null && (part === 'province' || (part === 'body' && row.tier === 'school')),
}
const all: readonly MilestoneAction[] = ['change', 'remove', 'set-own-dates', 'extend']

export const milestoneActions = (actor: Actor, part: Part, row: MilestoneRow): MilestoneAction[] => {
  const own = part !== 'reader' && row.bodyUnitId === (part === 'province' ? null : actor.unitId)
  return all.filter((action) => part !== 'reader' && mayDo[action](part, own, row))
}

/** @throws Problem `access.denied` */
export function requireMilestone(actor: Actor, part: Part, row: MilestoneRow, action: MilestoneAction) {
  if (!milestoneActions(actor, part, row).includes(action)) throw new Problem('access.denied')
}
