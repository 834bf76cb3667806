import type {
  AccountStatus,
  MembershipId,
  NewMembership,
  NewPerson,
  Page,
  Person,
  PersonChange,
  PersonId,
} from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db, Tx } from '../../platform/db/client.ts'
import { isWithin } from '../../platform/db/tree.ts'
import { decodeCursor, defaultLimit, textKey, toPage, type PageRequest } from '../../platform/page.ts'
import { Problem } from '../../platform/problem.ts'
import { findUnits } from '../org/index.ts'
import { by, record } from './events.repository.ts'
import { digest, hashPassword, temporaryPassword } from './passwords.ts'
import * as invitations from './invitations.repository.ts'
import {
  administratorRoles,
  isSelf,
  mayGrant,
  requireAdministers,
  requireGrantable,
  requireNotSelf,
} from './people.policy.ts'
import { presentPeople, presentPerson } from './people.present.ts'
import * as repository from './people.repository.ts'
import * as responsibles from './responsibles.repository.ts'
import * as sessions from './sessions.repository.ts'

export type PeopleService = ReturnType<typeof createPeopleService>
/** The password is shown once, to hand over; it must be changed at the first sign-in. */
export type Issued = { person: Person; temporaryPassword: string }
/** Null: nothing was issued, the person is invited. */
export type Created = { person: Person; temporaryPassword: string | null }

