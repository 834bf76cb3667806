import type { ErasureRequest, PersonalData, Person, PersonId } from '@thuoc/shared'
import type { Actor, Caller } from '../../platform/actor.ts'
import type { Db, Queryable, Tx } from '../../platform/db/client.ts'
import { forgetAddress } from '../../platform/mail/index.ts'
import { Problem } from '../../platform/problem.ts'
import * as delegations from './delegations.repository.ts'
import { presentDelegation } from './delegations.service.ts'
import * as erasures from './erasures.repository.ts'
import { by, record } from './events.repository.ts'
import * as invitations from './invitations.repository.ts'
import { digest } from './passwords.ts'
import * as repository from './personal-data.repository.ts'
import { requireAdministers, requireNotSelf } from './people.policy.ts'
import { presentPerson } from './people.present.ts'
import * as people from './people.repository.ts'
import { requireOthers } from './people.service.ts'
import * as responsibles from './responsibles.repository.ts'
import * as sessions from './sessions.repository.ts'

export type PersonalDataService = ReturnType<typeof createPersonalDataService>

export function createPersonalDataService({ db }: { db: Db }) {
  const ofSelf = ({ personId }: Caller): Promise<PersonalData> =>
    db.transaction(async (tx) => {
      await record(tx, { action: 'data-exported', actorPersonId: personId, personId })
      return everythingOf(tx, personId)
    })

  const ofPerson = (actor: Actor, id: PersonId): Promise<PersonalData> =>
    locked(actor, id, async (tx) => {
      await record(tx, { action: 'data-exported', ...by(actor), personId: id })
      return everythingOf(tx, id)
    })

  const myRequest = async ({ personId }: Caller) => ({ request: await openRequest(db, personId) })

  const requestOwn = ({ personId }: Caller, reason: string): Promise<{ request: ErasureRequest | null }> =>
    db.transaction(async (tx) => {
      await erasures.insert(tx, personId, personId, reason)
      await record(tx, { action: 'erasure-requested', actorPersonId: personId, personId })
      return { request: await openRequest(tx, personId) }
    })

  const withdrawOwn = ({ personId }: Caller) =>
    db.transaction(async (tx) => {
      const open = (await erasures.openOf(tx, [personId])).get(personId)
      // What an administrator wrote down on paper's word is theirs to close.
      if (open?.requestedById === personId) await erasures.settle(tx, open.id, personId, 'declined')
      return {}
    })

  const request = (actor: Actor, id: PersonId, reason: string): Promise<Person> =>
    locked(actor, id, async (tx, row) => {
      if (row.erasedAt !== null) throw new Problem('person.erased')
      await erasures.insert(tx, id, requirePerson(actor), reason)
      await record(tx, { action: 'erasure-requested', ...by(actor), personId: id })
      return presentPerson(tx, actor, row)
    })

  const decline = (actor: Actor, id: PersonId): Promise<Person> =>
    locked(actor, id, async (tx, row) => {
      const open = await requireOpen(tx, id)
      await erasures.settle(tx, open.id, requirePerson(actor), 'declined')
      await record(tx, { action: 'erasure-declined', ...by(actor), personId: id })
      return presentPerson(tx, actor, row)
    })

  /**
   * Puts a pseudonym in the person's place, for good. Roles, sessions, invitations, keys, duties and lent powers end;
   * what was decided keeps its signature (`keptPlaces`), what was worked on keeps the id and loses the name.
   */
  const erase = (actor: Actor, id: PersonId, fullName: string): Promise<Person> =>
    locked(actor, id, async (tx, row, held) => {
      const open = await requireOpen(tx, id)
      if (open.requestedById === actor.personId) throw new Problem('erasure.same-person')
      if (plain(fullName) !== plain(row.fullName)) throw new Problem('erasure.name-differs')
      await requireOthers(tx, id, held)
      for (const { id: membershipId } of held) await people.endMembership(tx, membershipId)
      await invitations.withdraw(tx, [id])
      await responsibles.endOf(tx, id)
      const me = requirePerson(actor)
      for (const { id: one, state } of await delegations.listOf(tx, id))
        if (state !== 'revoked') await delegations.revoke(tx, one, me)
      for (const address of await erasures.addressesOf(tx, id)) await forgetAddress(tx, address)
      await sessions.clearAttempts(tx, digest(row.username))
      await erasures.settle(tx, open.id, me, 'erased')
      await erasures.forget(tx, id, pseudonymOf(id))
      await record(tx, { action: 'erased', ...by(actor), personId: id })
      return presentPerson(tx, actor, await sessions.findPerson(tx, id))
    })

  type Work<T> = (tx: Tx, row: sessions.PersonRow, held: people.HeldMembership[]) => Promise<T>
  /** Lock, check, write: somebody else's account, which the actor administers. */
  function locked<T>(actor: Actor, id: PersonId, work: Work<T>): Promise<T> {
    return db.transaction(async (tx) => {
      const row = await people.lockSeen(tx, actor.unitPath, id)
      if (!row) throw new Problem('person.not-found')
      const held = await people.heldBy(tx, [id])
      requireNotSelf(actor, row)
      requireAdministers(actor, held)
      return work(tx, row, held)
    })
  }

  return { ofSelf, ofPerson, myRequest, requestOwn, withdrawOwn, request, decline, erase }
}

