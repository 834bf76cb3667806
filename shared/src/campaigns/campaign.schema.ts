import { z } from 'zod'
import { attachment, setMark, indicatorSetId } from '../catalogues/indicator-set.schema.ts'
import { personId } from '../identity/person.schema.ts'
import { ownership, unitId, unitSummary, unitType } from '../org/unit.schema.ts'
import { day, moment, schoolYear, version } from '../page.ts'
import { campaignId, campaignUnitId } from './campaign-id.schema.ts'
import { milestonePlan } from './milestone.schema.ts'
import { reportOutline, standardOutline } from './report-outline.schema.ts'

// Apart, so that whoever only names a campaign need not bring all that is in it.
export { campaignId, campaignUnitId, type CampaignId, type CampaignUnitId } from './campaign-id.schema.ts'

const title = z.string().trim().min(5).max(300)
const planNumber = z.string().trim().max(60)

const targetLevel = z.int().min(1).max(9).nullable()
const notes = z.string().trim().max(10_000)

/** Which indicator set applies to which kind of unit, and the level that the plan wants them to reach. */
export const setAssignment = z.object({
  indicatorSetId,
  unitTypes: z.array(unitType).min(1),
  targetLevel: targetLevel.default(null),
})
export type SetAssignment = z.infer<typeof setAssignment>

/** Who takes part: every unit of the types that have a set, by ownership and area, less the exceptions. */
export const participation = z.object({
  ownerships: z.array(ownership).min(1).describe('Public, non-public or both; units without one always fit'),
  withinUnitIds: z.array(unitId).max(500).describe('Only these subtrees; the whole province when empty'),
  exceptUnitIds: z.array(unitId).max(5000),
  alsoUnitIds: z
    .array(unitId)
    .max(5000)
    .default([])
    .describe('Units that take part besides: outside the area or of other ownership, of a type that has a set'),
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
  milestones: z
    .array(milestonePlan)
    .max(100)
    .default([])
    .describe('Where milestones ask for the assessments, their last days count instead of the two above'),
  reportOutline: reportOutline.default(standardOutline).describe('What the reports of this campaign are made of'),
  notes: notes.default(''),
  repeats: campaignId.nullable().default(null).describe('The campaign of an earlier year that this one began from'),
})
export type NewCampaign = z.infer<typeof newCampaign>

export const campaignSet = z.object({ set: setMark, unitTypes: z.array(unitType), targetLevel })

/** `plan`: make the plan of one's own unit; `repeat`: open next year's from it; `close`: say that it has ended. */
export const campaignAction = z.enum(['change', 'add-units', 'repeat', 'plan', 'close', 'reopen'])
export type CampaignAction = z.infer<typeof campaignAction>

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
    /** When and by whom it was ended, and what was said about it; null while it runs. */
    closing: z.object({ at: moment, by: z.string(), note: z.string() }).nullable(),
    unitCount: z.int().describe('Participating units that the caller may see'),
    version: z.int(),
    actions: z.array(campaignAction),
  })
  .meta({ id: 'CampaignSummary' })
export type CampaignSummary = z.infer<typeof campaignSummary>

export const campaign = campaignSummary
  .extend({
    sets: z.array(campaignSet),
    reportOutline,
    notes,
    planFile: attachment.nullable(),
    repeats: z.object({ id: campaignId, title: z.string(), schoolYear: z.string() }).nullable(),
    /** Which of the two due dates milestones of the plan decide. */
    datedByMilestones: z.object({ selfAssessmentDue: z.boolean(), externalAssessmentDue: z.boolean() }),
  })
  .meta({ id: 'Campaign' })
export type Campaign = z.infer<typeof campaign>

export const campaignChange = z.object({
  version,
  title,
  planNumber: planNumber.nullable(),
  planDate: day.nullable(),
  selfAssessmentDue: day,
  externalAssessmentDue: day,
  notes: notes.optional().describe('Left as they are when left out'),
  reportOutline: reportOutline.optional(),
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
    /** Campaigns of the same school year in which some of these units are already; a hint, no hindrance. */
    alreadyIn: z.array(
      z.object({
        campaign: z.object({ id: campaignId, title: z.string(), closed: z.boolean() }),
        count: z.int().describe('Of the units that would take part'),
      }),
    ),
  })
  .meta({ id: 'CampaignPreview' })
export type CampaignPreview = z.infer<typeof campaignPreview>

/** What is still undone in a campaign, before it is ended. */
export const campaignLeft = z
  .object({
    /** Files by how far they have come; every participating unit has one. */
    files: z.object({
      untouched: z.int().describe('Nothing has been entered yet'),
      withSchools: z.int().describe('Begun, not sent to the managing body, or returned by it'),
      withBodies: z.int().describe('Sent, not decided yet'),
      unpublished: z.int().describe('Recognised, not published yet'),
      done: z.int().describe('Published or refused'),
    }),
    /** What milestones ask for. */
    duties: z.object({
      missing: z.int().describe('Not handed in, or returned'),
      late: z.int().describe('Of those, the last day is over'),
      units: z.int().describe('Units from which something is missing'),
      waiting: z.int().describe('Handed in, not accepted yet'),
    }),
    version: z.int(),
  })
  .meta({ id: 'CampaignLeft' })
export type CampaignLeft = z.infer<typeof campaignLeft>
export type FilesLeft = CampaignLeft['files']
export type DutiesLeft = CampaignLeft['duties']

/** A participating unit as it was when the campaign opened: name, code, type and superiors of that time. */
export const campaignUnit = z
  .object({
    id: campaignUnitId,
    campaignId,
    unit: unitSummary,
    assessor: unitSummary,
    set: setMark,
    version: z.int(),
    actions: z.array(z.enum(['change-assessor', 'take-out'])),
  })
  .meta({ id: 'CampaignUnit' })
export type CampaignUnit = z.infer<typeof campaignUnit>

/** A person sent to assess a unit from outside; for that unit and campaign only. */
export const teamDuty = z.enum(['head', 'secretary', 'member'])
export type TeamDuty = z.infer<typeof teamDuty>
export const teamMember = z.object({ personId, fullName: z.string(), unitName: z.string(), duty: teamDuty })
export type TeamMember = z.infer<typeof teamMember>
