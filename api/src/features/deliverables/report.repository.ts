import { and, desc, eq, sql } from 'drizzle-orm'
import type { CampaignId, UnitId } from '@thuoc/shared'
import type { Queryable } from '../../platform/db/client.ts'
import { steady } from '../../platform/db/steady.ts'
import { milestones } from '../campaigns/index.ts'
import { deliveries } from './deliverables.tables.ts'

/** Where a unit writes its report on the self-assessment, if its plan asks for one; the one that got furthest. */
export async function reportDelivery(db: Queryable, campaignId: CampaignId, unitId: UnitId) {
  const [row] = await furthest(db, { campaignId, unitId })
  return row ?? null
}
const furthest = steady((db) =>
  db
    .select({ id: deliveries.id, status: deliveries.status })
    .from(deliveries)
    .innerJoin(milestones, eq(milestones.id, deliveries.milestoneId))
    .where(
      and(
        eq(milestones.campaignId, sql.placeholder('campaignId')),
        eq(deliveries.unitId, sql.placeholder('unitId')),
        eq(deliveries.kind, 'self-assessment-report'),
      ),
    )
    .orderBy(desc(deliveries.round), deliveries.id)
    .limit(1),
)
