import {
  grantableBy,
  tierOf,
  tierOfRole,
  type NewMembership,
  type Person,
  type PersonId,
  type Role,
  type UnitType,
} from '@thuoc/shared'
import { may, type Actor } from '../../platform/actor.ts'
import { isWithin } from '../../platform/db/tree.ts'
import { Problem } from '../../platform/problem.ts'

type Held = { role: Role; path: string }
type Account = { id: PersonId; status: 'active' | 'suspended' }
type Action = Person['actions'][number]

export const isSelf = (actor: Actor, person: { id: PersonId }) => actor.personId === person.id

/** Roles are handed out by people: a key that could make accounts would outlive the administrator who made it. */
export const mayGrant = (actor: Actor, role: Role) => actor.role !== null && grantableBy[actor.role].includes(role)

/**
 * Whoever resets a password can sign in with it. So an account is administered only by someone who could have given
 * every role it holds, everywhere it holds one: else a school head could become the officer who also teaches there.
 */
const administers = (actor: Actor, held: readonly Held[]) =>
  held.every(({ role, path }) => isWithin(path, actor.unitPath) && mayGrant(actor, role))

const rules: Record<Action, (actor: Actor, person: Account, held: readonly Held[]) => boolean> = {
  edit: (actor, person, held) => isSelf(actor, person) || administers(actor, held),
  suspend: (actor, person, held) => person.status === 'active' && !isSelf(actor, person) && administers(actor, held),
  restore: (actor, person, held) => person.status === 'suspended' && administers(actor, held),
  'reset-password': (actor, person, held) => !isSelf(actor, person) && administers(actor, held),
  grant: (actor) => actor.role !== null && grantableBy[actor.role].length > 0,
}

export function actionsFor(actor: Actor, person: Account, held: readonly Held[]): Action[] {
  if (!may(actor, 'person.write')) return []
  const all: Action[] = ['edit', 'suspend', 'restore', 'reset-password', 'grant']
  return all.filter((action) => rules[action](actor, person, held))
}

export function requireAdministers(actor: Actor, held: readonly Held[]) {
  if (!administers(actor, held)) throw new Problem('access.denied')
}

export function requireNotSelf(actor: Actor, person: { id: PersonId }) {
  if (isSelf(actor, person)) throw new Problem('person.is-self')
}

/** A role is given in a unit of the own subtree, of the tier the role belongs to, by someone who may give it. */
export function requireGrantable<U extends { path: string; type: UnitType }>(
  actor: Actor,
  { role }: Pick<NewMembership, 'role'>,
  unit: U | undefined,
): U {
  if (!unit || !isWithin(unit.path, actor.unitPath)) throw new Problem('unit.not-found')
  if (tierOfRole[role] !== tierOf[unit.type]) throw new Problem('membership.role-unfit-for-unit')
  if (!mayGrant(actor, role)) throw new Problem('membership.role-not-yours-to-grant')
  return unit
}
