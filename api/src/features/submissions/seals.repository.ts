import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { SealKind, SubmissionId, WireContent } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import { units } from '../org/index.ts'
import { submissionSeals } from './seals.tables.ts'

export type SealRow = typeof submissionSeals.$inferSelect

export async function insertSeal(
  tx: Tx,
  actor: Actor,
  values: Omit<typeof submissionSeals.$inferInsert, 'unitName' | 'sealedBy'>,
) {
  const unitName = sql<string>`(select ${units.name} from ${units} where ${units.id} = ${actor.unitId})`
  await tx.insert(submissionSeals).values({ ...values, sealedBy: actor.name, unitName })
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
