import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { MembershipId, PersonId, Role, UnitId } from '@thuoc/shared'
import type { Tx } from '../../platform/db/client.ts'
import { units, unitSummaryColumns } from '../org/index.ts'
import { apiKeys, memberships, people, sessions } from './identity.tables.ts'

/** Ends every membership of these units, and the sessions that act in them. @returns what ended, by unit and name */
export async function endMembershipsIn(tx: Tx, unitIds: readonly UnitId[]) {
  const inUnits = inArray(memberships.unitId, [...unitIds])
  const held = await tx
    .select({
      membershipId: memberships.id,
      personId: memberships.personId,
      fullName: people.fullName,
      unit: unitSummaryColumns,
      role: memberships.role,
      office: memberships.office,
    })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .innerJoin(units, eq(units.id, memberships.unitId))
    .where(and(inUnits, isNull(memberships.endedAt)))
    .orderBy(asc(units.name), asc(people.fullName), asc(memberships.id))
    .for('update', { of: memberships })
  await endMemberships(
    tx,
    held.map(({ membershipId }) => membershipId),
  )
  return held
}

/** Ends memberships and the sessions that act in them. */
export async function endMemberships(tx: Tx, ids: readonly MembershipId[]) {
  if (ids.length === 0) return
  const wanted = [...ids]
  await tx
    .update(memberships)
    .set({ endedAt: sql`now()` })
    .where(and(inArray(memberships.id, wanted), isNull(memberships.endedAt)))
  await tx
    .update(sessions)
    .set({ endedAt: sql`now()` })
    .where(and(inArray(sessions.membershipId, wanted), isNull(sessions.endedAt)))
}

/** @returns how many keys of these units are revoked by it */
export async function revokeKeysIn(tx: Tx, unitIds: readonly UnitId[]): Promise<number> {
  const revoked = await tx
    .update(apiKeys)
    .set({ revokedAt: sql`now()` })
    .where(and(inArray(apiKeys.unitId, [...unitIds]), isNull(apiKeys.revokedAt)))
    .returning({ id: apiKeys.id })
  return revoked.length
}

export type Seat = { personId: PersonId; unitId: UnitId; role: Role; office: string | null }

/** Gives a role in a unit. @returns null where the person holds it there already */
export async function seat(tx: Tx, values: Seat): Promise<MembershipId | null> {
  const [row] = await tx.insert(memberships).values(values).onConflictDoNothing().returning({ id: memberships.id })
  return row?.id ?? null
}

/** What was held, whether or not it has ended, of people who may still sign in; only in units that stand. */
export function seatsOf(tx: Tx, ids: readonly MembershipId[]): Promise<Seat[]> {
  if (ids.length === 0) return Promise.resolve([])
  const { personId, unitId, role, office } = memberships
  return tx
    .select({ personId, unitId, role, office })
    .from(memberships)
    .innerJoin(people, eq(people.id, personId))
    .innerJoin(units, eq(units.id, unitId))
    .where(and(inArray(memberships.id, [...ids]), eq(people.status, 'active'), isNull(units.closedOn)))
}
