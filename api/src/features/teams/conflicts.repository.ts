import { and, eq, isNull, sql, type SQL } from 'drizzle-orm'
import type { CampaignUnitId, ConflictReason, PersonId } from '@thuoc/shared'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import { conflicts } from './teams.tables.ts'

/**
 * Why a person must not assess a participating unit, or null: the one place where the rule stands is the function of the
 * database.
 */
export const conflictBetween = (person: SQL, part: SQL) =>
  sql<ConflictReason | null>`conflict_of_interest(${person}, ${part})`

type Conflict = { campaignUnitId: CampaignUnitId; personId: PersonId; why: ConflictReason }

/** Each of these people with each of these units that they must not assess. */
export async function conflictsAmong(
  db: Queryable,
  people: readonly PersonId[],
  parts: readonly CampaignUnitId[],
): Promise<Conflict[]> {
  if (people.length === 0 || parts.length === 0) return []
  const { rows } = await db.execute<Conflict>(sql`
    select * from (
      select part.id as "campaignUnitId", person.id as "personId",
        ${conflictBetween(sql`person.id`, sql`part.id`)} as why
      from unnest(${sql.param([...people])}::uuid[]) person (id)
      cross join unnest(${sql.param([...parts])}::uuid[]) part (id)) among
    where why is not null`)
  return rows
}

export async function insertConflict(tx: Tx, values: Omit<typeof conflicts.$inferInsert, 'id' | 'withdrawnAt'>) {
  await tx.insert(conflicts).values(values)
}

const standing = (personId: PersonId, campaignUnitId: CampaignUnitId) =>
  and(eq(conflicts.personId, personId), eq(conflicts.campaignUnitId, campaignUnitId), isNull(conflicts.withdrawnAt))

/** @returns whether there was one to take back */
export async function withdrawConflict(tx: Tx, personId: PersonId, part: CampaignUnitId, at: Date): Promise<boolean> {
  const taken = await tx
    .update(conflicts)
    .set({ withdrawnAt: at })
    .where(standing(personId, part))
    .returning({ id: conflicts.id })
  return taken.length > 0
}
