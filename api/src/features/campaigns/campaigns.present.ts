import { deadlinesOf, type Campaign, type CampaignSummary, type CampaignUnit, type SetMark } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import { presentAttachment, type AttachmentRow } from '../catalogues/index.ts'
import type { CampaignUnitRow } from './campaign-units.repository.ts'
import { actionsFor, unitActionsFor, type Begun } from './campaigns.policy.ts'
import type { CampaignRow, listSets } from './campaigns.repository.ts'
import type { Part } from './milestones.policy.ts'
import type { MilestoneRow } from './milestones.repository.ts'

type SetColumns = CampaignUnitRow['set']
export const markOf = ({ verifiedOn, ...set }: SetColumns): SetMark => ({ ...set, verified: verifiedOn !== null })

export function presentSummary(actor: Actor, row: CampaignRow): CampaignSummary {
  const { id, title, schoolYear, province, planNumber, planDate, selfAssessmentDue, externalAssessmentDue } = row
  return {
    ...{ id, title, schoolYear, province, planNumber, planDate, selfAssessmentDue, externalAssessmentDue },
    openedAt: row.openedAt.toISOString(),
    closing: closingOf(row),
    unitCount: row.unitCount,
    version: row.version,
    actions: actionsFor(actor, row),
  }
}

const closingOf = ({ closedAt, closedBy, closingNote }: CampaignRow): CampaignSummary['closing'] =>
  closedAt && closedBy !== null ? { at: closedAt.toISOString(), by: closedBy, note: closingNote } : null

type Details = {
  sets: Awaited<ReturnType<typeof listSets>>
  /** The province’s milestones. */
  plan: readonly MilestoneRow[]
  file: AttachmentRow | undefined
  part: Part
}
export function presentCampaign(actor: Actor, row: CampaignRow, { sets, plan, file, part }: Details): Campaign {
  const bySet = Map.groupBy(sets, ({ set, targetLevel }) => `${set.id} ${targetLevel}`)
  const said = deadlinesOf(plan)
  const summary = presentSummary(actor, row)
  return {
    ...summary,
    actions: part === 'body' && row.closedAt === null ? [...summary.actions, 'plan'] : summary.actions,
    reportOutline: row.reportOutline,
    notes: row.notes,
    planFile: file ? presentAttachment(file) : null,
    repeats: row.repeats,
    datedByMilestones: {
      selfAssessmentDue: said.selfAssessmentDue !== null,
      externalAssessmentDue: said.externalAssessmentDue !== null,
    },
    sets: [...bySet.values()].flatMap((group) => {
      const [first] = group
      return first
        ? [{ set: markOf(first.set), unitTypes: group.map(({ unitType }) => unitType), targetLevel: first.targetLevel }]
        : []
    }),
  }
}

export function presentUnit(actor: Actor, row: CampaignUnitRow, begun: Begun): CampaignUnit {
  return {
    id: row.id,
    campaignId: row.campaignId,
    unit: { id: row.unitId, code: row.unitCode, name: row.unitName, type: row.unitType },
    assessor: { id: row.assessorUnitId, code: row.assessorCode, name: row.assessorName, type: row.assessorType },
    set: markOf(row.set),
    version: row.version,
    actions: unitActionsFor(actor, row, begun),
  }
}
