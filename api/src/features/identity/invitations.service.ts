import type {
  Invited,
  InvitationCode,
  InvitationCounts,
  InvitationState,
  IssuedInvitations,
  NewInvitations,
  PersonId,
  Slip,
} from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import { newId } from '../../platform/db/columns.ts'
import type { Db, Tx } from '../../platform/db/client.ts'
import { isWithin } from '../../platform/db/tree.ts'
import { sendMail, type Late } from '../../platform/mail/index.ts'
import { Problem } from '../../platform/problem.ts'
import { by, recordAll } from './events.repository.ts'
import { invitationLetter } from './invitation-letter.ts'
import * as repository from './invitations.repository.ts'
import { digest, hashPassword, isWeak, newSecret, temporaryPassword, typedCode } from './passwords.ts'
import { administers, isSelf } from './people.policy.ts'
import { heldBy, type HeldMembership } from './people.repository.ts'
import * as sessions from './sessions.repository.ts'

export type InvitationsService = ReturnType<typeof createInvitationsService>

/** Slips at one time: a ream of paper. Mails have no such limit. */
const mostSlips = 1_000
const waiting: InvitationState[] = ['not-invited', 'expired']
export const lateInvitation = 'invitation'

/** @param sendsMail whether a mail server is set */
export function createInvitationsService({ db, sendsMail }: { db: Db; sendsMail: boolean }) {
  /** Only accounts that the actor administers: whoever holds an invitation becomes that person. */
  async function invite(
    actor: Actor,
    { channel, days, states, ...filters }: NewInvitations,
  ): Promise<IssuedInvitations> {
    if (channel === 'mail' && !sendsMail) throw new Problem('mail.off')
    return db.transaction(async (tx) => {
      const wanted = filters.ids ? undefined : (states ?? waiting)
      const found = await repository.invitees(tx, actor.unitPath, filters, wanted)
      const held = Map.groupBy(await heldBy(tx, idsOf(found)), ({ personId }) => personId)
      const mine = found.filter((one) => !isSelf(actor, one) && administers(actor, held.get(one.id) ?? []))
      const reachable = channel === 'mail' ? mine.filter(({ email }) => email !== null) : mine
      const chosen = channel === 'slip' ? reachable.slice(0, mostSlips) : reachable
      const slips = await issue(tx, actor, { chosen, held, channel, days })
      return {
        invited: chosen.length,
        slips,
        left: reachable.length - chosen.length,
        withoutEmail: mine.length - reachable.length,
        notYours: found.length - mine.length,
      }
    })
  }

  const counts = async (actor: Actor, filters: repository.InviteeFilters): Promise<InvitationCounts> => ({
    ...(await repository.count(db, actor.unitPath, filters)),
    mail: sendsMail,
  })

  async function look({ code }: InvitationCode): Promise<Invited> {
    const row = requireGood(await repository.findByCode(db, digest(typedCode(code))))
    const held = await heldBy(db, [row.personId])
    const { fullName, username, expiresAt } = row
    return { fullName, username, expiresAt: expiresAt.toISOString(), units: held.map(({ unit }) => unit.name) }
  }

  /** Sets the password that the invited person chose. Sessions of an earlier password end. */
  async function redeem({ code, password }: InvitationCode & { password: string }, address: string) {
    const hash = digest(typedCode(code))
    const seen = requireGood(await repository.findByCode(db, hash))
    if (isWeak(password, seen.username)) throw new Problem('password.weak')
    const passwordHash = await hashPassword(password)
    await db.transaction(async (tx) => {
      const { id, personId, username, status } = requireGood(await repository.lockByCode(tx, hash))
      if (status === 'suspended') throw new Problem('session.suspended')
      await repository.redeem(tx, id)
      await sessions.setPassword(tx, personId, passwordHash, false)
      await sessions.endSessionsOf(tx, personId)
      await sessions.clearAttempts(tx, digest(username))
      await recordAll(tx, [{ action: 'invitation-redeemed', actorPersonId: personId, personId, address }])
    })
    return {}
  }

  return { invite, counts, look, redeem }
}

type Order = {
  chosen: readonly repository.Invitee[]
  held: ReadonlyMap<PersonId, readonly HeldMembership[]>
  channel: 'mail' | 'slip'
  days: number
}

/** New invitations in place of open ones; slips carry their codes, mails get theirs when they go out. */
async function issue(tx: Tx, actor: Actor, { chosen, held, channel, days }: Order): Promise<Slip[]> {
  if (chosen.length === 0) return []
  await repository.lockPeople(tx, idsOf(chosen))
  await repository.withdraw(tx, idsOf(chosen))
  const made = chosen.map((invitee) => {
    const code = channel === 'slip' ? temporaryPassword() : null
    return { invitee, id: newId<string>(), code, held: seenBy(actor, held.get(invitee.id) ?? []) }
  })
  const rows = made.map(({ id, invitee, code }) => {
    return { id, personId: invitee.id, channel, codeHash: code === null ? null : digest(code) }
  })
  const expiresAt = await repository.insert(tx, rows, days, actor.personId)
  const detail = { channel }
  await recordAll(
    tx,
    made.map(({ invitee }) => ({ action: 'invited' as const, ...by(actor), personId: invitee.id, detail })),
  )
  if (channel === 'mail') {
    const letters = made.flatMap(({ id, invitee, held: there }) => {
      const units = [...new Set(there.map(({ unit }) => unit.name))]
      const late = { name: lateInvitation, about: id }
      return invitee.email === null ? [] : [{ to: invitee.email, late, ...invitationLetter(invitee, units, expiresAt) }]
    })
    await sendMail(tx, ...letters)
  }
  return made.flatMap(({ invitee, code, held: there }) => {
    const { id: personId, fullName, username } = invitee
    const memberships = there.map(({ unit, role, office }) => ({ unit: unit.name, role, office }))
    return code === null
      ? []
      : [{ personId, fullName, username, code, expiresAt: expiresAt.toISOString(), memberships }]
  })
}

const idsOf = (invitees: readonly repository.Invitee[]) => invitees.map(({ id }) => id)
const seenBy = (actor: Actor, held: readonly HeldMembership[]) =>
  held.filter(({ path }) => isWithin(path, actor.unitPath))

function requireGood<Row extends { over: boolean }>(row: Row | undefined): Row {
  if (!row) throw new Problem('invitation.not-found')
  if (row.over) throw new Problem('invitation.over')
  return row
}

/** The code of a link comes into being when its mail goes out; a second try makes a new one. */
export const supplyInvitation: Late = async (tx, about) => {
  const code = newSecret()
  return (await repository.setCode(tx, about, digest(code))) ? { code } : null
}
