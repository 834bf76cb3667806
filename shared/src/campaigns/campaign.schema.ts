import { z } from 'zod'
import { setMark, indicatorSetId } from '../catalogues/indicator-set.schema.ts'
import { personId } from '../identity/person.schema.ts'
import { ownership, unitId, unitSummary, unitType } from '../org/unit.schema.ts'
import { day, moment, schoolYear, version } from '../page.ts'

export const campaignId = z.uuid().brand<'CampaignId'>()
export type CampaignId = z.infer<typeof campaignId>
/** One unit taking part in one campaign. */
export const campaignUnitId = z.uuid().brand<'CampaignUnitId'>()
export type CampaignUnitId = z.infer<typeof campaignUnitId>

const title = z.string().trim().min(5).max(300)
const planNumber = z.string().trim().max(60)

/** Which indicator set applies to which kind of unit. */
export const setAssignment = z.object({ indicatorSetId, unitTypes: z.array(unitType).min(1) })
export type SetAssignment = z.infer<typeof setAssignment>

/** Who takes part: every unit of the types that have a set, by ownership and area, less the exceptions. */
export const participation = z.object({
  ownerships: z.array(ownership).min(1).describe('Public, non-public or both; units without one always fit'),
  withinUnitIds: z.array(unitId).max(500).describe('Only these subtrees; the whole province when empty'),
  exceptUnitIds: z.array(unitId).max(5000),
})
export type Participation = z.infer<typeof participation>

/** Assessing unit other than the direct managing body, for one unit. */
export const assessorException = z.object({ unitId, assessorUnitId: unitId })

export const newCampaign = z.object({
  title,
  schoolYear,
  planNumber: planNumber.nullable().describe('Number and symbol of the plan document'),
  planDate: day.nullable(),
  sets: z.array(setAssignment).min(1),
  selfAssessmentDue: day.describe('Last day; it ends at 24:00 in Asia/Ho_Chi_Minh'),
  externalAssessmentDue: day,
  participation,
  assessors: z.array(assessorException).max(5000).describe('Exceptions; the direct managing body assesses otherwise'),
})
export type NewCampaign = z.infer<typeof newCampaign>

export const campaignSet = z.object({ set: setMark, unitTypes: z.array(unitType) })

export const campaignSummary = z
  .object({
    id: campaignId,
    title,
    schoolYear: z.string(),
    province: unitSummary,
    planNumber: planNumber.nullable(),
    planDate: day.nullable(),
    selfAssessmentDue: day,
    externalAssessmentDue: day,
    openedAt: moment,
    unitCount: z.int().describe('Participating units that the caller may see'),
    version: z.int(),
    actions: z.array(z.enum(['change', 'add-units'])),
  })
  .meta({ id: 'CampaignSummary' })
export type CampaignSummary = z.infer<typeof campaignSummary>

export const campaign = campaignSummary.extend({ sets: z.array(campaignSet) }).meta({ id: 'Campaign' })
export type Campaign = z.infer<typeof campaign>

export const campaignChange = z.object({
  version,
  title,
  planNumber: planNumber.nullable(),
  planDate: day.nullable(),
  selfAssessmentDue: day,
  externalAssessmentDue: day,
})
export type CampaignChange = z.infer<typeof campaignChange>

/** What opening a campaign would do, before it is done. */
export const campaignPreview = z
  .object({
    unitCount: z.int(),
    byType: z.array(z.object({ type: unitType, count: z.int(), set: setMark })),
    byAssessor: z.array(z.object({ assessor: unitSummary, count: z.int() })),
    /** Units of the province that would not take part, by kind: no set applies to them. */
    withoutSet: z.array(z.object({ type: unitType, count: z.int() })),
  })
  .meta({ id: 'CampaignPreview' })
export type CampaignPreview = z.infer<typeof campaignPreview>

/** A participating unit as it was when the campaign opened: name, code, type and superiors of that time. */
export const campaignUnit = z
  .object({
    id: campaignUnitId,
    campaignId,
    unit: unitSummary,
    assessor: unitSummary,
    set: setMark,
    version: z.int(),
    actions: z.array(z.enum(['change-assessor'])),
  })
  .meta({ id: 'CampaignUnit' })
export type CampaignUnit = z.infer<typeof campaignUnit>

/** A person sent to assess a unit from outside; for that unit and campaign only. */
export const teamDuty = z.enum(['head', 'secretary', 'member'])
export type TeamDuty = z.infer<typeof teamDuty>
export const teamMember = z.object({ personId, fullName: z.string(), unitName: z.string(), duty: teamDuty })
export type TeamMember = z.infer<typeof teamMember>
