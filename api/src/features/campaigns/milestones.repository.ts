import { and, asc, eq, getTableColumns, inArray, sql } from 'drizzle-orm'
import type { CampaignId, MilestoneDates, MilestoneId, MilestonePlan, UnitId } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import { one, type Queryable, type Tx } from '../../platform/db/client.ts'
import { units, unitSummaryColumns } from '../org/index.ts'
import { campaigns } from './campaigns.tables.ts'
import {
  campaignPlans,
  milestoneBodyDates,
  milestoneDuties,
  milestoneExtensions,
  milestones,
} from './milestones.tables.ts'

const counted = {
  bodiesEarlier: sql<number>`(select count(*)::int from ${milestoneBodyDates} where ${milestoneBodyDates.milestoneId} = ${milestones.id})`,
  extensions: sql<number>`(select count(distinct ${milestoneExtensions.unitId})::int from ${milestoneExtensions} where ${milestoneExtensions.milestoneId} = ${milestones.id})`,
}

/** @param body the managing body whose dates stand beside the plan’s; null: nobody’s */
const listed = (db: Queryable, body: UnitId | null) =>
  db
    .select({
      ...getTableColumns(milestones),
      ...counted,
      body: unitSummaryColumns,
      bodyPath: units.path,
      bodyStartsOn: milestoneBodyDates.startsOn,
      bodyDueOn: milestoneBodyDates.dueOn,
    })
    .from(milestones)
    .leftJoin(units, eq(units.id, milestones.bodyUnitId))
    .leftJoin(
      milestoneBodyDates,
      and(eq(milestoneBodyDates.milestoneId, milestones.id), sql`${milestoneBodyDates.bodyUnitId} = ${body}::uuid`),
    )

/** A milestone with the body whose plan it stands in, and the dates of the body that one looks at. */
export type MilestoneRow = Awaited<ReturnType<typeof listed>>[number]

/** The province’s milestones, then those of one managing body, each in the order of their plan. */
export const listPlan = (db: Queryable, campaignId: CampaignId, body: UnitId | null): Promise<MilestoneRow[]> =>
  listed(db, body)
    .where(
      and(
        eq(milestones.campaignId, campaignId),
        sql`(${milestones.bodyUnitId} is null or ${milestones.bodyUnitId} = ${body}::uuid)`,
      ),
    )
    .orderBy(sql`${milestones.bodyUnitId} is not null`, asc(milestones.position), asc(milestones.id))

export async function findMilestone(
  db: Queryable,
  id: MilestoneId,
  body: UnitId | null,
): Promise<MilestoneRow | undefined> {
  const [row] = await listed(db, body).where(eq(milestones.id, id))
  return row
}

/** Holds the milestone and with it every date that hangs on it, until the transaction ends. */
export async function lockMilestone(tx: Tx, id: MilestoneId, body: UnitId | null) {
  await tx.select({ id: milestones.id }).from(milestones).where(eq(milestones.id, id)).for('update')
  return findMilestone(tx, id, body)
}

/** The dates that hold for one unit, by milestone. */
export async function datesOf(
  db: Queryable,
  campaignId: CampaignId,
  unitId: UnitId,
): Promise<ReadonlyMap<MilestoneId, MilestoneDates>> {
  const { milestoneId, startsOn, dueOn, extendedTo } = milestoneDuties
  const rows = await db
    .select({ milestoneId, startsOn, dueOn, extendedTo })
    .from(milestoneDuties)
    .where(and(eq(milestoneDuties.campaignId, campaignId), eq(milestoneDuties.unitId, unitId)))
  return new Map(rows.map(({ milestoneId: id, ...dates }) => [id, dates]))
}

const columnsOf = ({ before, deliverables, ...plan }: MilestonePlan) => ({
  ...plan,
  beforeCode: before,
  deliverables: [...new Set(deliverables)],
})

/** Adds them at the end of the plan of `body`; null: the province’s. @returns their ids in the order given */
export async function insertMilestones(
  tx: Tx,
  campaignId: CampaignId,
  body: UnitId | null,
  plans: readonly MilestonePlan[],
): Promise<MilestoneId[]> {
  if (plans.length === 0) return []
  const { last } = one(
    await tx
      .select({ last: sql<number>`coalesce(max(${milestones.position}), 0)::int` })
      .from(milestones)
      .where(
        and(eq(milestones.campaignId, campaignId), sql`${milestones.bodyUnitId} is not distinct from ${body}::uuid`),
      ),
  )
  const rows = await tx
    .insert(milestones)
    .values(plans.map((plan, at) => ({ ...columnsOf(plan), campaignId, bodyUnitId: body, position: last + at + 1 })))
    .returning({ id: milestones.id })
  return rows.map(({ id }) => id)
}

export async function updateMilestone(tx: Tx, id: MilestoneId, plan: MilestonePlan) {
  await tx
    .update(milestones)
    .set({ ...columnsOf(plan), version: sql`${milestones.version} + 1` })
    .where(eq(milestones.id, id))
}