/** A request and its carrying out bear a person's name, never that of a key. */
function requirePerson({ personId }: Actor): PersonId {
  if (personId === null) throw new Problem('access.denied')
  return personId
}

async function requireOpen(tx: Tx, id: PersonId) {
  const open = (await erasures.openOf(tx, [id])).get(id)
  if (!open) throw new Problem('erasure.not-requested')
  return open
}

async function openRequest(source: Queryable, id: PersonId): Promise<ErasureRequest | null> {
  const open = (await erasures.openOf(source, [id])).get(id)
  return open ? erasures.presentRequest(open) : null
}

const plain = (text: string) => text.normalize('NFC').trim().replaceAll(/\s+/g, ' ').toLowerCase()

/** From the id, so that two erased accounts stay two; the triggers of the records know the words. */
function pseudonymOf(id: PersonId) {
  const mark = id.replaceAll('-', '').slice(-10)
  return { username: `da-xoa-${mark}`, fullName: `Người dùng đã xoá dữ liệu ${mark}` }
}

async function everythingOf(source: Queryable, id: PersonId): Promise<PersonalData> {
  const { username, fullName, email, phone, createdAt, lastSignInAt } = await sessions.findPerson(source, id)
  const iso = (at: Date) => at.toISOString()
  const orNull = (at: Date | string | null) => (at === null ? null : new Date(at).toISOString())
  const period = <Row extends { from: Date; to: Date | string | null }>(row: Row) => ({
    ...row,
    from: iso(row.from),
    to: orNull(row.to),
  })
  return {
    madeAt: iso(new Date()),
    person: { id, username, fullName, email, phone, createdAt: iso(createdAt), lastSignInAt: orNull(lastSignInAt) },
    memberships: (await repository.membershipsOf(source, id)).map(period),
    duties: (await responsibles.listOf(source, id)).map(period),
    delegations: (await delegations.listOf(source, id)).map(presentDelegation),
    invitations: (await repository.invitationsOf(source, id)).map(
      ({ channel, createdAt: at, expiresAt, redeemedAt }) => ({
        channel,
        at: iso(at),
        expiresAt: iso(expiresAt),
        redeemedAt: orNull(redeemedAt),
      }),
    ),
    sessions: (await repository.sessionsOf(source, id)).map(period),
    mails: email === null ? [] : (await repository.mailsTo(source, email)).map((row) => ({ ...row, at: iso(row.at) })),
    account: (await repository.eventsAbout(source, id)).map((row) => ({ ...row, at: iso(row.at) })),
    records: (await repository.recordsOf(source, id)).map((row) => ({ ...row, at: iso(row.at) })),
  }
}
