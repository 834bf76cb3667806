import { type Credentials, type Me, type MembershipId, type PersonId, type Session } from '@thuoc/shared'
import type { Caller, Identified, Identifying } from '../../platform/actor.ts'
import type { Db, Queryable, Tx } from '../../platform/db/client.ts'
import { newId } from '../../platform/db/columns.ts'
import { together } from '../../platform/db/steady.ts'
import { Problem } from '../../platform/problem.ts'
import type { AccessTokens } from '../../platform/tokens.ts'
import { powersIn } from './delegations.policy.ts'
import { record } from './events.repository.ts'
import { createLastSeen } from './last-seen.ts'
import { digest, hashPassword, inTurn, isWeak, newSecret, verifyPassword } from './passwords.ts'
import * as repository from './sessions.repository.ts'

export type SessionsService = ReturnType<typeof createSessionsService>
/** A session as the caller sees it, and the refresh token that only the cookie carries. */
export type Opened = { session: Session; refreshToken: string }

export function createSessionsService({ db, tokens }: { db: Db; tokens: AccessTokens }) {
  const seen = createLastSeen()

  /**
   * `now`: whom a session stands for, null when it has ended or the account is suspended. `before`: whom it stood for the
   * last time, the same object where that is still so; null when it was not asked of late. They are of this request alone.
   */
  function identifying(sessionId: string): Identifying {
    const kept = seen.before(sessionId)
    const before = kept && ofOneRequest(kept)
    const find = async () => {
      const [row] = await repository.findSession(db, { sessionId })
      const found = seen.keep(sessionId, row)
      return found === kept ? before : found && ofOneRequest(found)
    }
    return { before, now: find() }
  }
  const identify = (sessionId: string) => identifying(sessionId).now

  /** @param address where the request comes from, for the trail */
  async function signIn({ username, password, membershipId }: Credentials, address: string): Promise<Opened> {
    const name = username.toLowerCase()
    const person = await inTurn(async () => {
      const [found] = await together(db, (on) =>
        Promise.all([repository.findByUsername(on, name), takeAttempt(on, name)]),
      )
      const right = await verifyPassword(found?.passwordHash, password)
      return found && right ? found : null
    })
    if (!person) throw new Problem('session.wrong-credentials')

    const { id } = person
    return db.transaction(async (tx) => {
      const [{ status, passwordHash }, held] = await Promise.all([
        repository.lockPerson(tx, id),
        repository.membershipsOf(tx, id),
      ])
      // The password was looked at before the row was held: it may have been reset meanwhile.
      if (passwordHash !== person.passwordHash) throw new Problem('session.wrong-credentials')
      if (status === 'suspended') throw new Problem('session.suspended')
      const sessionId = newId()
      const [, , , , opened] = await Promise.all([
        repository.insertSession(tx, sessionId, id, chosenOf(held, membershipId)),
        repository.clearAttempts(tx, digest(name)),
        repository.markSignedIn(tx, id),
        record(tx, { action: 'signed-in', actorPersonId: id, personId: id, address }),
        open(tx, sessionId, id),
      ])
      return opened
    })
  }

  /** Refuses with `session.locked` while the name is locked; counts an attempt otherwise. */
  async function takeAttempt(on: Queryable, username: string) {
    const retryAfter = await repository.takeAttempt(on, digest(username))
    if (retryAfter !== null) throw new Problem('session.locked', { retryAfter })
  }

  /** Exchanges the refresh token. One that was used before has been copied: its session ends for both. */
  async function refresh(refreshToken: string | undefined): Promise<Opened> {
    if (refreshToken === undefined) throw new Problem('session.required')
    const hash = digest(refreshToken)
    const outcome = await db.transaction(async (tx) => {
      const token = await repository.lockRefreshToken(tx, hash)
      if (!token || token.over) return new Problem('session.expired')
      const { sessionId, personId } = token
      if (token.usedAt !== null) {
        await repository.endSession(tx, sessionId)
        await record(tx, { action: 'refresh-reused', personId })
        return new Problem('session.reused')
      }
      const { status } = await repository.findPerson(tx, personId)
      if (status === 'suspended') return new Problem('session.suspended')
      const [, opened] = await Promise.all([
        repository.useRefreshToken(tx, sessionId, hash),
        open(tx, sessionId, personId),
      ])
      return opened
    })
    // Thrown only now: a refusal inside would undo the end of the session.
    if (outcome instanceof Problem) throw outcome
    return outcome
  }

  async function open(tx: Tx, sessionId: string, personId: PersonId): Promise<Opened> {
    const refreshToken = newSecret()
    const [, session] = await Promise.all([
      repository.insertRefreshToken(tx, sessionId, digest(refreshToken)),
      presentSession(tx, sessionId, personId),
    ])
    return { refreshToken, session }
  }

  async function presentSession(on: Queryable, sessionId: string, personId: PersonId): Promise<Session> {
    return { ...tokens.sign(sessionId), me: await present(on, sessionId, personId) }
  }

  /** Ends the session of the cookie and that of the bearer token, whichever there is. */
  async function signOut(refreshToken: string | undefined, accessToken: string | null) {
    const byCookie = refreshToken && (await repository.sessionOfToken(db, digest(refreshToken)))
    const byToken = accessToken && tokens.verify(accessToken)
    for (const id of [byCookie, byToken]) if (id) await repository.endSession(db, id)
  }

  async function signOutEverywhere({ personId }: Caller) {
    await db.transaction(async (tx) => {
      await repository.endSessionsOf(tx, personId)
      await record(tx, { action: 'signed-out-everywhere', actorPersonId: personId, personId })
    })
  }

  async function choose({ personId, sessionId }: Caller, membershipId: MembershipId): Promise<Session> {
    return db.transaction(async (tx) => {
      chosenOf(await repository.membershipsOf(tx, personId), membershipId)
      await repository.setMembership(tx, sessionId, membershipId)
      return presentSession(tx, sessionId, personId)
    })
  }

  const me = ({ personId, sessionId }: Caller): Promise<Me> => together(db, (on) => present(on, sessionId, personId))

  async function changePassword(caller: Caller, { current, next }: { current: string; next: string }): Promise<Me> {
    const { personId, sessionId, username } = caller
    await takeAttempt(db, username)
    const { passwordHash } = await repository.findPerson(db, personId)
    if (!(await verifyPassword(passwordHash, current))) throw new Problem('password.wrong')
    if (next === current || isWeak(next, username)) throw new Problem('password.weak')
    const nextHash = await hashPassword(next)
    return db.transaction(async (tx) => {
      const person = await repository.lockPerson(tx, personId)
      if (person.passwordHash !== passwordHash) throw new Problem('password.wrong')
      await repository.setPassword(tx, personId, nextHash, false)
      await repository.endSessionsOf(tx, personId, { except: sessionId })
      await repository.clearAttempts(tx, digest(username))
      await record(tx, { action: 'password-changed', actorPersonId: personId, personId })
      return present(tx, sessionId, personId)
    })
  }

  return {
    identify,
    identifying,
    signIn,
    refresh,
    signOut,
    signOutEverywhere,
    choose,
    me,
    changePassword,
  }
}

/** What is found out for an actor is kept by some for as long as its request lasts. */
const ofOneRequest = ({ caller, actor }: Identified): Identified => ({ caller, actor: actor && { ...actor } })

type Held = Awaited<ReturnType<typeof repository.membershipsOf>>
/** The wanted membership; without a wish the only one, or none when there are several to choose from. */
function chosenOf(held: Held, wanted: MembershipId | undefined): MembershipId | null {
  if (wanted === undefined) return held.length === 1 ? (held[0]?.id ?? null) : null
  if (!held.some(({ id }) => id === wanted)) throw new Problem('session.membership-unknown')
  return wanted
}

async function present(on: Queryable, sessionId: string, personId: PersonId): Promise<Me> {
  const [person, memberships, now] = await Promise.all([
    repository.findPerson(on, personId),
    repository.membershipsOf(on, personId),
    repository.actingIn(on, sessionId),
  ])
  const { id, username, fullName, email, phone, mustChangePassword } = person
  const acting = memberships.find((membership) => membership.id === now?.id) ?? null
  const signsFor = now?.lent ?? []
  const permissions = acting ? [...powersIn(acting.role, signsFor).permissions] : []
  return { id, username, fullName, email, phone, mustChangePassword, memberships, acting, permissions, signsFor }
}
