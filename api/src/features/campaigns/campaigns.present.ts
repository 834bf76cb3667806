import type { Campaign, CampaignSummary, CampaignUnit, SetMark } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { CampaignUnitRow } from './campaign-units.repository.ts'
import { actionsFor, unitActionsFor } from './campaigns.policy.ts'
import type { CampaignRow, listSets } from './campaigns.repository.ts'

type SetColumns = CampaignUnitRow['set']
export const markOf = ({ verifiedOn, ...set }: SetColumns): SetMark => ({ ...set, verified: verifiedOn !== null })

export function presentSummary(actor: Actor, row: CampaignRow): CampaignSummary {
  const { id, title, schoolYear, province, planNumber, planDate, selfAssessmentDue, externalAssessmentDue } = row
  return {
    ...{ id, title, schoolYear, province, planNumber, planDate, selfAssessmentDue, externalAssessmentDue },
    openedAt: row.openedAt.toISOString(),
    unitCount: row.unitCount,
    version: row.version,
    actions: actionsFor(actor, row),
  }
}

export function presentCampaign(actor: Actor, row: CampaignRow, sets: Awaited<ReturnType<typeof listSets>>): Campaign {
  const bySet = Map.groupBy(sets, ({ set }) => set.id)
  return {
    ...presentSummary(actor, row),
    sets: [...bySet.values()].flatMap((group) => {
      const [first] = group
      return first ? [{ set: markOf(first.set), unitTypes: group.map(({ unitType }) => unitType) }] : []
    }),
  }
}

export function presentUnit(actor: Actor, row: CampaignUnitRow, reassignable: boolean): CampaignUnit {
  return {
    id: row.id,
    campaignId: row.campaignId,
    unit: { id: row.unitId, code: row.unitCode, name: row.unitName, type: row.unitType },
    assessor: { id: row.assessorUnitId, code: row.assessorCode, name: row.assessorName, type: row.assessorType },
    set: markOf(row.set),
    version: row.version,
    actions: unitActionsFor(actor, row, reassignable),
  }
}
