import { and, desc, eq, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { CampaignId, MilestoneId, NewExtension, UnitId } from '@thuoc/shared'
import { actorId, type Actor } from '../../platform/actor.ts'
import { one, type Queryable, type Tx } from '../../platform/db/client.ts'
import { inLineOf, within } from '../../platform/db/tree.ts'
import { units, unitSummaryColumns } from '../org/index.ts'
import { campaignUnits } from './campaigns.tables.ts'
import { milestoneBodyDates, milestoneDuties, milestoneExtensions, milestones } from './milestones.tables.ts'

/** A milestone as it binds one unit, with the last day that the plans give it, before any extension. */
export async function findDuty(db: Queryable, milestoneId: MilestoneId, unitId: UnitId) {
  const { tier, unitName, unitCode, unitPath, receiverPath, bodyUnitId, dueOn, plannedDueOn } = milestoneDuties
  const [row] = await db
    .select({
      ...{ tier, unitName, unitCode, unitPath, receiverPath, bodyUnitId, plannedDueOn },
      effectiveDueOn: dueOn,
      bodyDueOn: milestoneBodyDates.dueOn,
    })
    .from(milestoneDuties)
    .leftJoin(
      milestoneBodyDates,
      and(
        eq(milestoneBodyDates.milestoneId, milestoneDuties.milestoneId),
        eq(milestoneBodyDates.bodyUnitId, bodyUnitId),
        eq(tier, 'school'),
      ),
    )
    .where(and(eq(milestoneDuties.milestoneId, milestoneId), eq(milestoneDuties.unitId, unitId)))
  return row
}

export async function insertExtension(
  tx: Tx,
  actor: Actor,
  milestoneId: MilestoneId,
  request: NewExtension,
  grantedAt: Date,
) {
  const values = { ...request, milestoneId, grantedAt, actorId: actorId(actor), grantedBy: actor.name }
  const { id } = one(await tx.insert(milestoneExtensions).values(values).returning({ id: milestoneExtensions.id }))
  return id
}

const later = alias(milestoneExtensions, 'later')
const columns = {
  id: milestoneExtensions.id,
  milestone: { id: milestones.id, code: milestones.code, task: milestones.task },
  unit: unitSummaryColumns,
  dueOn: milestoneExtensions.dueOn,
  reason: milestoneExtensions.reason,
  grantedBy: milestoneExtensions.grantedBy,
  grantedAt: milestoneExtensions.grantedAt,
  counts: sql<boolean>`not exists (select 1 from ${milestoneExtensions} ${later} where ${later.milestoneId} = ${milestones.id}
    and ${later.unitId} = ${units.id} and (${later.grantedAt}, ${later.id}) > (${milestoneExtensions.grantedAt}, ${milestoneExtensions.id}))`,
}

const joined = (db: Queryable) =>
  db
    .select(columns)
    .from(milestoneExtensions)
    .innerJoin(milestones, eq(milestones.id, milestoneExtensions.milestoneId))
    .innerJoin(units, eq(units.id, milestoneExtensions.unitId))
export type ExtensionRow = Awaited<ReturnType<typeof joined>>[number]

export type ExtensionFilters = { milestoneId?: MilestoneId | undefined; unitId?: UnitId | undefined }

/** Of units in the actor’s subtree and of those that a body of it assesses, the newest first; one more than `limit`. */
export const listExtensions = (
  db: Queryable,
  actor: Actor,
  campaignId: CampaignId,
  { milestoneId, unitId }: ExtensionFilters,
  after: string | null,
  limit: number,
): Promise<ExtensionRow[]> =>
  joined(db)
    .where(
      and(
        eq(milestones.campaignId, campaignId),
        milestoneId && eq(milestones.id, milestoneId),
        unitId && eq(units.id, unitId),
        sql`(${within(units.path, actor.unitPath)} or exists (select 1 from ${campaignUnits}
          where ${campaignUnits.campaignId} = ${campaignId} and ${campaignUnits.unitId} = ${units.id}
            and ${inLineOf(campaignUnits.assessorPath, actor.unitId)}))`,
        after === null ? undefined : sql`${milestoneExtensions.id} < ${after}::uuid`,
      ),
    )
    .orderBy(desc(milestoneExtensions.id))
    .limit(limit + 1)

export async function findExtension(db: Queryable, id: string) {
  return one(await joined(db).where(eq(milestoneExtensions.id, id)))
}
