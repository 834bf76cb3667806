import { lt, or, sql } from 'drizzle-orm'
import type { Db } from '../../platform/db/client.ts'
import { sessions, signInAttempts } from './identity.tables.ts'

/** Sessions that ended a month ago, with their refresh tokens; until then a stolen token is still recognised as one. */
export async function forgetEndedSessions(db: Db) {
  const monthAgo = sql`now() - interval '30 days'`
  await db
    .delete(sessions)
    .where(or(lt(sessions.endedAt, monthAgo), lt(sessions.expiresAt, monthAgo), lt(sessions.idleUntil, monthAgo)))
}

/** A day without a failed sign-in is forgiven. */
export async function forgetOldAttempts(db: Db) {
  await db.delete(signInAttempts).where(lt(signInAttempts.lastAt, sql`now() - interval '1 day'`))
}
