import { and, asc, eq, sql, type SQL } from 'drizzle-orm'
import type { AttendanceState, TrainingSessionId, UnitId } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/client.ts'
import { likeWords } from '../../platform/db/search.ts'
import { units } from '../org/index.ts'
import { bodies, bodyColumns, inScope, invitedUnit, organisers } from './attendance.repository.ts'
import { trainingAttendees, trainingInvitations, trainingSessions } from './training.tables.ts'

/** What each unit registered for one session, and who of them came. */
const cameTo = (db: Queryable, id: TrainingSessionId) =>
  db
    .select({
      unitId: trainingAttendees.unitId,
      registered: sql<number>`count(*)::int`.as('registered'),
      attended: sql<number>`(count(*) filter (where ${trainingAttendees.attended}))::int`.as('attended'),
    })
    .from(trainingAttendees)
    .where(eq(trainingAttendees.sessionId, id))
    .groupBy(trainingAttendees.unitId)
    .as('came')

export type InvitedFilters = {
  q?: string | undefined
  bodyUnitId?: UnitId | undefined
  state?: AttendanceState | undefined
}

const states: Record<AttendanceState, SQL> = {
  none: sql`came.registered is null`,
  registered: sql`came.registered > 0 and came.attended = 0`,
  attended: sql`came.attended > 0`,
}

/** Invited units by name; one more than `limit`, to see whether there are more. */
export function listInvited(
  db: Queryable,
  actor: Actor,
  id: TrainingSessionId,
  { q = '', bodyUnitId, state }: InvitedFilters,
  after: [string, string] | null,
  limit: number,
) {
  const came = cameTo(db, id)
  return db
    .select({
      unit: invitedUnit,
      body: bodyColumns,
      registered: sql<number>`coalesce(${came.registered}, 0)`,
      attended: sql<number>`coalesce(${came.attended}, 0)`,
    })
    .from(trainingInvitations)
    .innerJoin(units, eq(units.id, trainingInvitations.unitId))
    .innerJoin(trainingSessions, eq(trainingSessions.id, trainingInvitations.sessionId))
    .innerJoin(organisers, eq(organisers.id, trainingSessions.organiserUnitId))
    .leftJoin(bodies, eq(bodies.id, trainingInvitations.bodyUnitId))
    .leftJoin(came, eq(came.unitId, trainingInvitations.unitId))
    .where(
      and(
        eq(trainingInvitations.sessionId, id),
        inScope(actor),
        ...likeWords(q).map(
          (word) =>
            sql`unaccented(${trainingInvitations.unitName} || ' ' || ${trainingInvitations.unitCode}) like unaccented(${word})`,
        ),
        bodyUnitId && eq(trainingInvitations.bodyUnitId, bodyUnitId),
        state && states[state],
        after
          ? sql`(${trainingInvitations.unitName}, ${trainingInvitations.unitId}) > (${after[0]}, ${after[1]}::uuid)`
          : undefined,
      ),
    )
    .orderBy(asc(trainingInvitations.unitName), asc(trainingInvitations.unitId))
    .limit(limit + 1)
}

/** Counted for each managing body, by name; the province is that of its own schools. */
export function countByBody(db: Queryable, actor: Actor, id: TrainingSessionId) {
  const came = cameTo(db, id)
  return db
    .select({
      body: bodyColumns,
      invitedUnits: sql<number>`count(*)::int`,
      registeredUnits: sql<number>`count(${came.unitId})::int`,
      attendedUnits: sql<number>`(count(*) filter (where ${came.attended} > 0))::int`,
      attendedPeople: sql<number>`coalesce(sum(${came.attended}), 0)::int`,
    })
    .from(trainingInvitations)
    .innerJoin(units, eq(units.id, trainingInvitations.unitId))
    .innerJoin(trainingSessions, eq(trainingSessions.id, trainingInvitations.sessionId))
    .innerJoin(organisers, eq(organisers.id, trainingSessions.organiserUnitId))
    .innerJoin(bodies, eq(bodies.id, trainingInvitations.bodyUnitId))
    .leftJoin(came, eq(came.unitId, trainingInvitations.unitId))
    .where(and(eq(trainingInvitations.sessionId, id), inScope(actor)))
    .groupBy(bodies.id, bodies.code, bodies.name, bodies.type)
    .orderBy(asc(bodies.name), asc(bodies.id))
}
