import { and, asc, eq, gt, isNull, ne, sql } from 'drizzle-orm'
import type { MembershipId, PersonId } from '@thuoc/shared'
import { one, type Queryable, type Tx } from '../../platform/db/client.ts'
import { steady } from '../../platform/db/steady.ts'
import { units, unitSummaryColumns } from '../org/index.ts'
import { lentTo, type Lent } from './delegations.repository.ts'
import { memberships, people, refreshTokens, sessions, signInAttempts } from './identity.tables.ts'

/** A session ends by itself after 12 hours without use, and after 30 days in any case. */
export const idleSeconds = 12 * 3600
const idleUntil = sql`now() + interval '12 hours'`
const expiresAt = sql`now() + interval '30 days'`

/** The one query of every signed-in request: it ends at once what was ended, suspended or moved. */
export const findSession = steady((db) =>
  db
    .select({
      personId: people.id,
      username: people.username,
      name: people.fullName,
      mustChangePassword: people.mustChangePassword,
      sessionId: sessions.id,
      membershipId: memberships.id,
      role: memberships.role,
      unitId: units.id,
      unitPath: units.path,
      unitType: units.type,
      lent: lentTo(),
    })
    .from(sessions)
    .innerJoin(people, eq(people.id, sessions.personId))
    .leftJoin(memberships, and(eq(memberships.id, sessions.membershipId), isNull(memberships.endedAt)))
    .leftJoin(units, eq(units.id, memberships.unitId))
    .where(
      and(
        eq(sessions.id, sql.placeholder('sessionId')),
        isNull(sessions.endedAt),
        gt(sessions.expiresAt, sql`now()`),
        eq(people.status, 'active'),
      ),
    ),
)

export type PersonRow = typeof people.$inferSelect

const byUsername = steady((db) =>
  db
    .select()
    .from(people)
    .where(eq(people.username, sql.placeholder('username'))),
)
export async function findByUsername(db: Queryable, username: string): Promise<PersonRow | undefined> {
  const [row] = await byUsername(db, { username })
  return row
}

const person = eq(people.id, sql.placeholder('id'))
const byId = steady((db) => db.select().from(people).where(person))
export const findPerson = async (db: Queryable, id: PersonId): Promise<PersonRow> => one(await byId(db, { id }))

const held = steady((db) => db.select().from(people).where(person).for('no key update'))
export const lockPerson = async (tx: Tx, id: PersonId): Promise<PersonRow> => one(await held(tx, { id }))

const currentOf = steady((db) =>
  db
    .select({ id: memberships.id, role: memberships.role, office: memberships.office, unit: unitSummaryColumns })
    .from(memberships)
    .innerJoin(units, eq(units.id, memberships.unitId))
    .where(and(eq(memberships.personId, sql.placeholder('personId')), isNull(memberships.endedAt)))
    .orderBy(asc(units.name), asc(memberships.id)),
)
/** The current memberships of a person, by unit name. */
export const membershipsOf = (db: Queryable, personId: PersonId) => currentOf(db, { personId })

const usernameHash = eq(signInAttempts.usernameHash, sql.placeholder('usernameHash'))
const takeOne = steady((db) =>
  db
    .insert(signInAttempts)
    .values({ usernameHash: sql.placeholder('usernameHash'), failures: 1 })
    .onConflictDoUpdate({
      target: signInAttempts.usernameHash,
      set: {
        failures: sql`${signInAttempts.failures} + 1`,
        lastAt: sql`now()`,
        lockedUntil: sql`case when ${signInAttempts.failures} >= 4
          then now() + least(interval '1 hour', interval '1 minute' * 2 ^ least(${signInAttempts.failures} - 4, 6)) end`,
      },
      setWhere: sql`coalesce(${signInAttempts.lockedUntil} <= now(), true)`,
    })
    .returning({ failures: signInAttempts.failures }),
)
/**
 * Takes one attempt before the password is looked at, so that many at once do not slip through together. From the
 * fifth failure on the name is locked for a minute, then two, four … at most an hour.
 * @returns seconds to wait when the name is locked, else null
 */
export async function takeAttempt(db: Queryable, hash: Buffer): Promise<number | null> {
  const taken = await takeOne(db, { usernameHash: hash })
  if (taken.length > 0) return null
  const wait = sql<number>`ceil(extract(epoch from ${signInAttempts.lockedUntil} - now()))::int`
  const [locked] = await db.select({ wait }).from(signInAttempts).where(eq(signInAttempts.usernameHash, hash))
  return Math.max(1, locked?.wait ?? 1)
}

