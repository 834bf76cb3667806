import type { CampaignId, DeliverableKind, UnitId } from '@thuoc/shared'
import { and, eq, inArray } from 'drizzle-orm'
import type { Queryable } from '../../platform/db/client.ts'
import { milestones } from '../campaigns/index.ts'
import { deliveries, deliveryRounds } from './deliverables.tables.ts'

const kind: DeliverableKind = 'website-link'

/** Where a unit itself made its result public: the address its superior has received or accepted; null: none so far. */
export async function websiteOf(db: Queryable, campaignId: CampaignId, unitId: UnitId): Promise<string | null> {
  const [row] = await db
    .select({ content: deliveryRounds.content })
    .from(deliveries)
    .innerJoin(milestones, eq(milestones.id, deliveries.milestoneId))
    .innerJoin(
      deliveryRounds,
      and(eq(deliveryRounds.deliveryId, deliveries.id), eq(deliveryRounds.round, deliveries.round)),
    )
    .where(
      and(
        eq(milestones.campaignId, campaignId),
        eq(deliveries.unitId, unitId),
        eq(deliveries.kind, kind),
        inArray(deliveries.status, ['received', 'accepted']),
      ),
    )
    .limit(1)
  return row?.content.url ?? null
}
