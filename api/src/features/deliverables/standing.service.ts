import {
  isOutstanding,
  type CampaignId,
  type DeliveryFilter,
  type DeliveryStatus,
  type MilestoneId,
  type Standing,
  type StandingFigures,
} from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import * as duties from './duties.repository.ts'

export type StandingService = ReturnType<typeof createStandingService>

/** Where a campaign stands. Figures, lists and exports ask the same view with the same conditions, so they agree. */
export function createStandingService({ db, now }: { db: Db; now: () => Date }) {
  async function get(actor: Actor, id: CampaignId, query: DeliveryFilter): Promise<Standing> {
    const campaign = await duties.findCampaign(db, actor, id)
    if (!campaign) throw new Problem('campaign.not-found')
    // What a campaign came to is told as it was when it ended.
    const at = campaign.closedAt ?? now()
    const filter = { ...query, campaignId: id }
    const by = filter.bodyUnitId || filter.unitId ? ('unit' as const) : ('body' as const)
    const counts = await duties.countByMilestone(db, actor, filter, { now: at, by })
    const byMilestone = Map.groupBy(counts, ({ milestoneId }) => milestoneId)
    const milestones = await duties.findMilestones(db, [...byMilestone.keys()])
    const rows = [...Map.groupBy(counts, ({ unit }) => unit.id).values()].flatMap((those) => {
      const [first] = those
      const cells = [...Map.groupBy(those, ({ milestoneId }) => milestoneId)]
      return first
        ? [{ unit: first.unit, figures: figuresOf(those), cells: cells.map(([id, some]) => cellOf(id, some)) }]
        : []
    })
    return {
      campaign: { ...campaign, closedAt: campaign.closedAt?.toISOString() ?? null },
      milestones: milestones.map((one) => ({ ...one, ...figuresOf(byMilestone.get(one.id) ?? []) })),
      ...{ rows, by },
      at: at.toISOString(),
    }
  }
  return { get }
}

type Count = { status: DeliveryStatus; late: boolean; count: number }

const figuresOf = (counts: readonly Count[]): StandingFigures => {
  const sum = (of: (count: Count) => boolean) => counts.reduce((total, one) => total + (of(one) ? one.count : 0), 0)
  return {
    total: sum(() => true),
    done: sum(({ status }) => !isOutstanding(status)),
    accepted: sum(({ status }) => status === 'accepted'),
    late: sum(({ late }) => late),
  }
}

const cellOf = (milestoneId: MilestoneId, counts: readonly Count[]) => ({ milestoneId, ...figuresOf(counts) })
