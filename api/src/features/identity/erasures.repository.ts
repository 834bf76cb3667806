import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { ErasureRequest, PersonId } from '@thuoc/shared'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import { erasureRequests } from './erasures.tables.ts'
import { apiKeys, identityEvents, people, sessions } from './identity.tables.ts'
import { forgottenPlaces } from './personal-data.places.ts'

export type OpenRequest = Awaited<ReturnType<typeof open>>[number]
const requester = alias(people, 'requester')

const open = (db: Queryable, ids: readonly PersonId[]) =>
  db
    .select({
      id: erasureRequests.id,
      personId: erasureRequests.personId,
      reason: erasureRequests.reason,
      requestedOn: sql<string>`(${erasureRequests.requestedAt} at time zone 'Asia/Ho_Chi_Minh')::date::text`,
      requestedById: requester.id,
      requestedBy: requester.fullName,
    })
    .from(erasureRequests)
    .innerJoin(requester, eq(requester.id, erasureRequests.requestedBy))
    .where(and(inArray(erasureRequests.personId, [...ids]), isNull(erasureRequests.settledAt)))

/** The requests that nobody has decided yet, by person. */
export async function openOf(db: Queryable, ids: readonly PersonId[]): Promise<Map<PersonId, OpenRequest>> {
  if (ids.length === 0) return new Map()
  return new Map((await open(db, ids)).map((row) => [row.personId, row] as const))
}

export const presentRequest = ({
  personId,
  reason,
  requestedOn,
  requestedBy,
  requestedById,
}: OpenRequest): ErasureRequest => ({
  reason,
  requestedOn,
  requestedBy,
  bySelf: personId === requestedById,
})

export async function insert(tx: Tx, personId: PersonId, requestedBy: PersonId, reason: string) {
  await tx.insert(erasureRequests).values({ personId, requestedBy, reason })
}

export async function settle(tx: Tx, id: string, settledBy: PersonId, outcome: 'erased' | 'declined') {
  await tx
    .update(erasureRequests)
    .set({ settledAt: sql`now()`, settledBy, outcome })
    .where(eq(erasureRequests.id, id))
}

/** Where mail to this person went, now and before; not what they share with somebody who stays. */
export async function addressesOf(tx: Tx, id: PersonId): Promise<string[]> {
  const { rows } = await tx.execute<{ address: string }>(sql`
    with held as (select lower(email) as address from people where id = ${id} and email is not null
      union select lower(detail ->> 'email') from identity_events where person_id = ${id} and detail ->> 'email' is not null)
    select address from held where not exists (
      select 1 from people other where lower(other.email) = address and other.id <> ${id})`)
  return rows.map(({ address }) => address)
}

/**
 * Puts the pseudonym in place of the person: the account, every place where the name was copied beside work, and what
 * reports of imports say of them. The files of imports go by themselves after some weeks.
 */
export async function forget(tx: Tx, id: PersonId, pseudonym: { username: string; fullName: string }) {
  const nothing = { email: null, phone: null, passwordHash: null, mustChangePassword: false }
  await tx
    .update(people)
    .set({ ...pseudonym, ...nothing, status: 'suspended', erasedAt: sql`now()`, updatedAt: sql`now()` })
    .where(eq(people.id, id))
  for (const { table, name, id: author } of forgottenPlaces)
    await tx.execute(sql`update ${sql.identifier(table)} set ${sql.identifier(name)} = ${pseudonym.fullName}
      where ${sql.identifier(author)} = ${id}`)
  await tx.execute(sql`update import_changes set label = ${pseudonym.fullName}, fields = '[]' where thing_id = ${id}`)
  await tx
    .update(identityEvents)
    .set({ detail: sql`${identityEvents.detail} - array['fullName', 'email', 'phone', 'username']`, address: null })
    .where(eq(identityEvents.personId, id))
  await tx.delete(sessions).where(eq(sessions.personId, id))
  await tx
    .update(apiKeys)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(apiKeys.createdBy, id), isNull(apiKeys.revokedAt)))
}
