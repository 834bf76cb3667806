import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import type { SealKind, SubmissionId, WireContent } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import { units } from '../org/index.ts'
import { submissionSeals } from './seals.tables.ts'

export type SealRow = typeof submissionSeals.$inferSelect

export async function insertSeals(
  tx: Tx,
  actor: Actor,
  seals: readonly Omit<typeof submissionSeals.$inferInsert, 'unitName' | 'sealedBy'>[],
) {
  if (seals.length === 0) return
  const unitName = sql<string>`(select ${units.name} from ${units} where ${units.id} = ${actor.unitId})`
  await tx.insert(submissionSeals).values(seals.map((one) => ({ ...one, sealedBy: actor.name, unitName })))
}

/** Of each of these files and kinds the newest seal. */
export async function newestSeals(
  db: Queryable,
  ids: readonly SubmissionId[],
  kinds: readonly SealKind[],
): Promise<ReadonlyMap<SubmissionId, SealRow[]>> {
  if (ids.length === 0 || kinds.length === 0) return new Map()
  const { submissionId, kind, sealedAt, id } = submissionSeals
  const rows = await db
    .selectDistinctOn([submissionId, kind])
    .from(submissionSeals)
    .where(and(inArray(submissionId, [...ids]), inArray(kind, [...kinds])))
    .orderBy(submissionId, kind, desc(sealedAt), desc(id))
  return Map.groupBy(rows, (row) => row.submissionId)
}

/** Every seal of a file, the newest first. */
export const listSeals = (db: Queryable, id: SubmissionId): Promise<SealRow[]> =>
  db
    .select()
    .from(submissionSeals)
    .where(eq(submissionSeals.submissionId, id))
    .orderBy(desc(submissionSeals.sealedAt), desc(submissionSeals.id))

/** What was sent in each round, in their order. */
export const listSent = (db: Queryable, id: SubmissionId): Promise<SealRow[]> =>
  db
    .select()
    .from(submissionSeals)
    .where(and(eq(submissionSeals.submissionId, id), eq(submissionSeals.kind, 'submitted' satisfies SealKind)))
    .orderBy(asc(submissionSeals.round))

/** What was sent in a round; undefined where it was sent before contents were pinned. */
export async function sentContent(
  db: Queryable,
  { submissionId, round }: { submissionId: SubmissionId; round: number },
): Promise<WireContent | undefined> {
  return (await listSent(db, submissionId)).find((one) => one.round === round)?.content
}
