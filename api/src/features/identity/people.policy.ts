import {
  grantableBy,
  personActions,
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
/** @property isInvited whether an invitation is open; @property erasure who asked for erasure, while nobody has decided */
export type Account = {
  id: PersonId
  status: 'active' | 'suspended'
  erasedAt: Date | null
  isInvited: boolean
  erasure: { requestedById: PersonId } | null
}
type Action = Person['actions'][number]

export const isSelf = (actor: Actor, person: { id: PersonId }) => actor.personId === person.id

/** Roles are handed out by people: a key that could make accounts would outlive the administrator who made it. */
export const mayGrant = (actor: Actor, role: Role) => actor.role !== null && grantableBy[actor.role].includes(role)

/**
 * Whoever resets a password can sign in with it. So an account is administered only by someone who could have given
 * every role it holds, everywhere it holds one: else a school head could become the officer who also teaches there.
 */
export const administers = (actor: Actor, held: readonly Held[]) =>
  held.every(({ role, path }) => isWithin(path, actor.unitPath) && mayGrant(actor, role))

const others = (actor: Actor, person: Account, held: readonly Held[]) =>
  !isSelf(actor, person) && administers(actor, held)

const rules: Record<Action, (actor: Actor, person: Account, held: readonly Held[]) => boolean> = {
  edit: (actor, person, held) => isSelf(actor, person) || administers(actor, held),
  suspend: (actor, person, held) => person.status === 'active' && others(actor, person, held),
  restore: (actor, person, held) => person.status === 'suspended' && administers(actor, held),
  'reset-password': others,
  grant: (actor) => actor.role !== null && grantableBy[actor.role].length > 0,
  invite: (actor, person, held) => person.status === 'active' && held.length > 0 && others(actor, person, held),
  'withdraw-invitation': (actor, person, held) => person.isInvited && others(actor, person, held),
  'export-data': others,
  'request-erasure': (actor, person, held) => person.erasure === null && others(actor, person, held),
  // Two people: whoever wrote down that somebody asked does not carry it out.
  erase: (actor, person, held) =>
    person.erasure !== null && person.erasure.requestedById !== actor.personId && others(actor, person, held),
  'decline-erasure': (actor, person, held) => person.erasure !== null && others(actor, person, held),
}

/** What is erased stays erased: nothing can be done with it. */
export function actionsFor(actor: Actor, person: Account, held: readonly Held[]): Action[] {
  if (!may(actor, 'person.write') || person.erasedAt !== null) return []
  return personActions.filter((action) => rules[action](actor, person, held))
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

/** Administrators of the system and of a province: without one of them nobody could make the next. */
export const administratorRoles: readonly Role[] = ['system-administrator', 'province-administrator']
