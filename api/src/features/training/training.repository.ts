import { and, asc, desc, eq, getTableColumns, notInArray, sql, type SQL } from 'drizzle-orm'
import type {
  CampaignId,
  TrainingChange,
  TrainingDetails,
  TrainingEvent,
  TrainingSessionId,
  TrainingStatus,
  TrainingSummary,
} from '@thuoc/shared'
import { actorId, type Actor } from '../../platform/actor.ts'
import { newId } from '../../platform/db/columns.ts'
import { one, type Queryable, type Tx } from '../../platform/db/client.ts'
import { hasWords } from '../../platform/db/search.ts'
import { within } from '../../platform/db/tree.ts'
import { campaigns } from '../campaigns/index.ts'
import { units, unitSummaryColumns } from '../org/index.ts'
import { trainingEvents, trainingSessions, trainingSites } from './training.tables.ts'

/**
 * Which invitations an actor sees of a session: all of them from the organiser upwards, else those of the own branch,
 * in the tree of now. `invited` is the unit that is invited.
 */
export const scopeOf = (actor: Actor): SQL =>
  sql`(${within(units.path, actor.unitPath)} or ${within(sql`invited.path`, actor.unitPath)})`

const invitations = (actor: Actor) => sql`from training_invitations invitation
  join units invited on invited.id = invitation.unit_id
  where invitation.session_id = ${trainingSessions.id} and ${scopeOf(actor)}`

const counts = (actor: Actor) => sql<TrainingSummary['counts']>`(
  select json_build_object(
    'invitedUnits', count(*),
    'registeredUnits', count(came.unit_id),
    'registeredPeople', coalesce(sum(came.registered), 0),
    'attendedUnits', count(*) filter (where came.attended > 0),
    'attendedPeople', coalesce(sum(came.attended), 0))
  from training_invitations invitation
  join units invited on invited.id = invitation.unit_id
  left join (
    select unit_id, count(*) as registered, count(*) filter (where attended) as attended
    from training_attendees where session_id = ${trainingSessions.id} group by unit_id
  ) came on came.unit_id = invitation.unit_id
  where invitation.session_id = ${trainingSessions.id} and ${scopeOf(actor)})`

/** How many the own unit has registered; null where it is not invited. */
const ownRegistered = (actor: Actor) => sql<number | null>`(
  select (select count(*)::int from training_attendees those
    where those.session_id = own.session_id and those.unit_id = own.unit_id)
  from training_invitations own
  where own.session_id = ${trainingSessions.id} and own.unit_id = ${actor.unitId}::uuid)`

/** Sessions that units of the own branch organise or are invited to. */
const seenBy = (db: Queryable, actor: Actor, ...conditions: (SQL | undefined)[]) =>
  db
    .select({
      ...getTableColumns(trainingSessions),
      organiser: unitSummaryColumns,
      organiserPath: units.path,
      campaign: { id: campaigns.id, title: campaigns.title },
      counts: counts(actor),
      ownRegistered: ownRegistered(actor),
    })
    .from(trainingSessions)
    .innerJoin(units, eq(units.id, trainingSessions.organiserUnitId))
    .leftJoin(campaigns, eq(campaigns.id, trainingSessions.campaignId))
    .where(and(sql`(${within(units.path, actor.unitPath)} or exists (select 1 ${invitations(actor)}))`, ...conditions))

/** A session as one actor sees it. */
export type TrainingRow = Awaited<ReturnType<typeof seenBy>>[number]

export async function find(db: Queryable, actor: Actor, id: TrainingSessionId): Promise<TrainingRow | undefined> {
  const [row] = await seenBy(db, actor, eq(trainingSessions.id, id))
  return row
}

/** Holds the session until the transaction ends: against every change, or only against changes of the session itself. */
export async function lock(
  tx: Tx,
  actor: Actor,
  id: TrainingSessionId,
  strength: 'no key update' | 'share' = 'no key update',
): Promise<TrainingRow | undefined> {
  await tx.select({ id: trainingSessions.id }).from(trainingSessions).where(eq(trainingSessions.id, id)).for(strength)
  return find(tx, actor, id)
}

export type TrainingFilters = {
  q?: string | undefined
  status?: TrainingStatus | undefined
  campaignId?: CampaignId | undefined
  from?: string | undefined
  until?: string | undefined
}

/** Midnight at the beginning of a day in Vietnam. */
const dawn = (day: string) => sql`(${day}::date::timestamp at time zone 'Asia/Ho_Chi_Minh')`