export function createPeopleService({ db }: { db: Db }) {
  async function list(actor: Actor, query: PageRequest & repository.PeopleFilters): Promise<Page<Person>> {
    const after = decodeCursor(query.cursor, textKey)
    const rows = await repository.list(db, actor.unitPath, query, after, query.limit ?? defaultLimit)
    const shown = await presentPeople(db, actor, rows)
    const { items, nextCursor } = toPage(
      rows,
      query,
      (row) => [row.fullName, row.id],
      (row) => shown.get(row.id),
    )
    return { items: items.filter((one) => one !== undefined), nextCursor }
  }

  async function get(actor: Actor, id: PersonId): Promise<Person> {
    return show(db, actor, requireSeen(await repository.findSeen(db, actor.unitPath, id)))
  }

  /** With `entrance: 'invitation'` there is no password until the person, invited, chooses one. */
  async function create(actor: Actor, { membership, entrance, ...values }: NewPerson): Promise<Created> {
    const [unit] = await findUnits(db, [membership.unitId])
    requireGrantable(actor, membership, unit)
    const password = entrance === 'invitation' ? null : temporaryPassword()
    const passwordHash = password && (await hashPassword(password))
    return db.transaction(async (tx) => {
      const row = await repository.insert(tx, { ...values, passwordHash, mustChangePassword: password !== null })
      await record(tx, { action: 'person-created', ...by(actor), personId: row.id, unitId: membership.unitId })
      await give(tx, actor, row.id, membership)
      return { person: await show(tx, actor, row), temporaryPassword: password }
    })
  }

  async function change(actor: Actor, id: PersonId, values: PersonChange): Promise<Person> {
    return locked(actor, id, async (tx, row, held) => {
      requireKept(row)
      if (!isSelf(actor, row)) requireAdministers(actor, held)
      const changed = await repository.change(tx, id, values)
      const detail = { fullName: row.fullName, email: row.email, phone: row.phone }
      await record(tx, { action: 'person-changed', ...by(actor), personId: id, detail })
      return show(tx, actor, changed)
    })
  }

  /** Suspends or restores; a suspended person's sessions end. Doing it twice is doing it once. */
  async function setStatus(actor: Actor, id: PersonId, status: AccountStatus): Promise<Person> {
    return locked(actor, id, async (tx, row, held) => {
      requireNotSelf(actor, row)
      requireAdministers(actor, held)
      requireKept(row)
      if (row.status === status) return show(tx, actor, row)
      if (status === 'suspended') await requireOthers(tx, id, held)
      const changed = await repository.setStatus(tx, id, status)
      if (status === 'suspended') await sessions.endSessionsOf(tx, id)
      const action = status === 'suspended' ? 'person-suspended' : 'person-restored'
      await record(tx, { action, ...by(actor), personId: id })
      return show(tx, actor, changed)
    })
  }

  async function resetPassword(actor: Actor, id: PersonId): Promise<Issued> {
    const password = temporaryPassword()
    const passwordHash = await hashPassword(password)
    return locked(actor, id, async (tx, row, held) => {
      requireNotSelf(actor, row)
      requireAdministers(actor, held)
      requireKept(row)
      await sessions.setPassword(tx, id, passwordHash, true)
      await sessions.endSessionsOf(tx, id)
      await sessions.clearAttempts(tx, digest(row.username))
      await invitations.withdraw(tx, [id])
      await record(tx, { action: 'password-reset', ...by(actor), personId: id })
      const changed = { ...row, passwordHash, mustChangePassword: true }
      return { person: await show(tx, actor, changed), temporaryPassword: password }
    })
  }

  async function grant(actor: Actor, id: PersonId, membership: NewMembership): Promise<Person> {
    return locked(actor, id, async (tx, row) => {
      requireKept(row)
      const [unit] = await findUnits(tx, [membership.unitId])
      requireGrantable(actor, membership, unit)
      await give(tx, actor, id, membership)
      return show(tx, actor, row)
    })
  }

  async function endMembership(actor: Actor, id: PersonId, membershipId: MembershipId): Promise<Person> {
    return locked(actor, id, async (tx, row, held) => {
      const membership = held.find((one) => one.id === membershipId && isWithin(one.path, actor.unitPath))
      if (!membership) throw new Problem('membership.not-found')
      if (actor.membershipId === membershipId) throw new Problem('person.is-self')
      if (!mayGrant(actor, membership.role)) throw new Problem('membership.role-not-yours-to-grant')
      await requireOthers(tx, id, [membership])
      await repository.endMembership(tx, membershipId)
      await sessions.endSessionsIn(tx, membershipId)
      const { role, unit } = membership
      const staysThere = held.some((one) => one.id !== membershipId && one.unit.id === unit.id)
      if (!staysThere) await responsibles.endOf(tx, id, unit.id)
      const about = { personId: id, membershipId, unitId: unit.id, detail: { role } }
      await record(tx, { action: 'membership-ended', ...by(actor), ...about })
      return show(tx, actor, row)
    })
  }

  async function withdrawInvitation(actor: Actor, id: PersonId): Promise<Person> {
    return locked(actor, id, async (tx, row, held) => {
      requireNotSelf(actor, row)
      requireAdministers(actor, held)
      if ((await invitations.withdraw(tx, [id])) === 0) throw new Problem('invitation.not-found')
      await record(tx, { action: 'invitation-withdrawn', ...by(actor), personId: id })
      return show(tx, actor, row)
    })
  }

  type Work<T> = (tx: Tx, row: sessions.PersonRow, held: repository.HeldMembership[]) => Promise<T>
  /** Lock, check, write: the person, who must be visible, and what they hold stay as they are until the work is done. */
  function locked<T>(actor: Actor, id: PersonId, work: Work<T>): Promise<T> {
    return db.transaction(async (tx) => {
      const row = requireSeen(await repository.lockSeen(tx, actor.unitPath, id))
      return work(tx, row, await repository.heldBy(tx, [id]))
    })
  }

  return { list, get, create, change, setStatus, resetPassword, grant, endMembership, withdrawInvitation }
}

async function give(tx: Tx, actor: Actor, personId: PersonId, membership: NewMembership) {
  const membershipId = await repository.insertMembership(tx, personId, membership)
  const about = { personId, membershipId, unitId: membership.unitId, detail: { role: membership.role } }
  await record(tx, { action: 'membership-granted', ...by(actor), ...about })
}

/** Hidden and missing people answer alike. */
function requireSeen(row: sessions.PersonRow | undefined): sessions.PersonRow {
  if (!row) throw new Problem('person.not-found')
  return row
}

/** A pseudonym is given no name, no password and no role again. */
function requireKept(row: sessions.PersonRow) {
  if (row.erasedAt !== null) throw new Problem('person.erased')
}

/** Whoever goes leaves another administrator behind, wherever they are one. */
export async function requireOthers(tx: Tx, id: PersonId, leaving: readonly repository.HeldMembership[]) {
  for (const { role, unit } of leaving.filter((one) => administratorRoles.includes(one.role)))
    if ((await repository.otherHolders(tx, unit.id, role, id)).length === 0)
      throw new Problem('membership.last-administrator')
}

const show = presentPerson
