import { parentTiers, tierOf, tiers, type Unit, type UnitId, type UnitType } from '@thuoc/shared'
import { may, type Actor } from '../../platform/actor.ts'
import { isWithin } from '../../platform/db/tree.ts'
import { Problem } from '../../platform/problem.ts'

type Placed = { id: UnitId; path: string; type: UnitType; closedOn: string | null }

/** An actor's own branch: its unit and what lies under it. */
export const isOwn = (actor: Actor, unit: { path: string }) => isWithin(unit.path, actor.unitPath)

/** One sees the own branch and the superiors above it. */
export const canSee = (actor: Actor, unit: { path: string }) =>
  isOwn(actor, unit) || isWithin(actor.unitPath, unit.path)

const canHaveChildren = ({ type }: Placed) => tiers.some((tier) => parentTiers[tier].includes(tierOf[type]))

/** The root stands for the whole system and is not edited. */
const rules: Record<Unit['actions'][number], (actor: Actor, unit: Placed) => boolean> = {
  edit: (actor, unit) => may(actor, 'unit.write') && tierOf[unit.type] !== 'system',
  'add-child': (actor, unit) => may(actor, 'unit.write') && canHaveChildren(unit),
  'manage-people': (actor) => may(actor, 'person.write'),
  // Where one sits oneself is reorganised by those above.
  reorganise: (actor, unit) => may(actor, 'unit.write') && tierOf[unit.type] !== 'system' && unit.id !== actor.unitId,
}

export function actionsFor(actor: Actor, unit: Placed): Unit['actions'] {
  if (!isOwn(actor, unit)) return []
  // What is closed is only opened again.
  const all: Unit['actions'] =
    unit.closedOn === null ? ['edit', 'add-child', 'manage-people', 'reorganise'] : ['reorganise']
  return all.filter((action) => rules[action](actor, unit))
}

/** Hidden and missing units answer alike, so that a refusal never tells a stranger that a unit exists. */
export function requireVisible<Row extends { path: string }>(actor: Actor, unit: Row | undefined): Row {
  if (!unit || !canSee(actor, unit)) throw new Problem('unit.not-found')
  return unit
}

/** A superior may be seen but not touched. */
export function requireOwn<Row extends { path: string }>(actor: Actor, unit: Row | undefined): Row {
  const visible = requireVisible(actor, unit)
  if (!isOwn(actor, visible)) throw new Problem('access.denied')
  return visible
}

export function requireFitParent(type: UnitType, parent: { type: UnitType }) {
  if (!parentTiers[tierOf[type]].includes(tierOf[parent.type])) throw new Problem('unit.parent-unfit')
}
