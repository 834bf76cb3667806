import { and, asc, eq, exists, gt, inArray, isNull, not, or, sql, type SQL } from 'drizzle-orm'
import type { InvitationChannel, InvitationState, PersonId, Role, UnitId } from '@thuoc/shared'
import { one, type Queryable, type Tx } from '../../platform/db/client.ts'
import { hasWords } from '../../platform/db/search.ts'
import { within } from '../../platform/db/tree.ts'
import { units } from '../org/index.ts'
import { memberships, people } from './identity.tables.ts'
import { invitations } from './invitations.tables.ts'

/** Rows a statement: PostgreSQL takes 65,535 parameters. */
const batch = 2_000

const open = and(isNull(invitations.redeemedAt), isNull(invitations.withdrawnAt))

/** Drizzle leaves the table out of a column where a query has one table; inside a subquery that is another column. */
const ofPeople = (column: string) => sql`${people}.${sql.identifier(column)}`

/** How far a person has come, as SQL over `people`. */
export const invitationStateOf = sql<InvitationState>`coalesce(
  (select case when i.expires_at > now() then 'invited' else 'expired' end from invitations i
    where i.person_id = ${ofPeople('id')} and i.redeemed_at is null and i.withdrawn_at is null),
  case when ${ofPeople('password_hash')} is null then 'not-invited' else 'accepted' end)`

/** The open invitations of these people. */
export async function openOf(db: Queryable, ids: readonly PersonId[]) {
  if (ids.length === 0) return new Map<PersonId, typeof invitations.$inferSelect & { expired: boolean }>()
  const rows = await db
    .select({ invitation: invitations, expired: sql<boolean>`${invitations.expiresAt} <= now()` })
    .from(invitations)
    .where(and(inArray(invitations.personId, [...ids]), open))
  return new Map(rows.map(({ invitation, expired }) => [invitation.personId, { ...invitation, expired }] as const))
}

export type InviteeFilters = {
  ids?: readonly PersonId[] | undefined
  unitId?: UnitId | undefined
  within?: UnitId | undefined
  role?: Role | undefined
  q?: string | undefined
}

const isOpenAccount = and(eq(people.status, 'active'), isNull(people.erasedAt))

/** The condition on `people` that the filters make, in the subtree of `path`. */
function among(
  db: Queryable,
  path: string,
  { ids, unitId, within: top, role, q = '' }: InviteeFilters,
): SQL | undefined {
  const held = db
    .select({ one: sql`1` })
    .from(memberships)
    .innerJoin(units, eq(units.id, memberships.unitId))
    .where(
      and(
        eq(memberships.personId, people.id),
        isNull(memberships.endedAt),
        within(units.path, path),
        unitId && eq(units.id, unitId),
        top && sql`${units.path} <@ (select path from units top where top.id = ${top})`,
        role && eq(memberships.role, role),
      ),
    )
  return and(isOpenAccount, exists(held), ids && inArray(people.id, [...ids]), ...hasWords(people.search, q))
}

/** Whom an invitation would reach, by name. */
export function invitees(
  db: Queryable,
  path: string,
  filters: InviteeFilters,
  states: readonly InvitationState[] | undefined,
) {
  return db
    .select({ id: people.id, fullName: people.fullName, username: people.username, email: people.email })
    .from(people)
    .where(and(among(db, path, filters), states && inArray(invitationStateOf, [...states])))
    .orderBy(asc(people.fullName), asc(people.id))
}
export type Invitee = Awaited<ReturnType<typeof invitees>>[number]

export async function count(db: Queryable, path: string, filters: InviteeFilters) {
  const inState = (state: InvitationState) => sql<number>`count(*) filter (where state = ${state})::int`
  const each = db
    .select({ state: invitationStateOf.as('state'), email: people.email })
    .from(people)
    .where(among(db, path, filters))
    .as('each')
  return one(
    await db
      .select({
        'not-invited': inState('not-invited'),
        invited: inState('invited'),
        expired: inState('expired'),
        accepted: inState('accepted'),
        withoutEmail: sql<number>`count(*) filter (where state in ('not-invited', 'expired') and ${each.email} is null)::int`,
      })
      .from(each),
  )
}

/** Ends what was open, so that the new one takes its place. */
export async function withdraw(tx: Tx, ids: readonly PersonId[]): Promise<number> {
  if (ids.length === 0) return 0
  const ended = await tx
    .update(invitations)
    .set({ withdrawnAt: sql`now()` })
    .where(and(inArray(invitations.personId, [...ids]), open))
    .returning({ id: invitations.id })
  return ended.length
}

/** Holds the accounts until the transaction ends, so that two who invite the same people wait for each other. */
export async function lockPeople(tx: Tx, ids: readonly PersonId[]) {
  await tx
    .select({ id: people.id })
    .from(people)
    .where(inArray(people.id, [...ids]))
    .orderBy(people.id)
    .for('no key update')
}

type NewInvitation = { id: string; personId: PersonId; channel: InvitationChannel; codeHash: Buffer | null }

export async function insert(
  tx: Tx,
  rows: readonly NewInvitation[],
  days: number,
  createdBy: PersonId | null,
): Promise<Date> {
  const { rows: times } = await tx.execute<{ at: Date }>(sql`
    select ((now() at time zone 'Asia/Ho_Chi_Minh')::date + ${days}::int + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh' as at`)
  const expiresAt = new Date(one(times).at)
  for (let from = 0; from < rows.length; from += batch)
    await tx.insert(invitations).values(rows.slice(from, from + batch).map((row) => ({ ...row, expiresAt, createdBy })))
  return expiresAt
}

const found = {
  id: invitations.id,
  personId: invitations.personId,
  expiresAt: invitations.expiresAt,
  fullName: people.fullName,
  username: people.username,
  status: people.status,
  over: sql<boolean>`${invitations.redeemedAt} is not null or ${invitations.withdrawnAt} is not null
    or ${invitations.expiresAt} <= now() or ${people.erasedAt} is not null`,
}

export async function findByCode(db: Queryable, hash: Buffer) {
  const [row] = await db
    .select(found)
    .from(invitations)
    .innerJoin(people, eq(people.id, invitations.personId))
    .where(eq(invitations.codeHash, hash))
  return row
}

/** The invitation and its account, held: of two who redeem one code at once, the second finds it used. */
export async function lockByCode(tx: Tx, hash: Buffer) {
  const [row] = await tx
    .select(found)
    .from(invitations)
    .innerJoin(people, eq(people.id, invitations.personId))
    .where(eq(invitations.codeHash, hash))
    .for('no key update')
  return row
}

export async function redeem(tx: Tx, id: string) {
  await tx
    .update(invitations)
    .set({ redeemedAt: sql`now()` })
    .where(eq(invitations.id, id))
}

/** Gives an open invitation its code, in place of one that went out before. @returns whether it is still open */
export async function setCode(tx: Tx, id: string, codeHash: Buffer): Promise<boolean> {
  const rows = await tx
    .update(invitations)
    .set({ codeHash })
    .where(and(eq(invitations.id, id), open, gt(invitations.expiresAt, sql`now()`)))
    .returning({ id: invitations.id })
  return rows.length > 0
}

/** What is over for a month is of no use to anyone; the trail says who was invited when. */
export async function forgetOldInvitations(db: Queryable) {
  const monthAgo = sql`now() - interval '30 days'`
  await db
    .update(invitations)
    .set({ codeHash: null })
    .where(
      and(
        not(isNull(invitations.codeHash)),
        or(sql`${invitations.expiresAt} < ${monthAgo}`, sql`${invitations.redeemedAt} < ${monthAgo}`),
      ),
    )
}
