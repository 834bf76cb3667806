import { and, desc, eq, inArray, ne, sql, type SQL } from 'drizzle-orm'
import type {
  CampaignId,
  NominationEvent,
  NominationFields,
  NominationListId,
  NominationStatus,
  SubmissionId,
  UnitSummary,
} from '@thuoc/shared'
import { actorId, standsForIn, type Actor } from '../../platform/actor.ts'
import { one, type Queryable, type Tx } from '../../platform/db/client.ts'
import { within } from '../../platform/db/tree.ts'
import { campaigns } from '../campaigns/index.ts'
import { units } from '../org/index.ts'
import { openListsOf } from './nomination-items.repository.ts'
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
