import type { DeliverableKind, MilestonePlan } from '@thuoc/shared'
import { milestones } from '../src/features/campaigns/milestones.tables.ts'
import { one, type Db } from '../src/platform/db/client.ts'

let serial = 0

/** A milestone of a campaign as the province plans it; for schools and until a far day unless told otherwise. */
export async function aMilestone(
  db: Db,
  campaign: { id: string },
  deliverables: DeliverableKind[],
  over: Partial<MilestonePlan> & { bodyUnitId?: string } = {},
): Promise<{ id: string; code: string }> {
  serial += 1
  const values: Record<string, unknown> = {
    campaignId: campaign.id,
    position: serial,
    tier: 'school',
    code: `M.${serial}`,
    task: `Nhiệm vụ mẫu ${serial}`,
    startsOn: null,
    dueOn: '2099-12-31',
    required: true,
    lateness: 'mark',
    ...over,
    deliverables,
  }
  return one(
    await db
      .insert(milestones)
      .values(values as typeof milestones.$inferInsert)
      .returning({ id: milestones.id, code: milestones.code }),
  )
}
