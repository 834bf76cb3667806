import { and, desc, eq, inArray, ne, sql, type SQL } from 'drizzle-orm'
import type {
  CampaignId,
  NominationEvent,
  NominationFields,
  NominationItemState,
  NominationListId,
  NominationStatus,
  ReadinessCode,
  SubmissionId,
  UnitSummary,
} from '@thuoc/shared'
import { actorId, standsForIn, type Actor } from '../../platform/actor.ts'
import { one, type Queryable, type Tx } from '../../platform/db/client.ts'
import { likeWords } from '../../platform/db/search.ts'
import { within } from '../../platform/db/tree.ts'
import { campaigns, campaignUnits, visibleTo } from '../campaigns/index.ts'
import { units } from '../org/index.ts'
import { submissions } from '../submissions/index.ts'
import { nominationEvents, nominationItems, nominationLists } from './nominations.tables.ts'

const counted = (condition: SQL) =>
  sql<number>`(select count(*)::int from ${nominationItems}
    where ${nominationItems.listId} = ${nominationLists.id} and ${condition})`

/** Lists of the actor's unit and of the bodies below it. */
const seenBy = (db: Queryable, actor: Actor, ...conditions: (SQL | undefined)[]) =>
  db
    .select({
      id: nominationLists.id,
      body: {
        id: nominationLists.bodyUnitId,
        code: nominationLists.bodyCode,
        name: nominationLists.bodyName,
        type: nominationLists.bodyType,
      },
      campaign: { id: campaigns.id, title: campaigns.title, schoolYear: campaigns.schoolYear },
      name: nominationLists.name,
      number: nominationLists.number,
      listedOn: nominationLists.listedOn,
      status: nominationLists.status,
      version: nominationLists.version,
      units: counted(ne(nominationItems.state, 'taken-off')),
      open: counted(eq(nominationItems.state, 'open')),
      createdBy: nominationLists.createdBy,
      createdAt: nominationLists.createdAt,
      changedAt: nominationLists.changedAt,
    })
    .from(nominationLists)
    .innerJoin(campaigns, eq(campaigns.id, nominationLists.campaignId))
    .innerJoin(units, eq(units.id, nominationLists.bodyUnitId))
    .where(and(within(units.path, actor.unitPath), ...conditions))
export type NominationListRow = Awaited<ReturnType<typeof seenBy>>[number]

type Filters = { campaignId?: CampaignId | undefined; status?: NominationStatus | undefined }
type Asked = { after: [string, string] | null; limit: number }
/** The newest first; one more than `limit`, to see whether there are more. */
export const list = (db: Queryable, actor: Actor, { campaignId, status }: Filters, { after, limit }: Asked) =>
  seenBy(
    db,
    actor,
    campaignId && eq(nominationLists.campaignId, campaignId),
    status && eq(nominationLists.status, status),
    after
      ? sql`(date_trunc('milliseconds', ${nominationLists.createdAt}), ${nominationLists.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`
      : undefined,
  )
    .orderBy(desc(sql`date_trunc('milliseconds', ${nominationLists.createdAt})`), desc(nominationLists.id))
    .limit(limit + 1)

export async function find(db: Queryable, actor: Actor, id: NominationListId): Promise<NominationListRow | undefined> {
  const [row] = await seenBy(db, actor, eq(nominationLists.id, id))
  return row
}

/** Holds the list until the transaction ends. Files are locked after it, never before. */
export async function lockList(tx: Tx, actor: Actor, id: NominationListId): Promise<NominationListRow | undefined> {
  await tx
    .select({ id: nominationLists.id })
    .from(nominationLists)
    .where(eq(nominationLists.id, id))
    .for('no key update')
  return find(tx, actor, id)
}

export async function insertList(
  tx: Tx,
  actor: Actor,
  body: UnitSummary,
  fields: NominationFields & { campaignId: CampaignId },
  at: Date,
): Promise<NominationListId> {
  const { id } = one(
    await tx
      .insert(nominationLists)
      .values({
        ...fields,
        bodyUnitId: body.id,
        bodyCode: body.code,
        bodyName: body.name,
        bodyType: body.type,
        createdAt: at,
        changedAt: at,
        createdBy: actor.name,
        createdById: actorId(actor),
      })
      .returning({ id: nominationLists.id }),
  )
  return id
}

type Change = Partial<NominationFields & { status: NominationStatus }>
export async function updateList(tx: Tx, id: NominationListId, change: Change, at: Date) {
  await tx
    .update(nominationLists)
    .set({ ...change, changedAt: at, version: sql`${nominationLists.version} + 1` })
    .where(eq(nominationLists.id, id))
}

type NewEvent = { listId: NominationListId; action: NominationEvent['action']; reason: string | null; at: Date }
/** Whoever returns a list acts as the one who decides; everything else is the officers' own. */
export async function addEvent(tx: Tx, actor: Actor, event: NewEvent) {
  const permission = event.action === 'return' ? 'recognition.decide' : 'recognition.nominate'
  const by = { actorId: actorId(actor), actorName: actor.name, standsFor: standsForIn(actor, permission) }
  await tx.insert(nominationEvents).values({ ...event, ...by })
}

export const eventsOf = (db: Queryable, id: NominationListId) =>
  db
    .select()
    .from(nominationEvents)
    .where(eq(nominationEvents.listId, id))
    .orderBy(desc(nominationEvents.at), desc(nominationEvents.id))

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
        ...likeWords(filter?.q ?? '').map((word) => sql`${campaignUnits.search} like unaccented(${word})`),
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

/**
 * Holds the lists on which these files are open, before the files themselves are held: whoever proposes or returns a list
 * takes list and files in the same order.
 */
export async function lockOpenLists(
  tx: Tx,
  ids: readonly SubmissionId[],
): Promise<ReadonlyMap<SubmissionId, NominationListId>> {
  const wanted = [...new Set((await openListsOf(tx, ids)).values())]
  if (wanted.length === 0) return new Map()
  await tx
    .select({ id: nominationLists.id })
    .from(nominationLists)
    .where(inArray(nominationLists.id, wanted))
    .orderBy(nominationLists.id)
    .for('no key update')
  return openListsOf(tx, ids)
}

/** The newest day of these lists; null where there is none. */
export async function lastDayOf(db: Queryable, ids: readonly NominationListId[]): Promise<string | null> {
  if (ids.length === 0) return null
  const [row] = await db
    .select({ day: sql<string | null>`max(${nominationLists.listedOn})::text` })
    .from(nominationLists)
    .where(inArray(nominationLists.id, [...new Set(ids)]))
  return row?.day ?? null
}
