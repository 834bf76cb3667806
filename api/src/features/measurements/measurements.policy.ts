import type { Actor } from '../../platform/actor.ts'
import { isWithin } from '../../platform/db/tree.ts'
import { Problem } from '../../platform/problem.ts'

/** One sees the figures of the own branch; hidden and missing units answer alike. */
export function requireOwn(actor: Actor, unit: { path: string } | undefined) {
  if (!unit || !isWithin(unit.path, actor.unitPath)) throw new Problem('unit.not-found')
}
