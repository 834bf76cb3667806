import { and, eq, isNull, sql } from 'drizzle-orm'
import type { MembershipId } from '@thuoc/shared'
import { one, type Queryable } from '../../platform/db/client.ts'
import { memberships, people } from '../identity/index.ts'
import { units } from '../org/index.ts'
import { calendarFeedEntries, calendarFeeds } from './calendar.tables.ts'

const shown = { createdAt: calendarFeeds.createdAt, lastFetchedAt: calendarFeeds.lastFetchedAt }
const standing = (membershipId: MembershipId) =>
  and(eq(calendarFeeds.membershipId, membershipId), isNull(calendarFeeds.revokedAt))

export async function findFeed(db: Queryable, membershipId: MembershipId) {
  const [row] = await db.select(shown).from(calendarFeeds).where(standing(membershipId))
  return row
}

/** Gives the calendar of a membership a new secret, whether it had one or not. */
export async function renewFeed(db: Queryable, membershipId: MembershipId, secretHash: Buffer) {
  const fresh = { secretHash, createdAt: sql`now()`, revokedAt: null, lastFetchedAt: null }
  return one(
    await db
      .insert(calendarFeeds)
      .values({ membershipId, secretHash })
      .onConflictDoUpdate({ target: calendarFeeds.membershipId, set: fresh })
      .returning(shown),
  )
}

export async function revokeFeed(db: Queryable, membershipId: MembershipId) {
  await db
    .update(calendarFeeds)
    .set({ revokedAt: sql`now()` })
    .where(standing(membershipId))
}

/** Whose calendar a secret opens: of a person who may sign in, in a membership that has not ended. */
export async function findBySecret(db: Queryable, secretHash: Buffer) {
  const [row] = await db
    .select({ feedId: calendarFeeds.id, unitId: units.id, unitName: units.name, personId: people.id })
    .from(calendarFeeds)
    .innerJoin(memberships, and(eq(memberships.id, calendarFeeds.membershipId), isNull(memberships.endedAt)))
    .innerJoin(people, and(eq(people.id, memberships.personId), eq(people.status, 'active')))
    .innerJoin(units, eq(units.id, memberships.unitId))
    .where(and(eq(calendarFeeds.secretHash, secretHash), isNull(calendarFeeds.revokedAt)))
  return row
}

/** Once a minute is enough to see whether a calendar is read. */
export async function markFetched(db: Queryable, feedId: string) {
  await db
    .update(calendarFeeds)
    .set({ lastFetchedAt: sql`now()` })
    .where(
      and(
        eq(calendarFeeds.id, feedId),
        sql`coalesce(${calendarFeeds.lastFetchedAt} < now() - interval '1 minute', true)`,
      ),
    )
}

export type Revision = { uid: string; sequence: number; changedAt: Date }

/**
 * Compares what each entry says with what it said when the calendar was last read; one that says something else counts
 * one change. Written only where something is new, for calendars are read far more often than they change.
 */
export async function reviseEntries(
  db: Queryable,
  feedId: string,
  entries: readonly { uid: string; fingerprint: string }[],
): Promise<Map<string, Revision>> {
  const given = sql`jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) as given (uid text, fingerprint text)`
  await db.execute(sql`
    insert into calendar_feed_entries as known (feed_id, uid, fingerprint)
    select ${feedId}::uuid, given.uid, given.fingerprint from ${given}
    where not exists (
      select 1 from calendar_feed_entries same
      where same.feed_id = ${feedId}::uuid and same.uid = given.uid and same.fingerprint = given.fingerprint)
    on conflict (feed_id, uid) do update
      set fingerprint = excluded.fingerprint, sequence = known.sequence + 1, changed_at = now()
      where known.fingerprint <> excluded.fingerprint`)
  const rows = await db
    .select({
      uid: calendarFeedEntries.uid,
      sequence: calendarFeedEntries.sequence,
      changedAt: calendarFeedEntries.changedAt,
    })
    .from(calendarFeedEntries)
    .where(eq(calendarFeedEntries.feedId, feedId))
  return new Map(rows.map((row) => [row.uid, row]))
}
