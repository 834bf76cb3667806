import { and, asc, eq } from 'drizzle-orm'
import type { CampaignId, DeliverableKind, MilestoneId, UnitId } from '@thuoc/shared'
import type { Queryable } from '../../platform/db/client.ts'
import { milestoneDuties } from './milestones.tables.ts'

/** A duty of one unit: by its milestone, or the milestones that ask for the first of `kinds` that any asks for. */
export type Duty = { campaignId: CampaignId; unitId: UnitId } & (
  { milestoneId: MilestoneId } | { kinds: readonly DeliverableKind[] }
)

/** The milestones that bind a unit, or one of them, with the last day that counts for it. */
export function listLocking(db: Queryable, duty: Duty) {
  const { campaignId, unitId, milestoneId, code, task, deliverables, lateness, dueOn, position } = milestoneDuties
  return db
    .select({ code, task, deliverables, lateness, dueOn })
    .from(milestoneDuties)
    .where(
      and(
        eq(campaignId, duty.campaignId),
        eq(unitId, duty.unitId),
        'milestoneId' in duty ? eq(milestoneId, duty.milestoneId) : undefined,
      ),
    )
    .orderBy(asc(position))
}
