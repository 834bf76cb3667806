import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import type { EvidenceRequestId, NewEvidenceRequest, SubmissionId } from '@thuoc/shared'
import { actorId, type Actor } from '../../platform/actor.ts'
import { one, type Queryable, type Tx } from '../../platform/db/client.ts'
import { evidenceRequests } from './verdicts.tables.ts'

export type RequestRow = typeof evidenceRequests.$inferSelect

/** What was asked about a file, the newest first. */
export const listRequests = (db: Queryable, id: SubmissionId): Promise<RequestRow[]> =>
  db
    .select()
    .from(evidenceRequests)
    .where(eq(evidenceRequests.submissionId, id))
    .orderBy(desc(evidenceRequests.askedAt), desc(evidenceRequests.id))

/** The requests of a file that wait for an answer, in time or not. */
export const openRequests = (db: Queryable, id: SubmissionId): Promise<RequestRow[]> =>
  db
    .select()
    .from(evidenceRequests)
    .where(and(eq(evidenceRequests.submissionId, id), eq(evidenceRequests.status, 'open')))

export async function findRequest(db: Queryable, id: EvidenceRequestId): Promise<RequestRow | undefined> {
  const [row] = await db.select().from(evidenceRequests).where(eq(evidenceRequests.id, id))
  return row
}

export async function insertRequest(
  tx: Tx,
  actor: Actor,
  submissionId: SubmissionId,
  { criterion: criterionCode, text, due }: NewEvidenceRequest,
  askedAt: Date,
): Promise<RequestRow> {
  const signed = { askedAt, askedBy: actor.name, askedById: actorId(actor) }
  return one(
    await tx
      .insert(evidenceRequests)
      .values({ submissionId, criterionCode, text, due, ...signed })
      .returning(),
  )
}

type Change = Partial<Omit<RequestRow, 'id' | 'submissionId' | 'criterionCode' | 'version'>>
export async function updateRequest(tx: Tx, id: EvidenceRequestId, values: Change): Promise<RequestRow> {
  return one(
    await tx
      .update(evidenceRequests)
      .set({ ...values, version: sql`${evidenceRequests.version} + 1` })
      .where(eq(evidenceRequests.id, id))
      .returning(),
  )
}

/** Ends what has not ended, when the assessment does: nothing is waited for any more. */
export async function closeRequests(tx: Tx, actor: Actor, id: SubmissionId, at: Date) {
  await tx
    .update(evidenceRequests)
    .set({
      ...{ status: 'closed', endedAt: at, endedBy: actor.name, endedById: actorId(actor) },
      version: sql`${evidenceRequests.version} + 1`,
    })
    .where(and(eq(evidenceRequests.submissionId, id), inArray(evidenceRequests.status, ['open', 'answered'])))
}
