import {
  deliveryFilter,
  type CampaignId,
  type DeliveryFilter,
  type DeliveryKey,
  type DutiesLeft,
  type MilestoneId,
  type UnitType,
} from '@thuoc/shared'
import { and, asc, eq, getViewSelectedFields, inArray, isNull, or, sql, type Placeholder, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import type { Actor } from '../../platform/actor.ts'
import { one, type Queryable } from '../../platform/db/client.ts'
import { likeWords } from '../../platform/db/search.ts'
import { amongst, eachShape, steady } from '../../platform/db/steady.ts'
import { inLineOf, lineOf, withLine } from '../../platform/db/tree.ts'
import { campaigns, milestones } from '../campaigns/index.ts'
import { units } from '../org/index.ts'
import { deliveryDuties as duty, deliveryLinks } from './deliverables.tables.ts'
import { late, outstanding } from './lateness.repository.ts'
import { latenessOf } from './lateness.ts'

const receiver = alias(units, 'receiver')

/** What is asked of the own branch, and what units hand in to it. */
const visibleTo = (actor: Actor) => inLine(lineOf(actor.unitId))
const inLine = (line: string | Placeholder) => or(withLine(duty.unitPath, line), withLine(duty.receiverPath, line))

const columns = {
  ...getViewSelectedFields(duty),
  receiver: { id: receiver.id, code: receiver.code, name: receiver.name, type: receiver.type },
  campaign: { id: campaigns.id, title: campaigns.title, schoolYear: campaigns.schoolYear },
  link: {
    url: deliveryLinks.url,
    state: deliveryLinks.state,
    fault: deliveryLinks.fault,
    httpStatus: deliveryLinks.httpStatus,
    title: deliveryLinks.title,
    since: deliveryLinks.since,
    checkedAt: deliveryLinks.checkedAt,
    lastUpAt: deliveryLinks.lastUpAt,
  },
  lastRemindedOn: sql<string | null>`(select max(reminder.sent_on)::text from reminders reminder
    where reminder.milestone_id = ${duty.milestoneId} and reminder.unit_id = ${duty.unitId}
      and reminder.kind = ${duty.kind})`,
}

const selected = (db: Queryable) =>
  db
    .select(columns)
    .from(duty)
    .innerJoin(campaigns, eq(campaigns.id, duty.campaignId))
    .innerJoin(receiver, eq(receiver.id, duty.receiverUnitId))
    .leftJoin(deliveryLinks, eq(deliveryLinks.deliveryId, duty.deliveryId))

/** A thing that is asked of a unit, as it stands at a moment. Days as `2025-01-31`. */
export type DutyRow = Awaited<ReturnType<typeof selected>>[number] & ReturnType<typeof latenessOf>

const isThis = ({ milestoneId, unitId, kind }: DeliveryKey) =>
  and(eq(duty.milestoneId, milestoneId), eq(duty.unitId, unitId), eq(duty.kind, kind))

export async function find(db: Queryable, actor: Actor, key: DeliveryKey, now: Date): Promise<DutyRow | undefined> {
  const [row] = await selected(db).where(and(visibleTo(actor), isThis(key)))
  return row && { ...row, ...latenessOf(row, now) }
}

/** Conditions of a filter; each is left out where the filter says nothing. */
export const fits = (filter: DeliveryFilter, now: Date): (SQL | undefined)[] => [
  // What is over is looked at where one asks for it; it is on no list of things to do.
  filter.campaignId ? eq(duty.campaignId, filter.campaignId) : filter.milestoneId ? undefined : isNull(duty.closedAt),
  filter.milestoneId && eq(duty.milestoneId, filter.milestoneId),
  filter.kind && eq(duty.kind, filter.kind),
  filter.tier && eq(duty.tier, filter.tier),
  filter.unitId && eq(duty.unitId, filter.unitId),
  filter.bodyUnitId && eq(duty.bodyUnitId, filter.bodyUnitId),
  filter.receiverUnitId && eq(duty.receiverUnitId, filter.receiverUnitId),
  filter.unitType && eq(duty.unitType, filter.unitType),
  filter.ownership &&
    sql`exists (select 1 from units owned where owned.id = delivery_duties.unit_id and owned.ownership = ${filter.ownership})`,
  filter.status && (filter.status.length > 0 ? inArray(duty.status, filter.status) : sql`false`),
  filter.late === undefined ? undefined : filter.late ? late(now) : sql`not ${late(now)}`,
  ...likeWords(filter.q ?? '').map(
    (word) => sql`unaccented(${duty.unitName} || ' ' || ${duty.unitCode}) like unaccented(${word})`,
  ),
]

/** Sort key of lists: what is wanted before what is done, then by last day, unit, place in the plan. */
export const dutyKey = z.tuple([
  z.boolean(),
  z.iso.date().nullable(),
  z.string(),
  z.int(),
  z.uuid(),
  z.uuid(),
  z.string(),
])
export type DutyOrder = z.infer<typeof dutyKey>
export const orderOf = (row: DutyRow): DutyOrder => [
  ...([row.status !== 'not-started' && row.status !== 'returned', row.dueOn, row.unitName, row.position] as const),
  ...([row.milestoneId, row.unitId, row.kind] as const),
]
const order = sql`not ${outstanding}, coalesce(${duty.dueOn}, 'infinity'), ${duty.unitName} collate vi,
  ${duty.position}, ${duty.milestoneId}, ${duty.unitId}, ${duty.kind}`
const behind = (after: DutyOrder | null) =>
  after
    ? sql`(${order}) > (${after[0]}::boolean, coalesce(${after[1]}::date, 'infinity'), ${after[2]}::text collate vi,
        ${after[3]}::int, ${after[4]}::uuid, ${after[5]}::uuid, ${after[6]}::text)`
    : undefined

/** One more than `limit`, to see whether there are more. */
export async function list(
  db: Queryable,
  actor: Actor,
  filter: DeliveryFilter,
  { now, after, limit }: { now: Date; after: DutyOrder | null; limit: number },
): Promise<DutyRow[]> {
  const { unitId, status } = filter
  const set = filters.filter((one) => filter[one] !== undefined)
  const isOfUnit = after === null && set.every((one) => one === 'unitId' || one === 'status')
  const rows =
    isOfUnit && unitId !== undefined
      ? await ofUnit({ set })(db, { unitId, status, line: lineOf(actor.unitId), limit: limit + 1 })
      : await selected(db)
          .where(and(visibleTo(actor), ...fits(filter, now), behind(after)))
          .orderBy(order)
          .limit(limit + 1)
  return rows.map((row) => ({ ...row, ...latenessOf(row, now) }))
}

const filters = deliveryFilter.keyof().options
/** What every start page of a school asks for: as few rows whichever the unit is, and planning takes longer than they do. */
const ofUnit = eachShape(({ set }: { set: (keyof DeliveryFilter)[] }) =>
  steady((db) =>
    selected(db)
      .where(
        and(
          inLine(sql.placeholder('line')),
          eq(duty.unitId, sql.placeholder('unitId')),
          isNull(duty.closedAt),
          set.includes('status') ? amongst(duty.status, 'status', 'text') : undefined,
        ),
      )
      .orderBy(order)
      .limit(sql.placeholder('limit')),
  ),
)

/**
 * How many of the visible things stand where: a line for each managing body (or unit), milestone, status and lateness,
 * bodies by name. Grouped by what is worked out for each row, so that it is worked out once.
 */
export function countByMilestone(
  db: Queryable,
  actor: Actor,
  filter: DeliveryFilter,
  { now, by }: { now: Date; by: 'body' | 'unit' },
) {
  const body = alias(units, 'body')
  const row =
    by === 'unit'
      ? { id: duty.unitId, code: duty.unitCode, name: duty.unitName, type: duty.unitType }
      : { id: body.id, code: body.code, name: body.name, type: body.type }
  return db
    .select({
      unit: { ...row, name: sql<string>`${row.name}`, type: sql<UnitType>`${row.type}` },
      milestoneId: duty.milestoneId,
      status: duty.status,
      late: late(now),
      count: sql<number>`count(*)::int`,
    })
    .from(duty)
    .innerJoin(body, eq(body.id, duty.bodyUnitId))
    .where(and(visibleTo(actor), ...fits(filter, now)))
    .groupBy(sql`1, 2, 3, 4, 5, 6, 7`)
    .orderBy(sql`${row.name} collate vi`, asc(row.id), asc(duty.milestoneId))
}

/** What a board says of its milestones, in the order of the plan: the province's before those of managing bodies. */
export const findMilestones = (db: Queryable, ids: readonly MilestoneId[]) =>
  db
    .select({ id: milestones.id, code: milestones.code, task: milestones.task, dueOn: milestones.dueOn })
    .from(milestones)
    .where(inArray(milestones.id, [...ids]))
    .orderBy(sql`${milestones.bodyUnitId} nulls first`, asc(milestones.position), asc(milestones.id))

/** A campaign that asks something of a unit the actor sees. */
export async function findCampaign(db: Queryable, actor: Actor, id: CampaignId) {
  const [row] = await db
    .select({
      ...{ id: campaigns.id, title: campaigns.title, schoolYear: campaigns.schoolYear },
      closedAt: campaigns.closedAt,
    })
    .from(campaigns)
    .where(
      and(
        eq(campaigns.id, id),
        sql`exists (select 1 from campaign_duty_units taking where taking.campaign_id = ${campaigns.id}
          and (${inLineOf(sql`taking.unit_path`, actor.unitId)} or ${inLineOf(sql`taking.receiver_path`, actor.unitId)}))`,
      ),
    )
  return row
}

/** What milestones of a campaign still ask for, for whoever thinks of ending it. */
export async function dutiesLeft(db: Queryable, id: CampaignId, now: Date): Promise<DutiesLeft> {
  const rows = await db
    .select({
      missing: sql<number>`(count(*) filter (where ${outstanding}))::int`,
      late: sql<number>`(count(*) filter (where ${outstanding} and ${late(now)}))::int`,
      units: sql<number>`(count(distinct ${duty.unitId}) filter (where ${outstanding}))::int`,
      waiting: sql<number>`(count(*) filter (where ${duty.status} in ('handed-in', 'received')))::int`,
    })
    .from(duty)
    .where(eq(duty.campaignId, id))
  return one(rows)
}