const forget = steady((db) => db.delete(signInAttempts).where(usernameHash))
/** Forgets the failures of a name. */
export const clearAttempts = (db: Queryable, hash: Buffer) => forget(db, { usernameHash: hash })

const addSession = steady((db) =>
  db.insert(sessions).values({
    id: sql.placeholder('id'),
    personId: sql.placeholder('personId'),
    membershipId: sql.placeholder('membershipId'),
    idleUntil,
    expiresAt,
  }),
)
export const insertSession = (tx: Tx, id: string, personId: PersonId, membershipId: MembershipId | null) =>
  addSession(tx, { id, personId, membershipId })

const addToken = steady((db) =>
  db.insert(refreshTokens).values({ hash: sql.placeholder('hash'), sessionId: sql.placeholder('sessionId') }),
)
export const insertRefreshToken = (tx: Tx, sessionId: string, hash: Buffer) => addToken(tx, { hash, sessionId })

const ofToken = eq(refreshTokens.hash, sql.placeholder('hash'))
const tokenHeld = steady((db) =>
  db
    .select({
      sessionId: sessions.id,
      personId: sessions.personId,
      usedAt: refreshTokens.usedAt,
      over: sql<boolean>`${sessions.endedAt} is not null or least(${sessions.idleUntil}, ${sessions.expiresAt}) <= now()`,
    })
    .from(refreshTokens)
    .innerJoin(sessions, eq(sessions.id, refreshTokens.sessionId))
    .where(ofToken)
    .for('update'),
)
/** A refresh token with its session, both held until the transaction ends: of two at once one finds it used. */
export async function lockRefreshToken(tx: Tx, hash: Buffer) {
  const [row] = await tokenHeld(tx, { hash })
  return row
}

const used = steady((db) =>
  db
    .update(refreshTokens)
    .set({ usedAt: sql`now()` })
    .where(ofToken),
)
const prolong = steady((db) =>
  db
    .update(sessions)
    .set({ idleUntil })
    .where(eq(sessions.id, sql.placeholder('sessionId'))),
)
export const useRefreshToken = (tx: Tx, sessionId: string, hash: Buffer) =>
  Promise.all([used(tx, { hash }), prolong(tx, { sessionId })])

export async function sessionOfToken(db: Queryable, hash: Buffer): Promise<string | undefined> {
  const [row] = await db.select({ id: refreshTokens.sessionId }).from(refreshTokens).where(eq(refreshTokens.hash, hash))
  return row?.id
}

export async function setMembership(tx: Tx, sessionId: string, membershipId: MembershipId) {
  await tx.update(sessions).set({ membershipId }).where(eq(sessions.id, sessionId))
}

const acting = steady((db) =>
  db
    .select({ id: memberships.id, lent: lentTo() })
    .from(sessions)
    .innerJoin(memberships, and(eq(memberships.id, sessions.membershipId), isNull(memberships.endedAt)))
    .where(eq(sessions.id, sql.placeholder('sessionId'))),
)
/** Where a session acts, and what it was lent there; null while nothing is chosen or what was chosen has ended. */
export async function actingIn(db: Queryable, sessionId: string): Promise<{ id: MembershipId; lent: Lent[] } | null> {
  const [row] = await acting(db, { sessionId })
  return row ?? null
}

const open = isNull(sessions.endedAt)
const endedNow = { endedAt: sql`now()` }

export async function endSession(db: Queryable, id: string) {
  await db
    .update(sessions)
    .set(endedNow)
    .where(and(eq(sessions.id, id), open))
}

export async function endSessionsOf(tx: Tx, personId: PersonId, { except }: { except?: string } = {}) {
  const others = except === undefined ? undefined : ne(sessions.id, except)
  await tx
    .update(sessions)
    .set(endedNow)
    .where(and(eq(sessions.personId, personId), open, others))
}

export async function endSessionsIn(tx: Tx, membershipId: MembershipId) {
  await tx
    .update(sessions)
    .set(endedNow)
    .where(and(eq(sessions.membershipId, membershipId), open))
}

const signedIn = steady((db) =>
  db
    .update(people)
    .set({ lastSignInAt: sql`now()` })
    .where(person),
)
export const markSignedIn = (tx: Tx, id: PersonId) => signedIn(tx, { id })

export async function setPassword(tx: Tx, id: PersonId, passwordHash: string, mustChangePassword: boolean) {
  await tx
    .update(people)
    .set({ passwordHash, mustChangePassword, updatedAt: sql`now()` })
    .where(eq(people.id, id))
}
