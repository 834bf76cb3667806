import { asc, eq, inArray, sql } from 'drizzle-orm'
import type { Answer, Criterion, SubmissionId } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import { one, type Queryable, type Tx } from '../../platform/db/client.ts'
import { lineValues } from '../submissions/index.ts'
import { externalLines } from './assessments.tables.ts'

export type ExternalLineRow = typeof externalLines.$inferSelect

/** What the team has saved of a file. */
export const listExternalLines = (db: Queryable, id: SubmissionId): Promise<ExternalLineRow[]> =>
  db.select().from(externalLines).where(eq(externalLines.submissionId, id)).orderBy(asc(externalLines.criterionCode))

/** The same for several files at once. */
export async function groupExternalLines(
  db: Queryable,
  ids: readonly SubmissionId[],
): Promise<Map<SubmissionId, ExternalLineRow[]>> {
  const rows = await db
    .select()
    .from(externalLines)
    .where(inArray(externalLines.submissionId, [...ids]))
    .orderBy(asc(externalLines.criterionCode))
  return Map.groupBy(rows, (row) => row.submissionId)
}

/** Writes the team's line as its next version, beside the school's. */
export async function saveExternalLine(
  tx: Tx,
  actor: Actor,
  submissionId: SubmissionId,
  criterion: Criterion,
  { answer, reason }: { answer: Answer; reason: string },
  savedAt: Date,
): Promise<ExternalLineRow> {
  const values = { ...lineValues(actor, criterion, answer, savedAt), reason }
  return one(
    await tx
      .insert(externalLines)
      .values({ ...values, submissionId, criterionCode: criterion.code, version: 1 })
      .onConflictDoUpdate({
        target: [externalLines.submissionId, externalLines.criterionCode],
        set: { ...values, version: sql`${externalLines.version} + 1` },
      })
      .returning(),
  )
}
