import { and, eq, inArray, ne, sql } from 'drizzle-orm'
import type { CampaignId, NominationItemState, NominationListId, ReadinessCode, SubmissionId } from '@thuoc/shared'
import { actorId, type Actor } from '../../platform/actor.ts'
import { one, type Queryable, type Tx } from '../../platform/db/client.ts'
import { hasWords } from '../../platform/db/search.ts'
import { campaignUnits, visibleTo } from '../campaigns/index.ts'
import { submissions } from '../submissions/index.ts'
import { nominationItems } from './nominations.tables.ts'

const fileColumns = {
  submissionId: submissions.id,
  campaignUnitId: submissions.campaignUnitId,
  indicatorSetId: campaignUnits.indicatorSetId,
  unit: {
    id: campaignUnits.unitId,
    code: campaignUnits.unitCode,
    name: campaignUnits.unitName,
    type: campaignUnits.unitType,
  },
  version: submissions.version,
  status: submissions.status,
  selfLevel: submissions.selfLevel,
  level: submissions.externalLevel,
}

/** The units of a list by name, those taken off left out, as far as the actor may see the files. */
export const itemsOf = (db: Queryable, actor: Actor, id: NominationListId) =>
  db
    .select({ ...fileColumns, state: nominationItems.state, confirmed: nominationItems.confirmed })
    .from(nominationItems)
    .innerJoin(submissions, eq(submissions.id, nominationItems.submissionId))
    .innerJoin(campaignUnits, eq(campaignUnits.id, submissions.campaignUnitId))
    .where(and(eq(nominationItems.listId, id), ne(nominationItems.state, 'taken-off'), visibleTo(actor)))
    .orderBy(sql`${campaignUnits.unitName} collate vi, ${submissions.id}`)

type Wanted = {
  submissionIds?: SubmissionId[] | undefined
  filter?: { q?: string | undefined; level?: number | undefined } | undefined
}
/** Files of a campaign that the body of the actor assesses: those named, or all assessed ones that fit the filter. */
export const candidates = (db: Queryable, actor: Actor, campaignId: CampaignId, { submissionIds, filter }: Wanted) =>
  db
    .select(fileColumns)
    .from(submissions)
    .innerJoin(campaignUnits, eq(campaignUnits.id, submissions.campaignUnitId))
    .where(
      and(
        eq(campaignUnits.campaignId, campaignId),
        eq(campaignUnits.assessorUnitId, actor.unitId),
        visibleTo(actor),
        submissionIds
          ? submissionIds.length > 0
            ? inArray(submissions.id, submissionIds)
            : sql`false`
          : eq(submissions.status, 'assessed'),
        ...hasWords(campaignUnits.search, filter?.q ?? ''),
        filter?.level === undefined ? undefined : eq(submissions.externalLevel, filter.level),
      ),
    )
    .orderBy(sql`${campaignUnits.unitName} collate vi, ${submissions.id}`)
    .limit(2000)
export type CandidateRow = Awaited<ReturnType<typeof candidates>>[number]

/** On which list each of these files is open, if on any. */
export async function openListsOf(db: Queryable, ids: readonly SubmissionId[]) {
  if (ids.length === 0) return new Map<SubmissionId, NominationListId>()
  const rows = await db
    .select({ id: nominationItems.submissionId, listId: nominationItems.listId })
    .from(nominationItems)
    .where(and(inArray(nominationItems.submissionId, [...ids]), eq(nominationItems.state, 'open')))
  return new Map(rows.map(({ id, listId }) => [id, listId]))
}

/** One that was taken off comes back. A file that is open elsewhere breaks `nomination_items_once`. */
export async function addItems(tx: Tx, actor: Actor, listId: NominationListId, ids: readonly SubmissionId[], at: Date) {
  if (ids.length === 0) return
  const by = { addedAt: at, addedBy: actor.name, addedById: actorId(actor) }
  await tx
    .insert(nominationItems)
    .values(ids.map((submissionId) => ({ listId, submissionId, ...by })))
    .onConflictDoUpdate({
      target: [nominationItems.listId, nominationItems.submissionId],
      set: { state: 'open', confirmed: [], ...by },
    })
}

/** What became of units that are open on a list. */
export async function settleItems(
  tx: Tx,
  listId: NominationListId,
  ids: readonly SubmissionId[],
  state: NominationItemState,
) {
  if (ids.length === 0) return
  await tx
    .update(nominationItems)
    .set({ state })
    .where(
      and(
        eq(nominationItems.listId, listId),
        inArray(nominationItems.submissionId, [...ids]),
        eq(nominationItems.state, 'open'),
      ),
    )
}

/** Keeps beside each unit what was confirmed of it. */
export async function confirm(tx: Tx, listId: NominationListId, confirmed: ReadonlyMap<SubmissionId, ReadinessCode[]>) {
  // One statement for all that have the same against them, which mostly is nothing.
  for (const those of Map.groupBy(confirmed, ([, codes]) => codes.join()).values()) {
    const ids = those.map(([id]) => id)
    await tx
      .update(nominationItems)
      .set({ confirmed: those[0]?.[1] ?? [] })
      .where(and(eq(nominationItems.listId, listId), inArray(nominationItems.submissionId, ids)))
  }
}

/** How many units are still open on a list. */
export async function countOpen(tx: Tx, listId: NominationListId): Promise<number> {
  const { open } = one(
    await tx
      .select({ open: sql<number>`count(*)::int` })
      .from(nominationItems)
      .where(and(eq(nominationItems.listId, listId), eq(nominationItems.state, 'open'))),
  )
  return open
}
