import { and, desc, eq, inArray, max, sql } from 'drizzle-orm'
import type { PublicationListId, StandsFor, SubmissionId } from '@thuoc/shared'
import { actorId, standsForIn, type Actor } from '../../platform/actor.ts'
import { one, type Queryable, type Tx } from '../../platform/db/client.ts'
import { currentRecognitions, recognitionDecisions } from '../recognition/index.ts'
import { publicationLists, publications, publicationWithdrawals } from './publication.tables.ts'

/** What is current of each of these files, with the day of the decision behind it. */
export const recognisedOf = (db: Queryable, ids: readonly SubmissionId[]) =>
  db
    .select({
      submissionId: currentRecognitions.submissionId,
      recognitionId: currentRecognitions.id,
      signedOn: recognitionDecisions.signedOn,
    })
    .from(currentRecognitions)
    .innerJoin(recognitionDecisions, eq(recognitionDecisions.id, currentRecognitions.decisionId))
    .where(inArray(currentRecognitions.submissionId, [...ids]))
export type RecognisedRow = Awaited<ReturnType<typeof recognisedOf>>[number]

/** The number of the last publication of each of these files that has one. */
export async function numbersOf(db: Queryable, ids: readonly SubmissionId[]): Promise<Map<SubmissionId, number>> {
  const rows = await db
    .select({ id: publications.submissionId, last: max(publications.number) })
    .from(publications)
    .where(inArray(publications.submissionId, [...ids]))
    .groupBy(publications.submissionId)
  return new Map(rows.map(({ id, last }) => [id, last ?? 0]))
}

type NewList = { title: string; note: string; publishedOn: string; at: Date }

/** Makes these recognitions public as one list. */
export async function insertList(
  tx: Tx,
  actor: Actor,
  { title, note, publishedOn, at }: NewList,
  items: readonly (RecognisedRow & { number: number })[],
): Promise<PublicationListId> {
  const by = { publishedAt: at, publishedBy: actor.name, publishedById: actorId(actor) }
  const standsFor = standsForIn(actor, 'publication.publish')
  const list = { title, note, publishedOn, standsFor, publisherUnitId: actor.unitId, ...by }
  const { id } = one(await tx.insert(publicationLists).values(list).returning({ id: publicationLists.id }))
  await tx.insert(publications).values(
    items.map(({ submissionId, recognitionId, number }) => ({
      submissionId,
      recognitionId,
      number,
      listId: id,
      ...by,
    })),
  )
  return id
}

type Withdrawn = { submissionId: SubmissionId; number: number; reason: string; at: Date; standsFor: StandsFor | null }
export async function insertWithdrawal(tx: Tx, actor: Actor, { at, ...row }: Withdrawn) {
  const by = { withdrawnAt: at, withdrawnBy: actor.name, withdrawnById: actorId(actor) }
  await tx.insert(publicationWithdrawals).values({ ...row, ...by })
}

/** Lists that a unit has made public, the newest first; one more than `limit`, to see whether there are more. */
export const listLists = (db: Queryable, actor: Actor, after: [string, string] | null, limit: number) =>
  db
    .select({
      id: publicationLists.id,
      title: publicationLists.title,
      note: publicationLists.note,
      publishedOn: publicationLists.publishedOn,
      publishedAt: publicationLists.publishedAt,
      publishedBy: publicationLists.publishedBy,
      standsFor: publicationLists.standsFor,
      count: sql<number>`(select count(*)::int from publications where list_id = ${publicationLists.id})`,
      standing: sql<number>`(select count(*)::int from current_publications where list_id = ${publicationLists.id})`,
    })
    .from(publicationLists)
    .where(
      and(
        eq(publicationLists.publisherUnitId, actor.unitId),
        after
          ? sql`(${publicationLists.publishedAt}, ${publicationLists.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(publicationLists.publishedAt), desc(publicationLists.id))
    .limit(limit + 1)
