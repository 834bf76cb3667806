import { tierOf } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import { Problem } from '../../platform/problem.ts'

/**
 * Reports are for those who stand above units: they see the units under them, as of each campaign, and no others. A school
 * sees itself and means.
 * @throws Problem `access.denied`
 */
export function requireOverseer(actor: Actor) {
  if (tierOf[actor.unitType] === 'school') throw new Problem('access.denied')
}
