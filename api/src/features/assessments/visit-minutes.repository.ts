import { and, desc, eq, isNull, lt, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { SubmissionId, VisitMinutesId } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import { memberships } from '../identity/index.ts'
import { visitMinutesTable as minutes } from './visit-minutes.tables.ts'

export type MinutesRow = typeof minutes.$inferSelect

/** Every version of the minutes of a file, the newest first. */
export const listMinutes = (db: Queryable, id: SubmissionId): Promise<MinutesRow[]> =>
  db.select().from(minutes).where(eq(minutes.submissionId, id)).orderBy(desc(minutes.number))

/** The file of the time whose minutes were begun under this id. */
export async function fileOfSitting(db: Queryable, id: VisitMinutesId): Promise<SubmissionId | undefined> {
  const earlier = alias(minutes, 'earlier')
  const same = [eq(earlier.submissionId, minutes.submissionId), eq(earlier.sitting, minutes.sitting)]
  const [row] = await db
    .select({ submissionId: minutes.submissionId })
    .from(minutes)
    .leftJoin(earlier, and(...same, lt(earlier.number, minutes.number)))
    .where(and(eq(minutes.id, id), isNull(earlier.id)))
  return row?.submissionId
}

export async function insertMinutes(tx: Tx, values: typeof minutes.$inferInsert) {
  await tx.insert(minutes).values(values)
}

type Change = Partial<Omit<MinutesRow, 'id' | 'submissionId' | 'number' | 'version'>>
export async function updateMinutes(tx: Tx, id: VisitMinutesId, change: Change) {
  await tx
    .update(minutes)
    .set({ ...change, version: sql`${minutes.version} + 1` })
    .where(eq(minutes.id, id))
}

/** The office in which the actor acts now; null where the membership says none. */
export async function officeOf(db: Queryable, { membershipId }: Actor): Promise<string | null> {
  if (membershipId === null) return null
  const [row] = await db
    .select({ office: memberships.office })
    .from(memberships)
    .where(and(eq(memberships.id, membershipId), isNull(memberships.endedAt)))
  return row?.office ?? null
}
