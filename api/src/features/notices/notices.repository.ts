import { and, count, desc, eq, inArray, isNull, sql, type Placeholder } from 'drizzle-orm'
import type { NoticeId, NoticeKind, NoticeValues, PersonId, Role, UnitId } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import { appending } from '../../platform/db/appending.ts'
import { one, type Queryable, type Tx } from '../../platform/db/client.ts'
import { amongst, steady } from '../../platform/db/steady.ts'
import { notices } from './notices.tables.ts'

export type NoticeRow = typeof notices.$inferSelect
export type NoticeKey = [at: string, id: string]

const whose = (personId: PersonId | Placeholder, unitId: UnitId | Placeholder) =>
  and(eq(notices.personId, personId), eq(notices.unitId, unitId))
const mine = ({ personId, unitId }: Actor) => (personId === null ? sql`false` : whose(personId, unitId))

/** In whichever of one's units: a letter may be opened while acting in another. */
export async function findMine(db: Queryable, actor: Actor, id: NoticeId): Promise<NoticeRow | undefined> {
  if (actor.personId === null) return undefined
  const [row] = await db
    .select()
    .from(notices)
    .where(and(eq(notices.id, id), eq(notices.personId, actor.personId)))
  return row
}

type Filter = { unread?: boolean | undefined }
const fits = ({ unread }: Filter) =>
  unread === undefined ? undefined : unread ? isNull(notices.readAt) : sql`${notices.readAt} is not null`

/** The newest first; one more than `limit`. */
export const list = (db: Queryable, actor: Actor, filter: Filter, after: NoticeKey | null, limit: number) =>
  db
    .select()
    .from(notices)
    .where(
      and(
        mine(actor),
        fits(filter),
        after ? sql`(${notices.at}, ${notices.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : undefined,
      ),
    )
    .orderBy(desc(notices.at), desc(notices.id))
    .limit(limit + 1)

export async function countUnread(db: Queryable, { personId, unitId }: Actor): Promise<number> {
  return personId === null ? 0 : one(await unread(db, { personId, unitId })).count
}
const unread = steady((db) =>
  db
    .select({ count: count() })
    .from(notices)
    .where(and(whose(sql.placeholder('personId'), sql.placeholder('unitId')), isNull(notices.readAt))),
)

export async function markRead(db: Queryable, actor: Actor, ids: readonly NoticeId[] | null, at: Date) {
  const these = ids === null ? undefined : ids.length > 0 ? inArray(notices.id, [...ids]) : sql`false`
  await db
    .update(notices)
    .set({ readAt: at })
    .where(and(mine(actor), isNull(notices.readAt), these))
}

/** What somebody has found by themselves is not told any more, not by e-mail either. */
export async function noLongerNew(db: Queryable, personId: PersonId, about: NoticeValues, at: Date) {
  await db
    .update(notices)
    .set({
      readAt: sql`coalesce(${notices.readAt}, ${at})`,
      letterSettledAt: sql`coalesce(${notices.letterSettledAt}, ${at})`,
    })
    .where(
      and(
        eq(notices.personId, personId),
        isNull(notices.readAt),
        sql`${notices.values} @> ${JSON.stringify(about)}::jsonb`,
      ),
    )
}

export type Reader = { personId: PersonId; unitId: UnitId; email: string | null }

/** Who acts in these units in one of these roles: each person once a unit. */
export async function readersOf(db: Queryable, units: readonly UnitId[], roles: readonly Role[]): Promise<Reader[]> {
  if (units.length === 0 || roles.length === 0) return []
  return acting(db, { units: [...units], roles: [...roles] })
}
const acting = steady((db) =>
  db
    .selectDistinctOn([sql`membership.unit_id`, sql`person.id`], {
      personId: sql<PersonId>`person.id`,
      unitId: sql<UnitId>`membership.unit_id`,
      email: sql<string | null>`person.email`,
    })
    .from(sql`memberships membership join people person on person.id = membership.person_id`)
    .where(
      and(
        sql`${amongst(sql`membership.unit_id`, 'units', 'uuid')} and membership.ended_at is null`,
        sql`${amongst(sql`membership.role`, 'roles', 'text')} and person.status = 'active'`,
      ),
    )
    .orderBy(sql`membership.unit_id`, sql`person.id`),
)

/** The units these people act in, each once. */
export async function seatsOf(
  db: Queryable,
  people: readonly PersonId[],
): Promise<Pick<Reader, 'personId' | 'unitId'>[]> {
  if (people.length === 0) return []
  const { rows } = await db.execute<Pick<Reader, 'personId' | 'unitId'>>(sql`
    select distinct person_id as "personId", unit_id as "unitId" from memberships
    where person_id = any (${sql.param([...people])}::uuid[]) and ended_at is null`)
  return rows
}

type Written = Pick<Reader, 'personId' | 'unitId'> & {
  kind: NoticeKind
  values: NoticeValues
  sentBy: string | null
  /** A letter of its own tells it: there is none to write. */
  letterSettledAt?: Date | null
}
const add = appending(notices)
export const insert = (tx: Tx, written: readonly Written[], at: Date) =>
  add(
    tx,
    written.map((one) => ({ ...one, at })),
  )

/** Nobody looks for a notice after a year. */
export async function forgetOld(db: Queryable, before: Date) {
  await db.delete(notices).where(sql`${notices.at} < ${before}`)
}
