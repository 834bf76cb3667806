import { and, asc, count, eq, isNull, not, exists, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { PersonId, UnitDuty, UnitId } from '@thuoc/shared'
import { one, type Queryable, type Tx } from '../../platform/db/client.ts'
import { hasWords } from '../../platform/db/search.ts'
import { within } from '../../platform/db/tree.ts'
import { units, unitSummaryColumns } from '../org/index.ts'
import { memberships, people, perhapsVacantUnits } from './identity.tables.ts'
import { responsibles } from './responsibles.tables.ts'

const setter = alias(people, 'setter')
/** One title is enough where somebody holds several roles in the unit. */
const office = sql<string | null>`(select max(m.office) from memberships m
  where m.person_id = ${responsibles.personId} and m.unit_id = ${responsibles.unitId} and m.ended_at is null)`

/** Who answers for a unit now. */
export const current = (db: Queryable, unitId: UnitId) =>
  db
    .select({
      duty: responsibles.duty,
      personId: people.id,
      fullName: people.fullName,
      office,
      email: people.email,
      phone: people.phone,
      since: responsibles.since,
      setBy: setter.fullName,
    })
    .from(responsibles)
    .innerJoin(people, eq(people.id, responsibles.personId))
    .leftJoin(setter, eq(setter.id, responsibles.setBy))
    .where(and(eq(responsibles.unitId, unitId), isNull(responsibles.endedAt)))
export type ResponsibleRow = Awaited<ReturnType<typeof current>>[number]

/** The leader and the contact person of a unit with how to reach them; null where nobody is named. */
export async function responsiblePersonsOf(db: Queryable, unitId: UnitId) {
  const rows = await current(db, unitId)
  const of = (duty: UnitDuty) => rows.find((row) => row.duty === duty) ?? null
  return { leader: of('leader'), contact: of('contact') }
}

/** Every current one in the subtree of a path, by person and unit. */
export const currentWithin = (db: Queryable, path: string) =>
  db
    .select({ unitId: responsibles.unitId, duty: responsibles.duty, personId: responsibles.personId })
    .from(responsibles)
    .innerJoin(units, eq(units.id, responsibles.unitId))
    .where(and(isNull(responsibles.endedAt), within(units.path, path)))

/** Two who name somebody at once take turns. */
export async function lock(tx: Tx, unitId: UnitId) {
  await tx.select({ id: units.id }).from(units).where(eq(units.id, unitId)).for('no key update')
}

export async function end(tx: Tx, unitId: UnitId, duty: UnitDuty) {
  await tx
    .update(responsibles)
    .set({ endedAt: sql`now()` })
    .where(and(eq(responsibles.unitId, unitId), eq(responsibles.duty, duty), isNull(responsibles.endedAt)))
}

/** Whoever leaves a unit, or everything, answers for it no longer. */
export async function endOf(tx: Tx, personId: PersonId, unitId?: UnitId) {
  await tx
    .update(responsibles)
    .set({ endedAt: sql`now()` })
    .where(
      and(
        eq(responsibles.personId, personId),
        unitId === undefined ? undefined : eq(responsibles.unitId, unitId),
        isNull(responsibles.endedAt),
      ),
    )
}

export async function insert(tx: Tx, rows: readonly (typeof responsibles.$inferInsert)[]) {
  if (rows.length > 0) await tx.insert(responsibles).values([...rows])
}

/** Everything a person ever answered for. */
export const listOf = (db: Queryable, personId: PersonId) =>
  db
    .select({ unit: units.name, duty: responsibles.duty, from: responsibles.since, to: responsibles.endedAt })
    .from(responsibles)
    .innerJoin(units, eq(units.id, responsibles.unitId))
    .where(eq(responsibles.personId, personId))

/** Whether somebody who can sign in holds a role in the unit. */
export async function isStaff(db: Queryable, unitId: UnitId, personId: PersonId): Promise<boolean> {
  const rows = await db
    .select({ id: people.id })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(
      and(
        eq(memberships.unitId, unitId),
        eq(people.id, personId),
        isNull(memberships.endedAt),
        eq(people.status, 'active'),
      ),
    )
    .limit(1)
  return rows.length > 0
}

/** Units below a path in which nobody can act, by name. */
const empty = (db: Queryable, path: string, q: string) =>
  and(
    within(units.path, path),
    not(eq(units.type, 'system')),
    not(
      exists(
        db
          .select({ one: sql`1` })
          .from(memberships)
          .innerJoin(people, eq(people.id, memberships.personId))
          .where(and(eq(memberships.unitId, units.id), isNull(memberships.endedAt), eq(people.status, 'active'))),
      ),
    ),
    ...hasWords(units.search, q),
  )

export const listEmptyUnits = (db: Queryable, path: string, q: string, after: [string, string] | null, limit: number) =>
  db
    .select(unitSummaryColumns)
    .from(perhapsVacantUnits)
    .innerJoin(units, eq(units.id, perhapsVacantUnits.unitId))
    .where(
      and(empty(db, path, q), after ? sql`(${units.name}, ${units.id}) > (${after[0]}, ${after[1]}::uuid)` : undefined),
    )
    .orderBy(asc(units.name), asc(units.id))
    .limit(limit + 1)

export async function countEmptyUnits(db: Queryable, path: string, q: string): Promise<number> {
  const rows = await db
    .select({ count: count() })
    .from(perhapsVacantUnits)
    .innerJoin(units, eq(units.id, perhapsVacantUnits.unitId))
    .where(empty(db, path, q))
  return one(rows).count
}

/** Takes those out in which somebody can act. */
export const clearVacantUnits = (db: Queryable) => db.execute(sql`select clear_perhaps_vacant_units()`)
