import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import { answer, type Answer, type EvidenceId, type ObjectionId, type SubmissionId } from '@thuoc/shared'
import { z } from 'zod'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import { objections } from './objections.tables.ts'

export type ObjectionRow = typeof objections.$inferSelect

/** Scores as on the wire, for the record. */
export const wire = (given: Answer) => z.encode(answer, given)

/** Every objection to a file, the newest first. */
export const listObjections = (db: Queryable, id: SubmissionId): Promise<ObjectionRow[]> =>
  db
    .select()
    .from(objections)
    .where(eq(objections.submissionId, id))
    .orderBy(desc(objections.savedAt), asc(objections.criterionCode))

/** Those that wait: drafts of the school, or what the team still answers. */
export const openObjections = (db: Queryable, id: SubmissionId, status: 'draft' | 'sent'): Promise<ObjectionRow[]> =>
  db
    .select()
    .from(objections)
    .where(and(eq(objections.submissionId, id), eq(objections.status, status)))
    .orderBy(asc(objections.criterionCode))

export async function insertObjection(tx: Tx, values: typeof objections.$inferInsert) {
  await tx.insert(objections).values(values)
}

type Change = Partial<Omit<ObjectionRow, 'id' | 'submissionId' | 'criterionCode' | 'version'>>
export async function updateObjections(tx: Tx, ids: readonly ObjectionId[], change: Change) {
  if (ids.length === 0) return
  await tx
    .update(objections)
    .set({ ...change, version: sql`${objections.version} + 1` })
    .where(inArray(objections.id, [...ids]))
}

/** The pieces that were added for each of these. */
export async function evidenceOfObjections(
  db: Queryable,
  ids: readonly ObjectionId[],
): Promise<Map<ObjectionId, EvidenceId[]>> {
  if (ids.length === 0) return new Map()
  const { rows } = await db.execute<{ objection: ObjectionId; evidence: EvidenceId }>(sql`
    select request_id as objection, evidence_id as evidence from evidence_criteria
    where request_id = any(${sql.param([...ids])}::uuid[]) order by evidence_id`)
  return new Map(
    [...Map.groupBy(rows, ({ objection }) => objection)].map(([id, those]) => [
      id,
      those.map(({ evidence }) => evidence),
    ]),
  )
}
