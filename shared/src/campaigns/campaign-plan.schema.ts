import { z } from 'zod'
import { attachment } from '../catalogues/indicator-set.schema.ts'
import { unitSummary } from '../org/unit.schema.ts'
import { day, moment, version } from '../page.ts'

const title = z.string().trim().min(5).max(300)
const number = z.string().trim().min(1).max(60)

/** The plan document of a managing body within the campaign of its province. */
export const campaignPlan = z
  .object({
    body: unitSummary,
    /** null while the body has none of its own: the province’s plan holds for its units as it stands. */
    document: z.object({ title, number, issuedOn: day, file: attachment.nullable() }).nullable(),
    /** Milestones it has added, and dates it has set earlier. */
    milestones: z.int(),
    earlierDates: z.int(),
    updatedAt: moment.nullable(),
    updatedBy: z.string().nullable(),
    version: z.int().describe('0 while there is no document'),
    actions: z.array(z.enum(['write', 'repeat'])),
  })
  .meta({ id: 'CampaignPlan' })
export type CampaignPlan = z.infer<typeof campaignPlan>

export const campaignPlanSave = z.object({ version, title, number, issuedOn: day })
export type CampaignPlanSave = z.infer<typeof campaignPlanSave>

export const campaignEventActions = [
  'opened',
  'changed',
  'unit-added',
  'unit-taken-out',
  'assessor-changed',
  'handed-over',
  'closed',
  'reopened',
  'plan-saved',
  'plan-file-added',
  'plan-repeated',
  'milestone-added',
  'milestone-changed',
  'milestone-removed',
  'milestones-ordered',
  'own-dates-set',
  'own-dates-cleared',
  'extended',
] as const
export type CampaignEventAction = (typeof campaignEventActions)[number]

/** One entry of the record of a campaign. */
export const campaignEvent = z
  .object({
    id: z.uuid(),
    action: z.enum(campaignEventActions),
    /** The unit it is about; null: the campaign as a whole. */
    unit: unitSummary.nullable(),
    /** By field: what it was, what it is. */
    changes: z.record(z.string(), z.tuple([z.string().nullable(), z.string().nullable()])),
    at: moment,
    by: z.string(),
  })
  .meta({ id: 'CampaignEvent' })
export type CampaignEvent = z.infer<typeof campaignEvent>