export async function deleteMilestone(tx: Tx, id: MilestoneId) {
  await tx.delete(milestones).where(eq(milestones.id, id))
}

/** @param ids every milestone of the plan, in the order wanted */
export async function setPositions(tx: Tx, ids: readonly MilestoneId[]) {
  const places = ids.map((id, at) => sql`when ${id}::uuid then ${at + 1}::int`)
  await tx
    .update(milestones)
    .set({ position: sql`case ${milestones.id} ${sql.join(places, sql` `)} end` })
    .where(inArray(milestones.id, [...ids]))
}

/** Dates of managing bodies that lie behind `day`, with the bodies, by name. */
export const listLaterDates = (tx: Tx, id: MilestoneId, day: string) =>
  tx
    .select({ body: unitSummaryColumns, dueOn: milestoneBodyDates.dueOn })
    .from(milestoneBodyDates)
    .innerJoin(units, eq(units.id, milestoneBodyDates.bodyUnitId))
    .where(and(eq(milestoneBodyDates.milestoneId, id), sql`${milestoneBodyDates.dueOn} > ${day}::date`))
    .orderBy(asc(units.name))

/** Moves those dates to `day`; windows that would begin after it begin on it. */
export async function pullDates(tx: Tx, id: MilestoneId, day: string) {
  await tx
    .update(milestoneBodyDates)
    .set({ dueOn: day, startsOn: sql`least(${milestoneBodyDates.startsOn}, ${day}::date)` })
    .where(and(eq(milestoneBodyDates.milestoneId, id), sql`${milestoneBodyDates.dueOn} > ${day}::date`))
}

type OwnDates = { startsOn: string | null; dueOn: string }
export async function putOwnDates(tx: Tx, actor: Actor, milestoneId: MilestoneId, dates: OwnDates, setAt: Date) {
  const values = { ...dates, setBy: actor.name, setAt }
  await tx
    .insert(milestoneBodyDates)
    .values({ ...values, milestoneId, bodyUnitId: actor.unitId })
    .onConflictDoUpdate({ target: [milestoneBodyDates.milestoneId, milestoneBodyDates.bodyUnitId], set: values })
}

export async function removeOwnDates(tx: Tx, milestoneId: MilestoneId, body: UnitId): Promise<boolean> {
  const rows = await tx
    .delete(milestoneBodyDates)
    .where(and(eq(milestoneBodyDates.milestoneId, milestoneId), eq(milestoneBodyDates.bodyUnitId, body)))
    .returning({ id: milestoneBodyDates.milestoneId })
  return rows.length > 0
}

/** Whether a unit manages or assesses others in the campaign, so that it has a plan of its own there. */
export async function isBodyOf(db: Queryable, campaignId: CampaignId, unitId: UnitId): Promise<boolean> {
  const { rows } = await db.execute(
    sql`select 1 from campaign_duty_units
      where campaign_id = ${campaignId}::uuid and unit_id = ${unitId}::uuid and tier = 'managing-body' limit 1`,
  )
  return rows.length > 0
}

/** The managing body that assesses a unit in the campaign; null: the province does, or the unit takes no part. */
export async function bodyOf(db: Queryable, campaignId: CampaignId, unitId: UnitId): Promise<UnitId | null> {
  const { rows } = await db.execute<{ id: UnitId }>(
    sql`select duty.body_unit_id as id from campaign_duty_units duty join campaigns on campaigns.id = duty.campaign_id
      where duty.campaign_id = ${campaignId}::uuid and duty.unit_id = ${unitId}::uuid
        and duty.body_unit_id <> campaigns.province_unit_id limit 1`,
  )
  return rows[0]?.id ?? null
}

type Dues = { selfAssessmentDue: string | null; externalAssessmentDue: string | null }
/** Lets the days that stand for the whole campaign follow its milestones, where those say anything. */
export async function followMilestones(tx: Tx, id: CampaignId, { selfAssessmentDue, externalAssessmentDue }: Dues) {
  await tx
    .update(campaigns)
    .set({
      selfAssessmentDue: sql`coalesce(${selfAssessmentDue}::date, ${campaigns.selfAssessmentDue})`,
      externalAssessmentDue: sql`coalesce(${externalAssessmentDue}::date, ${campaigns.externalAssessmentDue})`,
    })
    .where(eq(campaigns.id, id))
}

/** Whether a managing body has a document, milestones or dates of its own in a campaign. */
export async function hasOwnPlan(db: Queryable, campaignId: CampaignId, body: UnitId): Promise<boolean> {
  const { rows } = await db.execute(sql`
    select 1 from ${campaignPlans} where campaign_id = ${campaignId}::uuid and body_unit_id = ${body}::uuid
    union all
    select 1 from ${milestones} where campaign_id = ${campaignId}::uuid and body_unit_id = ${body}::uuid
    union all
    select 1 from ${milestoneBodyDates} own join ${milestones} on milestones.id = own.milestone_id
    where milestones.campaign_id = ${campaignId}::uuid and own.body_unit_id = ${body}::uuid limit 1`)
  return rows.length > 0
}
