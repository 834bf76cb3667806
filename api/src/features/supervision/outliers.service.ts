import { outlierKinds, parseDecimal, type CampaignId, type Outliers, type OutlierThresholds } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import { countSent, listOutliers } from './outliers.repository.ts'
import { requireOwnCampaign } from './records.service.ts'

export type OutliersService = ReturnType<typeof createOutliersService>

/** Files whose figures are worth a look; what they mean is for people to find out. */
export function createOutliersService({ db }: { db: Db }) {
  async function list(actor: Actor, campaign: CampaignId, thresholds: OutlierThresholds): Promise<Outliers> {
    await requireOwnCampaign(db, actor, campaign)
    const kinds: Outliers['kinds'] = []
    // One after the other: five at once would take five connections from everybody else.
    for (const kind of outlierKinds) {
      const rows = await listOutliers(db, actor, campaign, { kind, thresholds })
      const items = rows.map(({ total: _, selfTotal, externalTotal, value, ...row }) => ({
        ...row,
        selfTotal: parseDecimal(selfTotal),
        externalTotal: externalTotal === null ? null : parseDecimal(externalTotal),
        value: parseDecimal(value),
      }))
      kinds.push({ kind, total: rows[0]?.total ?? 0, items })
    }
    return { thresholds, compared: await countSent(db, actor, campaign), kinds }
  }
  return { list }
}
