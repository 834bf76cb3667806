import { and, asc, eq, exists, getTableColumns, inArray, isNull, ne, sql, type SQL } from 'drizzle-orm'
import type {
  AccountStatus,
  InvitationState,
  MembershipId,
  NewMembership,
  PersonChange,
  PersonId,
  Role,
  UnitId,
} from '@thuoc/shared'
import { one, type Queryable, type Tx } from '../../platform/db/client.ts'
import { hasWords } from '../../platform/db/search.ts'
import { endOf, within } from '../../platform/db/tree.ts'
import { units, unitSummaryColumns } from '../org/index.ts'
import { listedPeople, memberships, people } from './identity.tables.ts'
import { invitationStateOf } from './invitations.repository.ts'
import type { PersonRow } from './sessions.repository.ts'

export type PeopleFilters = {
  q?: string | undefined
  unitId?: UnitId | undefined
  within?: UnitId | undefined
  invitation?: InvitationState | undefined
  role?: Role | undefined
  status?: AccountStatus | undefined
}

/** A current membership with the place of its unit, for the policy to weigh. */
export type HeldMembership = Awaited<ReturnType<typeof heldBy>>[number]

const inUnits = (db: Queryable, ...conditions: (SQL | undefined)[]) =>
  exists(
    db
      .select({ one: sql`1` })
      .from(memberships)
      .innerJoin(units, eq(units.id, memberships.unitId))
      .where(and(eq(memberships.personId, people.id), ...conditions)),
  )

/**
 * People whom an administrator of that subtree sees: who hold a membership in it; and who held one there and hold none
 * anywhere now, so that they can be taken on again. The database keeps a list of them for every unit.
 */
const seenFrom = (db: Queryable, path: string) =>
  exists(
    db
      .select({ one: sql`1` })
      .from(listedPeople)
      .where(and(eq(listedPeople.personId, people.id), eq(listedPeople.unitId, endOf(path)))),
  )

export async function findSeen(db: Queryable, path: string, id: PersonId): Promise<PersonRow | undefined> {
  const [row] = await db
    .select()
    .from(people)
    .where(and(eq(people.id, id), seenFrom(db, path)))
  return row
}

/** Holds the account until the transaction ends, so that what is decided about it stays true. */
export async function lockSeen(tx: Tx, path: string, id: PersonId): Promise<PersonRow | undefined> {
  await tx.select({ id: people.id }).from(people).where(eq(people.id, id)).for('no key update')
  return findSeen(tx, path, id)
}

/** By name in Vietnamese order; one more than `limit`, to see whether there are more. */
export function list(
  db: Queryable,
  path: string,
  filters: PeopleFilters,
  after: [string, string] | null,
  limit: number,
) {
  const { q = '', unitId, within: top, role, status, invitation } = filters
  const held =
    unitId || top || role
      ? inUnits(
          db,
          isNull(memberships.endedAt),
          within(units.path, path),
          unitId && eq(units.id, unitId),
          top && sql`${units.path} <@ (select path from units top where top.id = ${top})`,
          role && eq(memberships.role, role),
        )
      : undefined
  // Whoever holds something there stands in the list of that unit, which is the shorter one.
  const listed = unitId ?? top ?? endOf(path)
  return db
    .select(getTableColumns(people))
    .from(listedPeople)
    .innerJoin(people, eq(people.id, listedPeople.personId))
    .where(
      and(
        eq(listedPeople.unitId, listed),
        held,
        status && eq(people.status, status),
        invitation && and(isNull(people.erasedAt), eq(invitationStateOf, invitation)),
        ...hasWords(people.search, q),
        after
          ? sql`(${listedPeople.fullName}, ${listedPeople.personId}) > (${after[0]}, ${after[1]}::uuid)`
          : undefined,
      ),
    )
    .orderBy(asc(listedPeople.fullName), asc(listedPeople.personId))
    .limit(limit + 1)
}

/** The current memberships of these people, wherever they are, by unit name. */
export function heldBy(db: Queryable, ids: readonly PersonId[]) {
  return db
    .select({
      id: memberships.id,
      personId: memberships.personId,
      role: memberships.role,
      office: memberships.office,
      unit: unitSummaryColumns,
      path: units.path,
    })
    .from(memberships)
    .innerJoin(units, eq(units.id, memberships.unitId))
    .where(and(inArray(memberships.personId, [...ids]), isNull(memberships.endedAt)))
    .orderBy(asc(units.name), asc(memberships.id))
}

export async function insert(tx: Tx, values: typeof people.$inferInsert): Promise<PersonRow> {
  return one(await tx.insert(people).values(values).returning())
}

export async function insertMembership(tx: Tx, personId: PersonId, values: NewMembership): Promise<MembershipId> {
  const row = one(
    await tx
      .insert(memberships)
      .values({ ...values, personId })
      .returning({ id: memberships.id }),
  )
  return row.id
}

export async function endMembership(tx: Tx, id: MembershipId) {
  await tx
    .update(memberships)
    .set({ endedAt: sql`now()` })
    .where(eq(memberships.id, id))
}

export async function change(tx: Tx, id: PersonId, values: PersonChange): Promise<PersonRow> {
  return one(
    await tx
      .update(people)
      .set({ ...values, updatedAt: sql`now()` })
      .where(eq(people.id, id))
      .returning(),
  )
}

/**
 * Who else holds this role in the unit and can sign in. Whoever asks is about to take somebody away: they take turns, so
 * that two administrators who remove each other do not both succeed.
 */
export async function otherHolders(tx: Tx, unitId: UnitId, role: Role, id: PersonId): Promise<PersonId[]> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${unitId}/${role}`}, 0))`)
  const rows = await tx
    .selectDistinct({ id: people.id })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(
      and(
        eq(memberships.unitId, unitId),
        eq(memberships.role, role),
        isNull(memberships.endedAt),
        eq(people.status, 'active'),
        ne(people.id, id),
      ),
    )
  return rows.map((row) => row.id)
}

export async function setStatus(tx: Tx, id: PersonId, status: AccountStatus): Promise<PersonRow> {
  return one(
    await tx
      .update(people)
      .set({ status, updatedAt: sql`now()` })
      .where(eq(people.id, id))
      .returning(),
  )
}

/** Whether accounts of the demonstration exist: everybody knows their passwords, so a production start refuses them. */
export async function demonstrationAccountsExist(db: Queryable): Promise<boolean> {
  const rows = await db.select({ id: people.id }).from(people).where(eq(people.demonstration, true)).limit(1)
  return rows.length > 0
}
