import { and, asc, eq, sql } from 'drizzle-orm'
import type { CampaignId, CampaignPlanSave, UnitId } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import { one, type Queryable, type Tx } from '../../platform/db/client.ts'
import { likeWords } from '../../platform/db/search.ts'
import { inLineOf } from '../../platform/db/tree.ts'
import { attachments, type AttachmentRow } from '../catalogues/index.ts'
import { campaigns } from './campaigns.tables.ts'
import { campaignDutyUnits as duty, campaignPlans, milestoneBodyDates, milestones } from './milestones.tables.ts'

/** Managing bodies of a campaign, each with its plan if it has one. */
const bodies = (db: Queryable) =>
  db
    .select({
      body: { id: duty.unitId, code: duty.unitCode, name: duty.unitName, type: duty.unitType },
      path: duty.unitPath,
      plan: campaignPlans,
      file: attachments,
      milestones: sql<number>`(select count(*)::int from ${milestones}
        where ${milestones.campaignId} = ${duty.campaignId} and ${milestones.bodyUnitId} = ${duty.unitId})`,
      earlierDates: sql<number>`(select count(*)::int from ${milestoneBodyDates} join ${milestones}
        on ${milestones.id} = ${milestoneBodyDates.milestoneId}
        where ${milestones.campaignId} = ${duty.campaignId} and ${milestoneBodyDates.bodyUnitId} = ${duty.unitId})`,
    })
    .from(duty)
    .leftJoin(
      campaignPlans,
      and(eq(campaignPlans.campaignId, duty.campaignId), eq(campaignPlans.bodyUnitId, duty.unitId)),
    )
    .leftJoin(attachments, eq(attachments.id, campaignPlans.attachmentId))
export type PlanRow = Awaited<ReturnType<typeof bodies>>[number]

export type PlanFilters = { q?: string | undefined }

/** Bodies in the actor’s subtree, and the one above it, by name; one more than `limit`. */
export const listPlans = (
  db: Queryable,
  actor: Actor,
  campaignId: CampaignId,
  { ownBody, q = '' }: PlanFilters & { ownBody: UnitId | null },
  after: [string, string] | null,
  limit: number,
): Promise<PlanRow[]> =>
  bodies(db)
    .where(
      and(
        eq(duty.campaignId, campaignId),
        eq(duty.tier, 'managing-body'),
        sql`(${inLineOf(duty.unitPath, actor.unitId)} or ${duty.unitId} = ${ownBody}::uuid)`,
        ...likeWords(q).map(
          (word) => sql`unaccented(${duty.unitName} || ' ' || ${duty.unitCode}) like unaccented(${word})`,
        ),
        after ? sql`(${duty.unitName} collate vi, ${duty.unitId}) > (${after[0]}, ${after[1]}::uuid)` : undefined,
      ),
    )
    .orderBy(sql`${duty.unitName} collate vi`, asc(duty.unitId))
    .limit(limit + 1)

export async function findPlan(db: Queryable, campaignId: CampaignId, body: UnitId): Promise<PlanRow | undefined> {
  const [row] = await bodies(db).where(
    and(eq(duty.campaignId, campaignId), eq(duty.tier, 'managing-body'), eq(duty.unitId, body)),
  )
  return row
}

/** Holds the document of a managing body until the transaction ends. */
export async function lockPlan(tx: Tx, campaignId: CampaignId, body: UnitId) {
  const [row] = await tx
    .select()
    .from(campaignPlans)
    .where(and(eq(campaignPlans.campaignId, campaignId), eq(campaignPlans.bodyUnitId, body)))
    .for('update')
  return row
}

type Document = Omit<CampaignPlanSave, 'version'>
export async function insertPlan(tx: Tx, actor: Actor, campaignId: CampaignId, document: Document, at: Date) {
  const by = { updatedAt: at, updatedBy: actor.name }
  await tx.insert(campaignPlans).values({ ...document, campaignId, bodyUnitId: actor.unitId, ...by })
}

type PlanValues = Document | { attachmentId: string }
export async function updatePlan(tx: Tx, actor: Actor, id: string, values: PlanValues, at: Date) {
  await tx
    .update(campaignPlans)
    .set({ ...values, version: sql`${campaignPlans.version} + 1`, updatedAt: at, updatedBy: actor.name })
    .where(eq(campaignPlans.id, id))
}

export async function setPlanFile(tx: Tx, id: CampaignId, attachmentId: string) {
  await tx.update(campaigns).set({ planAttachmentId: attachmentId }).where(eq(campaigns.id, id))
}

/** The signed plan of the province. */
export async function findPlanFile(db: Queryable, id: CampaignId): Promise<AttachmentRow | undefined> {
  const [row] = await db
    .select({ file: attachments })
    .from(campaigns)
    .innerJoin(attachments, eq(attachments.id, campaigns.planAttachmentId))
    .where(eq(campaigns.id, id))
  return row?.file
}

/** How many managing bodies have a document, milestones or dates of their own in a campaign. */
export async function countBodyPlans(db: Queryable, campaignId: CampaignId): Promise<number> {
  const { rows } = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from (
      select body_unit_id from ${campaignPlans} where campaign_id = ${campaignId}::uuid
      union
      select body_unit_id from ${milestones} where campaign_id = ${campaignId}::uuid and body_unit_id is not null
      union
      select own.body_unit_id from ${milestoneBodyDates} own join ${milestones} on milestones.id = own.milestone_id
      where milestones.campaign_id = ${campaignId}::uuid
    ) bodies`)
  return one(rows).count
}
