import {
  permissionsOf,
  powersOf,
  type Delegation,
  type NewDelegation,
  type Permission,
  type Role,
  type StandsFor,
} from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import { Problem } from '../../platform/problem.ts'
import type { DelegationRow, Lent } from './delegations.repository.ts'

/**
 * What somebody may do in a role with what others have lent them. What the role gives is the person's own; a signature
 * under it stands for nobody.
 */
export function powersIn(role: Role, lent: readonly Lent[]) {
  const own = new Set<Permission>(permissionsOf[role])
  const borrowed = new Map<Permission, StandsFor>()
  for (const { powers, delegationId, fullName, office, role: ofRole } of lent)
    for (const power of powers)
      if (!own.has(power) && !borrowed.has(power)) borrowed.set(power, { delegationId, fullName, office, role: ofRole })
  return { permissions: new Set([...own, ...borrowed.keys()]), lent: borrowed }
}

/** Only what the own role gives is lent: what one was lent is not passed on. */
export function requireOwnPowers(actor: Actor, { powers }: NewDelegation) {
  const own = actor.role === null ? [] : powersOf(actor.role)
  if (!powers.every((power) => own.includes(power))) throw new Problem('delegation.power-not-yours')
}

/** Whoever lent takes back, and so may another leader of the unit who could have lent the same. */
export function actionsFor(actor: Actor, row: DelegationRow): Delegation['actions'] {
  const leads = actor.role !== null && powersOf(actor.role).length > 0 && actor.unitId === row.unit.id
  const isOpen = row.state === 'running' || row.state === 'coming'
  return isOpen && (actor.membershipId === row.from.membershipId || leads) ? ['revoke'] : []
}
