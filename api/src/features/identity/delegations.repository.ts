import { and, desc, eq, isNull, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type {
  DelegationId,
  DelegationState,
  MembershipId,
  Permission,
  PersonId,
  StandsFor,
  UnitId,
} from '@thuoc/shared'
import { one, type Queryable, type Tx } from '../../platform/db/client.ts'
import { within } from '../../platform/db/tree.ts'
import { units, unitSummaryColumns } from '../org/index.ts'
import { delegations } from './delegations.tables.ts'
import { memberships, people } from './identity.tables.ts'

/** Powers that somebody was lent and may use now. */
export type Lent = StandsFor & { powers: Permission[]; toDay: string }

const today = sql`(now() at time zone 'Asia/Ho_Chi_Minh')::date`

/** As JSON, what is lent today to the row of `memberships`: while the lender is still there and not suspended. */
export const lentTo = (): SQL<Lent[]> => sql<Lent[]>`(
  select coalesce(jsonb_agg(jsonb_build_object('delegationId', d.id, 'fullName', lender.full_name, 'office', held.office,
    'role', held.role, 'powers', d.powers, 'toDay', d.to_day) order by d.created_at), '[]')
  from delegations d
    join memberships held on held.id = d.from_membership_id and held.ended_at is null
    join people lender on lender.id = held.person_id and lender.status = 'active'
  where d.to_membership_id = ${memberships}.id and d.revoked_at is null and ${today} between d.from_day and d.to_day)`

const from = alias(memberships, 'lending')
const to = alias(memberships, 'borrowing')
const lender = alias(people, 'lender')
const borrower = alias(people, 'borrower')

const state = sql<DelegationState>`case
  when ${delegations.revokedAt} is not null then 'revoked'
  when ${from.endedAt} is not null or ${to.endedAt} is not null or ${delegations.toDay} < ${today} then 'ended'
  when ${delegations.fromDay} > ${today} then 'coming'
  else 'running' end`

const party = (membership: typeof from | typeof to, person: typeof lender | typeof borrower) => ({
  membershipId: membership.id,
  personId: person.id,
  fullName: person.fullName,
  office: membership.office,
  role: membership.role,
})

const listed = (db: Queryable) =>
  db
    .select({
      id: delegations.id,
      unit: unitSummaryColumns,
      from: party(from, lender),
      to: party(to, borrower),
      powers: delegations.powers,
      fromDay: delegations.fromDay,
      toDay: delegations.toDay,
      basis: delegations.basis,
      state,
      createdAt: delegations.createdAt,
      revokedAt: delegations.revokedAt,
    })
    .from(delegations)
    .innerJoin(units, eq(units.id, delegations.unitId))
    .innerJoin(from, eq(from.id, delegations.fromMembershipId))
    .innerJoin(to, eq(to.id, delegations.toMembershipId))
    .innerJoin(lender, eq(lender.id, from.personId))
    .innerJoin(borrower, eq(borrower.id, to.personId))

export type DelegationRow = Awaited<ReturnType<typeof list>>[number]

/** Of one unit, the newest first; one more than `limit`. */
export const list = (db: Queryable, unitId: UnitId, before: string | null, limit: number) =>
  listed(db)
    .where(and(eq(delegations.unitId, unitId), before ? sql`${delegations.id} < ${before}::uuid` : undefined))
    .orderBy(desc(delegations.id))
    .limit(limit + 1)

/** Of a subtree. */
export async function find(db: Queryable, path: string, id: DelegationId): Promise<DelegationRow | undefined> {
  const [row] = await listed(db).where(and(eq(delegations.id, id), within(units.path, path)))
  return row
}

/** Every one that a person gave or was given. */
export const listOf = (db: Queryable, id: PersonId): Promise<DelegationRow[]> =>
  listed(db)
    .where(sql`${id}::uuid in (${lender.id}, ${borrower.id})`)
    .orderBy(desc(delegations.id))

/** Holds it until the transaction ends. */
export async function lock(tx: Tx, id: DelegationId) {
  await tx.select({ id: delegations.id }).from(delegations).where(eq(delegations.id, id)).for('no key update')
}

export async function insert(tx: Tx, values: typeof delegations.$inferInsert): Promise<DelegationId> {
  return one(await tx.insert(delegations).values(values).returning({ id: delegations.id })).id
}

export async function revoke(tx: Tx, id: DelegationId, by: PersonId | null) {
  await tx
    .update(delegations)
    .set({ revokedAt: sql`now()`, revokedBy: by })
    .where(and(eq(delegations.id, id), isNull(delegations.revokedAt)))
}

/** Whether a period begins before it ends and is not over. */
export async function isPeriod(db: Queryable, fromDay: string, toDay: string): Promise<boolean> {
  const { rows } = await db.execute<{ fits: boolean }>(
    sql`select ${fromDay}::date <= ${toDay}::date and ${toDay}::date >= ${today} as fits`,
  )
  return one(rows).fits
}

/** A current membership of somebody who can sign in, in this unit. */
export async function findColleague(db: Queryable, unitId: UnitId, id: MembershipId) {
  const [row] = await db
    .select({ personId: people.id })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(
      and(
        eq(memberships.id, id),
        eq(memberships.unitId, unitId),
        isNull(memberships.endedAt),
        eq(people.status, 'active'),
      ),
    )
  return row
}
