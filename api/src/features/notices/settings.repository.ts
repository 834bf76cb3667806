import { groupOf, noticeKinds, usualChoice, type NoticeChoice, type PersonId, type UnitId } from '@thuoc/shared'
import { and, eq, sql } from 'drizzle-orm'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import { noticeDigests, notices, noticeSettings } from './notices.tables.ts'

export type Seat = { personId: PersonId; unitId: UnitId }

const ofSeat = ({ personId, unitId }: Seat) =>
  and(eq(noticeSettings.personId, personId), eq(noticeSettings.unitId, unitId))

/** What the person chose; where they never did, the usual. */
export async function choiceOf(db: Queryable, seat: Seat): Promise<NoticeChoice> {
  const [row] = await db.select().from(noticeSettings).where(ofSeat(seat))
  if (!row) return usualChoice
  // A group that came to be since then is the usual.
  return { modes: { ...usualChoice.modes, ...row.modes }, digestHour: row.digestHour, language: row.language }
}

/** How these hear of what is told them, by `seatKey`; who never chose is not in it. */
export async function modesOf(db: Queryable, seats: readonly Seat[]): Promise<Map<string, NoticeChoice['modes']>> {
  if (seats.length === 0) return new Map()
  const { rows } = await db.execute<Seat & { modes: NoticeChoice['modes'] }>(sql`
    select settings.person_id as "personId", settings.unit_id as "unitId", settings.modes
    from notice_settings settings
    join unnest(${sql.param(seats.map(({ personId }) => personId))}::uuid[],
      ${sql.param(seats.map(({ unitId }) => unitId))}::uuid[]) as seat (person_id, unit_id) using (person_id, unit_id)`)
  return new Map(rows.map((row) => [seatKey(row), { ...usualChoice.modes, ...row.modes }]))
}
export const seatKey = ({ personId, unitId }: Seat) => `${personId} ${unitId}`

export async function saveChoice(db: Queryable, seat: Seat, choice: NoticeChoice) {
  await db
    .insert(noticeSettings)
    .values({ ...seat, ...choice })
    .onConflictDoUpdate({ target: [noticeSettings.personId, noticeSettings.unitId], set: choice })
}

const kinds = sql`unnest(${sql.param([...noticeKinds])}::text[], ${sql.param(noticeKinds.map((kind) => groupOf[kind]))}::text[])
  as kinds (kind, "group")`

/** How a notice that is not settled goes; without an address there is no letter to write. */
const mode = sql<'at-once' | 'digest' | 'none'>`case
  when notice.read_at is not null or person.email is null or person.status <> 'active'
    or kinds."group" is null then 'none'
  else coalesce(settings.modes ->> kinds."group", 'digest') end`

const pending = sql`notices notice
  join people person on person.id = notice.person_id
  left join notice_settings settings on settings.person_id = notice.person_id and settings.unit_id = notice.unit_id
  left join ${kinds} on kinds.kind = notice.kind
  where notice.letter_settled_at is null`

export type Pending = Seat & { id: string; mode: 'at-once' | 'digest' | 'none' }

/** What goes out at once or not at all; held until the end of the transaction, and nothing that another worker holds. */
export async function lockImmediate(tx: Tx, limit: number): Promise<Pending[]> {
  const { rows } = await tx.execute<Pending>(sql`
    select notice.id, notice.person_id as "personId", notice.unit_id as "unitId", ${mode} as mode
    from ${pending} and ${mode} <> 'digest'
    order by notice.at, notice.id limit ${limit} for update of notice skip locked`)
  return rows
}

/** Who has something for today's letter, whose hour has come and who has had none today. */
export async function seatsWithDigest(db: Queryable, { day, hour }: Today, limit: number): Promise<Seat[]> {
  const { rows } = await db.execute<Seat>(sql`
    select distinct notice.person_id as "personId", notice.unit_id as "unitId"
    from ${pending} and ${mode} = 'digest'
      and coalesce(settings.digest_hour, ${usualChoice.digestHour}) <= ${hour}
      and not exists (select from notice_digests had
        where had.person_id = notice.person_id and had.unit_id = notice.unit_id and had.day = ${day}::date)
    limit ${limit}`)
  return rows
}
/** By the calendar and the clock of Vietnam. */
export type Today = { day: string; hour: number }

/** The one letter of this day is this worker's to write; false: another has done it. */
export async function beginDigest(tx: Tx, seat: Seat, day: string): Promise<boolean> {
  const rows = await tx
    .insert(noticeDigests)
    .values({ ...seat, day })
    .onConflictDoNothing()
    .returning({ day: noticeDigests.day })
  return rows.length > 0
}

export async function lockDigest(tx: Tx, seat: Seat): Promise<Pending[]> {
  const { rows } = await tx.execute<Pending>(sql`
    select notice.id, notice.person_id as "personId", notice.unit_id as "unitId", ${mode} as mode
    from ${pending} and ${mode} = 'digest' and notice.person_id = ${seat.personId} and notice.unit_id = ${seat.unitId}
    for update of notice`)
  return rows
}

export const read = (tx: Tx, ids: readonly string[]) =>
  tx
    .select()
    .from(notices)
    .where(sql`${notices.id} = any (${sql.param([...ids])}::uuid[])`)
    .orderBy(notices.at, notices.id)

export async function settle(tx: Tx, ids: readonly string[], at: Date) {
  await tx
    .update(notices)
    .set({ letterSettledAt: at })
    .where(sql`${notices.id} = any (${sql.param([...ids])}::uuid[])`)
}

/** Where no mail is sent, nothing waits for the day on which it is. */
export async function settleAll(db: Queryable, at: Date) {
  await db
    .update(notices)
    .set({ letterSettledAt: at })
    .where(sql`${notices.letterSettledAt} is null`)
}

export type Reader = { fullName: string; email: string | null; unit: string }

/** Whom a letter addresses, and as of which unit. */
export async function readerOf(tx: Queryable, { personId, unitId }: Seat): Promise<Reader | undefined> {
  const { rows } = await tx.execute<Reader>(sql`
    select person.full_name as "fullName", person.email, unit.name as unit
    from people person, units unit where person.id = ${personId} and unit.id = ${unitId}`)
  return rows[0]
}

/** Which day had a letter is asked for a few days. */
export async function forgetDigests(db: Queryable, before: string) {
  await db.delete(noticeDigests).where(sql`${noticeDigests.day} < ${before}::date`)
}