/** Sessions that begin within these days, both included. */
export const begins = ({ from, until }: Pick<TrainingFilters, 'from' | 'until'>): (SQL | undefined)[] => [
  from === undefined ? undefined : sql`${trainingSessions.startsAt} >= ${dawn(from)}`,
  until === undefined ? undefined : sql`${trainingSessions.startsAt} < ${dawn(until)} + interval '1 day'`,
]

/** The latest first; one more than `limit`, to see whether there are more. */
export const list = (
  db: Queryable,
  actor: Actor,
  { q = '', status, campaignId, ...days }: TrainingFilters,
  after: [string, string] | null,
  limit: number,
): Promise<TrainingRow[]> =>
  seenBy(
    db,
    actor,
    ...hasWords(trainingSessions.search, q),
    status && eq(trainingSessions.status, status),
    campaignId && eq(trainingSessions.campaignId, campaignId),
    ...begins(days),
    after
      ? sql`(${trainingSessions.startsAt}, ${trainingSessions.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`
      : undefined,
  )
    .orderBy(desc(trainingSessions.startsAt), desc(trainingSessions.id))
    .limit(limit + 1)

const columnsOf = ({ campaignId, title, startsAt, endsAt, form, place, link, topics, links }: TrainingDetails) => ({
  ...{ campaignId, title, form, place, link, topics, links },
  startsAt: new Date(startsAt),
  endsAt: new Date(endsAt),
})

export async function insert(tx: Tx, actor: Actor, details: TrainingDetails): Promise<TrainingSessionId> {
  const values = { ...columnsOf(details), organiserUnitId: actor.unitId }
  const { id } = one(await tx.insert(trainingSessions).values(values).returning({ id: trainingSessions.id }))
  await writeSites(tx, id, details.sites)
  return id
}

const touched = { version: sql`${trainingSessions.version} + 1`, updatedAt: sql`now()` }

export async function update(tx: Tx, id: TrainingSessionId, change: TrainingChange) {
  await tx
    .update(trainingSessions)
    .set({ ...columnsOf(change), ...touched })
    .where(eq(trainingSessions.id, id))
  await writeSites(tx, id, change.sites)
}

type State = Partial<Pick<typeof trainingSessions.$inferInsert, 'status' | 'conclusion' | 'cancelReason'>>
export async function setState(tx: Tx, id: TrainingSessionId, state: State) {
  await tx
    .update(trainingSessions)
    .set({ ...state, ...touched })
    .where(eq(trainingSessions.id, id))
}

/** Sites that stay keep who chose them; whoever chose one that goes has none. */
async function writeSites(tx: Tx, sessionId: TrainingSessionId, sites: TrainingDetails['sites']) {
  const rows = sites.map((site, position) => ({ ...site, id: site.id ?? newId<typeof site.id & string>(), position }))
  await tx.delete(trainingSites).where(
    and(
      eq(trainingSites.sessionId, sessionId),
      rows.length === 0
        ? undefined
        : notInArray(
            trainingSites.id,
            rows.map(({ id }) => id),
          ),
    ),
  )
  if (rows.length === 0) return
  await tx
    .insert(trainingSites)
    .values(rows.map((row) => ({ ...row, sessionId })))
    .onConflictDoUpdate({
      target: trainingSites.id,
      set: { name: sql`excluded.name`, address: sql`excluded.address`, position: sql`excluded.position` },
      setWhere: eq(trainingSites.sessionId, sessionId),
    })
}

export const listSites = (db: Queryable, id: TrainingSessionId) =>
  db
    .select({ id: trainingSites.id, name: trainingSites.name, address: trainingSites.address })
    .from(trainingSites)
    .where(eq(trainingSites.sessionId, id))
    .orderBy(asc(trainingSites.position))

type NewEvent = { action: TrainingEvent['action']; changes?: TrainingEvent['changes']; reason?: string }
export async function addEvent(tx: Tx, actor: Actor, sessionId: TrainingSessionId, event: NewEvent) {
  await tx.insert(trainingEvents).values({ ...event, sessionId, actorId: actorId(actor), actorName: actor.name })
}

/** The newest first. */
export const listEvents = (db: Queryable, id: TrainingSessionId) =>
  db
    .select()
    .from(trainingEvents)
    .where(eq(trainingEvents.sessionId, id))
    .orderBy(desc(trainingEvents.at), desc(trainingEvents.id))
