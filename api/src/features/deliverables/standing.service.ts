import type { CampaignId, DeliveryFilter, MilestoneId, Standing, StandingFigures } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import * as duties from './duties.repository.ts'

export type StandingService = ReturnType<typeof createStandingService>

/** Where a campaign stands. Figures, lists and exports ask the same view with the same conditions, so they agree. */
export function createStandingService({ db, now }: { db: Db; now: () => Date }) {
  async function get(actor: Actor, id: CampaignId, query: DeliveryFilter): Promise<Standing> {
    const at = now()
    const campaign = await duties.findCampaign(db, actor, id)
    if (!campaign) throw new Problem('campaign.not-found')
    const filter = { ...query, campaignId: id }
    const by = filter.bodyUnitId || filter.unitId ? ('unit' as const) : ('body' as const)
    const cells = await duties.countByMilestone(db, actor, filter, { now: at, by })
    const milestones = await duties.listMilestones(db, actor, filter, at)
    const rows = [...Map.groupBy(cells, ({ unit }) => unit.id).values()].flatMap((those) => {
      const [first] = those
      return first ? [{ unit: first.unit, figures: sumOf(those), cells: those.map(cellOf) }] : []
    })
    return {
      campaign,
      milestones: milestones.map(({ tier: _, ...milestone }) => milestone),
      ...{ rows, by },
      at: at.toISOString(),
    }
  }
  return { get }
}

const cellOf = ({ milestoneId, total, done, accepted, late }: StandingFigures & { milestoneId: MilestoneId }) => ({
  ...{ milestoneId, total, done, accepted, late },
})

const sumOf = (rows: readonly StandingFigures[]): StandingFigures =>
  rows.reduce<StandingFigures>(
    (sum, row) => ({
      total: sum.total + row.total,
      done: sum.done + row.done,
      accepted: sum.accepted + row.accepted,
      late: sum.late + row.late,
    }),
    { total: 0, done: 0, accepted: 0, late: 0 },
  )
