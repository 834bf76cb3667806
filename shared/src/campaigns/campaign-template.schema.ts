import { z } from 'zod'
import { evidenceCodeScheme, setMark } from '../catalogues/indicator-set.schema.ts'
import { ownership, unitSummary, unitType } from '../org/unit.schema.ts'
import { day, schoolYear } from '../page.ts'
import { campaignId } from './campaign.schema.ts'
import { milestonePlan } from './milestone.schema.ts'
import { reportOutline } from './report-outline.schema.ts'

/** A day of every school year: `05-25`; months from August on lie in its first half. */
const yearDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
/** A month, or one to another: `11`, `02/03`; from the first day of the one to the last of the other. */
const window = z.string().regex(/^(0[1-9]|1[0-2])(\/(0[1-9]|1[0-2]))?$/)

/** A milestone as it comes again every year: with a window, with a last day, or before another one begins. */
export const templateMilestone = milestonePlan.omit({ startsOn: true, dueOn: true }).extend({
  window: window.optional(),
  due: yearDay.optional(),
})
export type TemplateMilestone = z.infer<typeof templateMilestone>

const target = z.int().min(1).max(9).nullable()

/** A plan that ships with the product, free of any year: the file format of `api/templates`. */
export const campaignTemplate = z.strictObject({
  code: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string().min(5),
  /** In which kind of document the plan was first laid down, in words. */
  about: z.string().min(5),
  /** `{schoolYear}` stands for the year as people write it. */
  campaignTitle: z.string().min(5),
  sets: z
    .array(
      z.strictObject({
        code: z.string().describe('The newest published version of it, or the province’s own refinement of that'),
        unitTypes: z.array(unitType).min(1),
        targetLevel: target.default(null),
      }),
    )
    .min(1),
  ownerships: z.array(ownership).min(1),
  milestones: z.array(templateMilestone).min(1),
  reportOutline,
  evidenceCode: evidenceCodeScheme.nullable(),
  /** What the plan says besides: one sentence each. */
  notes: z.array(z.string().min(3)),
})
export type CampaignTemplate = z.infer<typeof campaignTemplate>

export const campaignTemplateSummary = campaignTemplate
  .pick({ code: true, title: true, about: true, evidenceCode: true, notes: true })
  .extend({
    unitTypes: z.array(unitType),
    /** How many milestones each tier has. */
    tiers: z.object({ province: z.int(), 'managing-body': z.int(), school: z.int() }),
  })
  .meta({ id: 'CampaignTemplate' })
export type CampaignTemplateSummary = z.infer<typeof campaignTemplateSummary>

/**
 * A campaign to begin with, from a template or from the campaign of last year: everything that the wizard edits, with
 * the names it shows. Nothing is opened.
 */
export const campaignProposal = z
  .object({
    title: z.string(),
    schoolYear,
    sets: z.array(
      z.object({
        code: z.string(),
        /** null: the province sees no published set of this code. */
        set: setMark.nullable(),
        /** The version used last year, where a newer one takes its place. */
        was: setMark.nullable(),
        unitTypes: z.array(unitType),
        targetLevel: target,
      }),
    ),
    ownerships: z.array(ownership),
    within: z.array(unitSummary),
    except: z.array(unitSummary),
    also: z.array(unitSummary),
    assessors: z.array(z.object({ unit: unitSummary, assessor: unitSummary })),
    selfAssessmentDue: day.nullable(),
    externalAssessmentDue: day.nullable(),
    milestones: z.array(milestonePlan),
    reportOutline,
    evidenceCode: evidenceCodeScheme.nullable(),
    notes: z.string(),
    repeats: campaignId.nullable(),
    /** How many managing bodies had plans of their own in the campaign that is repeated; each may repeat its own. */
    bodyPlans: z.int(),
    /** Units named in the campaign that is repeated which are no more. */
    gone: z.int(),
  })
  .meta({ id: 'CampaignProposal' })
export type CampaignProposal = z.infer<typeof campaignProposal>
