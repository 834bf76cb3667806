import { and, asc, eq, inArray, isNull, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type {
  NewAttendee,
  PersonId,
  TrainingAttendeeId,
  TrainingSessionId,
  TrainingSiteId,
  UnitId,
} from '@thuoc/shared'
import { actorId, type Actor } from '../../platform/actor.ts'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import { likeWords } from '../../platform/db/search.ts'
import { within } from '../../platform/db/tree.ts'
import { memberships, people } from '../identity/index.ts'
import { units } from '../org/index.ts'
import { trainingAttendees, trainingInvitations, trainingSessions, trainingSites } from './training.tables.ts'

export const organisers = alias(units, 'organisers')
export const bodies = alias(units, 'bodies')

/** An invited unit under the name it bore then. */
export const invitedUnit = {
  id: trainingInvitations.unitId,
  code: trainingInvitations.unitCode,
  name: trainingInvitations.unitName,
  type: trainingInvitations.unitType,
}
export const bodyColumns = { id: bodies.id, code: bodies.code, name: bodies.name, type: bodies.type }

/** The same rule as `scopeOf`, for queries that begin with the invitations: all from the organiser upwards. */
export const inScope = (actor: Actor): SQL =>
  sql`(${within(organisers.path, actor.unitPath)} or ${within(units.path, actor.unitPath)})`

const attendeeRows = (db: Queryable, actor: Actor, ...conditions: (SQL | undefined)[]) =>
  db
    .select({
      id: trainingAttendees.id,
      unit: invitedUnit,
      body: bodyColumns,
      personId: trainingAttendees.personId,
      name: trainingAttendees.name,
      office: trainingAttendees.office,
      site: { id: trainingSites.id, name: trainingSites.name },
      attended: trainingAttendees.attended,
      registeredAt: trainingAttendees.registeredAt,
      registeredBy: trainingAttendees.registeredBy,
    })
    .from(trainingAttendees)
    .innerJoin(
      trainingInvitations,
      and(
        eq(trainingInvitations.sessionId, trainingAttendees.sessionId),
        eq(trainingInvitations.unitId, trainingAttendees.unitId),
      ),
    )
    .innerJoin(units, eq(units.id, trainingAttendees.unitId))
    .innerJoin(trainingSessions, eq(trainingSessions.id, trainingAttendees.sessionId))
    .innerJoin(organisers, eq(organisers.id, trainingSessions.organiserUnitId))
    .leftJoin(bodies, eq(bodies.id, trainingInvitations.bodyUnitId))
    .leftJoin(trainingSites, eq(trainingSites.id, trainingAttendees.siteId))
    .where(and(inScope(actor), ...conditions))
export type AttendeeRow = Awaited<ReturnType<typeof attendeeRows>>[number]

export type AttendeeFilters = {
  q?: string | undefined
  unitId?: UnitId | undefined
  bodyUnitId?: UnitId | undefined
  siteId?: TrainingSiteId | undefined
  mark?: 'open' | 'attended' | 'absent' | undefined
}
const marks = { open: sql`is null`, attended: sql`is true`, absent: sql`is false` }

const bodyName = sql`coalesce(${bodies.name}, '')`
/** Sort key of attendees: managing body, unit, name. */
export type AttendeeKey = [body: string, unit: string, name: string, id: string]

/** By managing body, unit and name; one more than `limit`, to see whether there are more. */
export const listAttendees = (
  db: Queryable,
  actor: Actor,
  id: TrainingSessionId,
  { q = '', unitId, bodyUnitId, siteId, mark }: AttendeeFilters,
  after: AttendeeKey | null,
  limit: number,
) =>
  attendeeRows(
    db,
    actor,
    eq(trainingAttendees.sessionId, id),
    ...likeWords(q).map(
      (word) =>
        sql`unaccented(${trainingAttendees.name} || ' ' || ${trainingInvitations.unitName} || ' ' || ${trainingInvitations.unitCode}) like unaccented(${word})`,
    ),
    unitId && eq(trainingAttendees.unitId, unitId),
    bodyUnitId && eq(trainingInvitations.bodyUnitId, bodyUnitId),
    siteId && eq(trainingAttendees.siteId, siteId),
    mark && sql`${trainingAttendees.attended} ${marks[mark]}`,
    after
      ? sql`(${bodyName}, ${trainingInvitations.unitName}, ${trainingAttendees.name}, ${trainingAttendees.id})
          > (${after[0]}, ${after[1]}, ${after[2]}, ${after[3]}::uuid)`
      : undefined,
  )
    .orderBy(
      sql`${bodyName}`,
      asc(trainingInvitations.unitName),
      asc(trainingAttendees.name),
      asc(trainingAttendees.id),
    )
    .limit(limit + 1)

export const findAttendees = (
  db: Queryable,
  actor: Actor,
  session: TrainingSessionId,
  ids: readonly TrainingAttendeeId[],
): Promise<AttendeeRow[]> =>
  attendeeRows(db, actor, eq(trainingAttendees.sessionId, session), inArray(trainingAttendees.id, [...ids])).orderBy(
    asc(trainingAttendees.name),
    asc(trainingAttendees.id),
  )

/** How many people a unit has registered. */
export async function countOfUnit(db: Queryable, session: TrainingSessionId, unit: UnitId): Promise<number> {
  return db.$count(trainingAttendees, and(eq(trainingAttendees.sessionId, session), eq(trainingAttendees.unitId, unit)))
}

/** People who work in a unit now, by name; each once, with the office of one of their roles. */
export const listCandidates = (db: Queryable, session: TrainingSessionId, unit: UnitId) =>
  db
    .selectDistinctOn([people.fullName, people.id], {
      personId: people.id,
      name: people.fullName,
      office: memberships.office,
      registered: sql<boolean>`exists (select 1 from training_attendees those
        where those.session_id = ${session}::uuid and those.person_id = ${people.id})`,
    })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(and(eq(memberships.unitId, unit), isNull(memberships.endedAt), eq(people.status, 'active')))
    .orderBy(asc(people.fullName), asc(people.id), asc(memberships.id))

export type Registration = Pick<NewAttendee, 'office' | 'siteId'> & { personId: PersonId | null; name: string }

/** @returns the ids of the new rows. Somebody registered before breaks `training_attendees_…_once`. */
export async function insertAttendees(
  tx: Tx,
  actor: Actor,
  sessionId: TrainingSessionId,
  unitId: UnitId,
  those: readonly Registration[],
): Promise<TrainingAttendeeId[]> {
  const by = { registeredBy: actor.name, registeredById: actorId(actor) }
  const rows = await tx
    .insert(trainingAttendees)
    .values(those.map((one) => ({ ...one, ...by, sessionId, unitId })))
    .returning({ id: trainingAttendees.id })
  return rows.map(({ id }) => id)
}

export async function removeAttendee(tx: Tx, id: TrainingAttendeeId) {
  await tx.delete(trainingAttendees).where(eq(trainingAttendees.id, id))
}

type Mark = { attendeeId: TrainingAttendeeId; attended: boolean | null }

/** Marks those of the session; a mark that says nothing new leaves who marked first. @returns how many it has */
export async function markAttendees(
  tx: Tx,
  actor: Actor,
  sessionId: TrainingSessionId,
  those: readonly Mark[],
): Promise<number> {
  const given = sql`jsonb_to_recordset(${JSON.stringify(those)}::jsonb) as mark ("attendeeId" uuid, attended boolean)`
  await tx.execute(sql`
    update training_attendees attendee
    set attended = mark.attended,
      marked_at = case when mark.attended is null then null else now() end,
      marked_by = case when mark.attended is null then null else ${actor.name} end,
      marked_by_id = case when mark.attended is null then null else ${actorId(actor)}::uuid end
    from ${given}
    where attendee.id = mark."attendeeId" and attendee.session_id = ${sessionId}::uuid
      and attendee.attended is distinct from mark.attended`)
  return tx.$count(
    trainingAttendees,
    and(
      eq(trainingAttendees.sessionId, sessionId),
      inArray(
        trainingAttendees.id,
        those.map(({ attendeeId }) => attendeeId),
      ),
    ),
  )
}
