import { desc, eq, sql } from 'drizzle-orm'
import { mostPersonalRecords, type PersonId } from '@thuoc/shared'
import type { Queryable } from '../../platform/db/client.ts'
import { mails } from '../../platform/mail/index.ts'
import { units, unitSummaryColumns } from '../org/index.ts'
import { identityEvents, memberships, sessions } from './identity.tables.ts'
import { invitations } from './invitations.tables.ts'

/** Every membership a person ever held. */
export const membershipsOf = (db: Queryable, id: PersonId) =>
  db
    .select({
      unit: unitSummaryColumns,
      role: memberships.role,
      office: memberships.office,
      from: memberships.createdAt,
      to: memberships.endedAt,
    })
    .from(memberships)
    .innerJoin(units, eq(units.id, memberships.unitId))
    .where(eq(memberships.personId, id))
    .orderBy(desc(memberships.id))

export const invitationsOf = (db: Queryable, id: PersonId) =>
  db.select().from(invitations).where(eq(invitations.personId, id)).orderBy(desc(invitations.id))

export const sessionsOf = (db: Queryable, id: PersonId) =>
  db
    .select({ from: sessions.createdAt, to: sql<Date | null>`coalesce(${sessions.endedAt}, ${sessions.expiresAt})` })
    .from(sessions)
    .where(eq(sessions.personId, id))
    .orderBy(desc(sessions.id))
    .limit(mostPersonalRecords)

export const mailsTo = (db: Queryable, address: string) =>
  db
    .select({ subject: mails.subject, at: mails.createdAt, state: mails.state })
    .from(mails)
    .where(eq(sql`lower(${mails.to})`, address.toLowerCase()))
    .orderBy(desc(mails.id))
    .limit(mostPersonalRecords)

export const eventsAbout = (db: Queryable, id: PersonId) =>
  db
    .select({ at: identityEvents.at, action: identityEvents.action, address: identityEvents.address })
    .from(identityEvents)
    .where(eq(identityEvents.personId, id))
    .orderBy(desc(identityEvents.at))
    .limit(mostPersonalRecords)

/** What bears the person's name as its author, wherever it lies: the view is the migrations'. */
export async function recordsOf(db: Queryable, id: PersonId) {
  const { rows } = await db.execute<{ at: string; kind: string; about: string }>(sql`
    select at, kind, about from records_of_people where person_id = ${id} order by at desc limit ${mostPersonalRecords}`)
  return rows.map((row) => ({ ...row, at: new Date(row.at) }))
}
