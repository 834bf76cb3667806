import { and, desc, eq, sql } from 'drizzle-orm'
import type { SubmissionId } from '@thuoc/shared'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import { steady } from '../../platform/db/steady.ts'
import { submissionApprovals } from './councils.tables.ts'

export type ApprovalRow = typeof submissionApprovals.$inferSelect

const ofFile = steady((db) =>
  db
    .select()
    .from(submissionApprovals)
    .where(eq(submissionApprovals.submissionId, sql.placeholder('id')))
    .orderBy(desc(submissionApprovals.id)),
)
export const listApprovals = (db: Queryable, id: SubmissionId): Promise<ApprovalRow[]> => ofFile(db, { id })

/** The decision about this very version of a file. */
export async function findApproval(db: Queryable, id: SubmissionId, version: number): Promise<ApprovalRow | undefined> {
  const { submissionId, submissionVersion } = submissionApprovals
  const [row] = await db
    .select()
    .from(submissionApprovals)
    .where(and(eq(submissionId, id), eq(submissionVersion, version)))
  return row
}

export async function insertApproval(tx: Tx, values: Omit<typeof submissionApprovals.$inferInsert, 'id'>) {
  await tx.insert(submissionApprovals).values(values)
}
