import { and, asc, eq, ne, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { CampaignId, TrainingSessionId, TrainingStatus, UnitId } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/client.ts'
import { hasWords } from '../../platform/db/search.ts'
import { steady } from '../../platform/db/steady.ts'
import { within } from '../../platform/db/tree.ts'
import { units, unitSummaryColumns } from '../org/index.ts'
import { begins } from './training.repository.ts'
import { trainingInvitations, trainingSessions } from './training.tables.ts'

export type ReportFilters = {
  q?: string | undefined
  bodyUnitId?: UnitId | undefined
  campaignId?: CampaignId | undefined
  from?: string | undefined
  until?: string | undefined
  never?: 'true' | undefined
}

const parents = alias(units, 'parents')
const isBody = sql`in ('district-office', 'commune-office')`

/** Every unit of the own branch that was invited to a session which has begun: how often it was, how often it came. */
export function listByUnit(
  db: Queryable,
  actor: Actor,
  { q = '', bodyUnitId, campaignId, never, ...days }: ReportFilters,
  { after, limit, now }: { after: [string, string] | null; limit: number; now: Date },
) {
  const came = sql`(select count(*) from training_attendees those
    where those.session_id = ${trainingInvitations.sessionId} and those.unit_id = ${trainingInvitations.unitId}
      and those.attended)`
  const total = db
    .select({
      unitId: trainingInvitations.unitId,
      invited: sql<number>`count(*)::int`.as('invited'),
      attended: sql<number>`(count(*) filter (where came.people > 0))::int`.as('attended'),
      people: sql<number>`coalesce(sum(came.people), 0)::int`.as('attended_people'),
      last: sql<string | null>`max((${trainingSessions.startsAt} at time zone 'Asia/Ho_Chi_Minh')::date)
        filter (where came.people > 0)::text`.as('last_attended'),
    })
    .from(trainingInvitations)
    .innerJoin(trainingSessions, eq(trainingSessions.id, trainingInvitations.sessionId))
    .crossJoinLateral(sql`(select ${came} as people) came`)
    .where(
      and(
        ne(trainingSessions.status, 'cancelled'),
        sql`${trainingSessions.startsAt} <= ${now}::timestamptz`,
        campaignId && eq(trainingSessions.campaignId, campaignId),
        ...begins(days),
      ),
    )
    .groupBy(trainingInvitations.unitId)
    .as('total')
  return db
    .select({
      unit: unitSummaryColumns,
      body: {
        id: sql<UnitId | null>`case when ${units.type} ${isBody} then ${units.id} when ${parents.type} ${isBody} then ${parents.id} end`,
        code: sql<string>`case when ${units.type} ${isBody} then ${units.code} else ${parents.code} end`,
        name: sql<string>`case when ${units.type} ${isBody} then ${units.name} else ${parents.name} end`,
        type: sql<
          (typeof units.$inferSelect)['type']
        >`case when ${units.type} ${isBody} then ${units.type} else ${parents.type} end`,
      },
      invitedSessions: total.invited,
      attendedSessions: total.attended,
      attendedPeople: total.people,
      lastAttendedOn: total.last,
    })
    .from(total)
    .innerJoin(units, eq(units.id, total.unitId))
    .leftJoin(parents, eq(parents.id, units.parentId))
    .where(
      and(
        within(units.path, actor.unitPath),
        ...hasWords(units.search, q),
        bodyUnitId && sql`${bodyUnitId}::uuid in (${units.id}, ${units.parentId})`,
        never && eq(total.attended, 0),
        after ? sql`(${units.name}, ${units.id}) > (${after[0]}, ${after[1]}::uuid)` : undefined,
      ),
    )
    .orderBy(asc(units.name), asc(units.id))
    .limit(limit + 1)
}

export type UnitTrainingRow = Awaited<ReturnType<typeof listByUnit>>[number]

/**
 * What training a unit held or came to within a campaign, for its record of training (biên bản tập huấn): sessions it
 * organised, with how many came, and those it was invited to, with how many of its people came.
 */
export const trainingOf = (db: Queryable, unitId: UnitId, campaignId: CampaignId) =>
  sessionsOf(db, { unitId, campaignId })
const own = sql`${sql.placeholder('unitId')}::uuid`
const sessionsOf = steady((db) =>
  db
    .select({
      id: sql<TrainingSessionId>`session.id`,
      title: sql<string>`session.title`,
      day: sql<string>`(session.starts_at at time zone 'Asia/Ho_Chi_Minh')::date::text`,
      status: sql<TrainingStatus>`session.status`,
      organised: sql<boolean>`session.organiser_unit_id = ${own}`,
      registered: sql<number>`count(those.id)::int`,
      attendees: sql<number>`(count(*) filter (where those.attended))::int`,
    })
    .from(
      sql`training_sessions session left join training_attendees those on those.session_id = session.id
        and (session.organiser_unit_id = ${own} or those.unit_id = ${own})`,
    )
    .where(
      sql`session.campaign_id = ${sql.placeholder('campaignId')}::uuid and session.status <> 'cancelled'
        and (session.organiser_unit_id = ${own} or exists (
          select 1 from training_invitations asked where asked.session_id = session.id and asked.unit_id = ${own}))`,
    )
    .groupBy(sql`session.id`)
    .orderBy(sql`session.starts_at, session.id`),
)
