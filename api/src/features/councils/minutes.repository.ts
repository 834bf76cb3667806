import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { CouncilMinutesId, SubmissionId } from '@thuoc/shared'
import { one, type Queryable, type Tx } from '../../platform/db/client.ts'
import { councilMinutes } from './councils.tables.ts'

export type MinutesRow = typeof councilMinutes.$inferSelect

/** Every revision of every meeting, the newest first. */
export const listMinutes = (db: Queryable, id: SubmissionId): Promise<MinutesRow[]> =>
  db
    .select()
    .from(councilMinutes)
    .where(eq(councilMinutes.submissionId, id))
    .orderBy(desc(councilMinutes.meeting), desc(councilMinutes.revision))

/** Whose meeting it is, by its first revision. */
export async function fileOfMeeting(db: Queryable, id: CouncilMinutesId): Promise<SubmissionId | undefined> {
  const [row] = await db
    .select({ submissionId: councilMinutes.submissionId })
    .from(councilMinutes)
    .where(and(eq(councilMinutes.id, id), eq(councilMinutes.revision, 1)))
  return row?.submissionId
}

export const insertMinutes = async (tx: Tx, values: Omit<typeof councilMinutes.$inferInsert, 'id'>) =>
  one(await tx.insert(councilMinutes).values(values).returning())

/** The next version of minutes that are not closed. */
export async function updateMinutes(
  tx: Tx,
  id: CouncilMinutesId,
  changes: Partial<Omit<typeof councilMinutes.$inferInsert, 'id' | 'version'>>,
): Promise<MinutesRow> {
  return one(
    await tx
      .update(councilMinutes)
      .set({ ...changes, version: sql`${councilMinutes.version} + 1` })
      .where(and(eq(councilMinutes.id, id), isNull(councilMinutes.closedAt)))
      .returning(),
  )
}

export const deleteMinutes = (tx: Tx, id: CouncilMinutesId) =>
  tx.delete(councilMinutes).where(eq(councilMinutes.id, id))
