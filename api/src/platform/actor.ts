import type {
  Access,
  ApiKeyId,
  MembershipId,
  Permission,
  PersonId,
  Role,
  StandsFor,
  UnitId,
  UnitType,
} from '@thuoc/shared'
import { sql, type Placeholder } from 'drizzle-orm'

/**
 * Who is asking, and where they act. Built once per request; services get it as their first argument.
 * `unitPath` is the ltree path of the unit: what lies under it is the actor's.
 */
export type Actor = {
  kind: 'person' | 'machine'
  name: string
  personId: PersonId | null
  sessionId: string | null
  apiKeyId: ApiKeyId | null
  membershipId: MembershipId | null
  unitId: UnitId
  unitPath: string
  unitType: UnitType
  /** A machine has none: it has the permissions its key was given. */
  role: Role | null
  permissions: ReadonlySet<Permission>
  /** Of these, the ones that somebody else lent for a time, with whom a signature then stands for. */
  lent?: ReadonlyMap<Permission, StandsFor>
}

/** A person with a session, who may still have to choose a unit or to change the password. */
export type Caller = {
  personId: PersonId
  sessionId: string
  username: string
  name: string
  mustChangePassword: boolean
  membershipId: MembershipId | null
}

/** Whom the token of a request stands for. A machine has no session, so no `caller`. */
export type Identified = { caller: Caller | null; actor: Actor | null }

/**
 * Whom a token stands for `now`; null when it stands for nobody (any more). `before`: whom it stood for the last time, the
 * same object where that is still so; null when it was not asked of late.
 */
export type Identifying = { now: Promise<Identified | null>; before: Identified | null }

/** What the handler of an endpoint of that access may count on. */
export type ActorOf<A extends Access> = A extends 'public' ? null : A extends 'session' ? Caller : Actor

export const may = (actor: Actor, permission: Permission) => actor.permissions.has(permission)

/** Whom the actor signs for when it uses this permission; null: it is the actor's own. */
export const standsForIn = (actor: Actor, permission: Permission): StandsFor | null =>
  actor.lent?.get(permission) ?? null

/** Of an actor, what decides which rows are theirs to see; in a statement that is written once, where it will stand. */
export type Asker = {
  personId: PersonId | Placeholder | null
  unitId: UnitId | Placeholder
  /** Where it is known already when the statement is written. */
  unitType?: UnitType
}
export const anAsker: Asker = { personId: sql.placeholder('personId'), unitId: sql.placeholder('unitId') }
export const asAsker = ({ personId, unitId }: Actor) => ({ personId, unitId })

/** Who signs what is written: the person, or the key of the machine. */
export function actorId({ personId, apiKeyId }: Actor): PersonId | ApiKeyId {
  const id = personId ?? apiKeyId
  if (id === null) throw new Error('An actor is a person or a key')
  return id
}
