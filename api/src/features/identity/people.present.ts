import type { Person, PersonId } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/client.ts'
import { isWithin } from '../../platform/db/tree.ts'
import { newestAbout } from '../../platform/mail/index.ts'
import * as erasures from './erasures.repository.ts'
import * as invitations from './invitations.repository.ts'
import { actionsFor, type Account } from './people.policy.ts'
import { heldBy } from './people.repository.ts'
import type { PersonRow } from './sessions.repository.ts'

/** What stands beside the rows of people, asked for once for all of them. */
async function besides(db: Queryable, rows: readonly PersonRow[]) {
  const ids = rows.map(({ id }) => id)
  const held = Map.groupBy(await heldBy(db, ids), ({ personId }) => personId)
  const open = await invitations.openOf(db, ids)
  const byMail = [...open.values()].filter(({ channel }) => channel === 'mail')
  const mails = await newestAbout(
    db,
    byMail.map(({ id }) => id),
  )
  return { held, open, mails, erasure: await erasures.openOf(db, ids) }
}
type Besides = Awaited<ReturnType<typeof besides>>

export async function presentPeople(
  db: Queryable,
  actor: Actor,
  rows: readonly PersonRow[],
): Promise<Map<PersonId, Person>> {
  const known = await besides(db, rows)
  return new Map(rows.map((row) => [row.id, present(actor, row, known)] as const))
}

export async function presentPerson(db: Queryable, actor: Actor, row: PersonRow): Promise<Person> {
  return present(actor, row, await besides(db, [row]))
}

/** Memberships outside of the caller's subtree decide what the caller may do, but are not shown. */
function present(actor: Actor, row: PersonRow, known: Besides): Person {
  const { id, username, fullName, email, phone, status, mustChangePassword, lastSignInAt, erasedAt } = row
  const held = known.held.get(id) ?? []
  const memberships = held
    .filter(({ path }) => isWithin(path, actor.unitPath))
    .map(({ id, unit, role, office }) => ({ id, unit, role, office }))
  const erasure = known.erasure.get(id) ?? null
  const invitation = presentInvitation(row, known)
  const account: Account = { ...row, isInvited: invitation.channel !== null, erasure }
  return {
    ...{ id, username, fullName, email, phone, status, mustChangePassword },
    lastSignInAt: lastSignInAt?.toISOString() ?? null,
    memberships,
    invitation,
    erasedAt: erasedAt?.toISOString() ?? null,
    erasure: erasure && erasures.presentRequest(erasure),
    actions: actionsFor(actor, account, held),
  }
}

function presentInvitation({ id, passwordHash }: PersonRow, { open, mails }: Besides): Person['invitation'] {
  const invitation = open.get(id)
  if (!invitation)
    return { state: passwordHash === null ? 'not-invited' : 'accepted', channel: null, expiresAt: null, mail: null }
  const { channel, expiresAt, expired } = invitation
  const mail = mails.get(invitation.id)
  return {
    state: expired ? 'expired' : 'invited',
    channel,
    expiresAt: expiresAt.toISOString(),
    mail: mail ? { state: mail.state, reason: mail.reason } : null,
  }
}
