import { z } from 'zod'
import { attachment } from '../catalogues/indicator-set.schema.ts'
import { endpoint } from '../endpoint.ts'
import { unitId } from '../org/unit.schema.ts'
import { page, pageQuery, schoolYear, searchText, version } from '../page.ts'
import { uploadRefusals } from '../problem.ts'
import { campaignEvent, campaignPlan, campaignPlanSave } from './campaign-plan.schema.ts'
import { campaign, campaignId, campaignUnitId } from './campaign.schema.ts'
import { campaignProposal, campaignTemplateSummary } from './campaign-template.schema.ts'

const params = z.object({ id: campaignId })

export const listCampaignPlans = endpoint({
  name: 'listCampaignPlans',
  method: 'GET',
  path: '/campaigns/:id/plans',
  summary: 'Managing bodies of the campaign that you may see, with their plans, by name',
  access: 'campaign.read',
  params,
  query: pageQuery.extend({ q: searchText.optional() }),
  reply: page(campaignPlan),
  refusals: ['campaign.not-found'],
})

export const getCampaignPlan = endpoint({
  name: 'getCampaignPlan',
  method: 'GET',
  path: '/campaigns/:id/plans/:unitId',
  summary: 'The plan of one managing body',
  access: 'campaign.read',
  params: params.extend({ unitId }),
  reply: campaignPlan,
  refusals: ['campaign.not-found', 'campaign-plan.not-found'],
})

export const saveCampaignPlan = endpoint({
  name: 'saveCampaignPlan',
  method: 'PUT',
  path: '/campaigns/:id/plan',
  summary: 'Number, date and title of the plan of your managing body within the campaign',
  access: 'plan.write',
  params,
  body: campaignPlanSave,
  reply: campaignPlan,
  refusals: ['campaign.closed', 'campaign.not-found', 'campaign-plan.stale'],
})

/** The body is multipart/form-data with one file; it is streamed, so not in `body`. */
export const addPlanFile = endpoint({
  name: 'addPlanFile',
  method: 'POST',
  path: '/campaigns/:id/plan/file',
  summary:
    'The signed plan of your unit, province or managing body (multipart/form-data: file); takes the place of an older one',
  access: 'plan.write',
  params,
  reply: attachment,
  refusals: ['campaign.closed', 'campaign.not-found', 'campaign-plan.not-found', ...uploadRefusals],
})

/** Answers the file; it is no JSON, so the route describes it. */
export const downloadPlanFile = endpoint({
  name: 'downloadPlanFile',
  method: 'GET',
  path: '/campaigns/:id/plans/:unitId/file',
  summary: 'The signed plan of the province or of a managing body',
  access: 'campaign.read',
  params: params.extend({ unitId }),
  reply: z.unknown(),
  refusals: ['campaign.not-found', 'campaign-plan.not-found', 'attachment.not-found'],
})

export const repeatCampaignPlan = endpoint({
  name: 'repeatCampaignPlan',
  method: 'POST',
  path: '/campaigns/:id/plan/repeat',
  summary:
    'Takes over your managing body’s own milestones and dates from the campaign that this one repeats, as many years later',
  access: 'plan.write',
  params,
  reply: campaignPlan,
  refusals: ['campaign.closed', 'campaign.not-found', 'campaign-plan.nothing-to-repeat'],
})

export const listCampaignEvents = endpoint({
  name: 'listCampaignEvents',
  method: 'GET',
  path: '/campaigns/:id/events',
  summary: 'What was changed in the campaign and about units that you may see, the newest first',
  access: 'campaign.read',
  params,
  query: pageQuery,
  reply: page(campaignEvent),
  refusals: ['campaign.not-found'],
})

export const proposeNextCampaign = endpoint({
  name: 'proposeNextCampaign',
  method: 'GET',
  path: '/campaigns/:id/next',
  summary: 'The campaign of the next school year as this one suggests it; opens nothing',
  access: 'campaign.write',
  params,
  reply: campaignProposal,
  refusals: ['campaign.not-found'],
})

export const listCampaignTemplates = endpoint({
  name: 'listCampaignTemplates',
  method: 'GET',
  path: '/campaign-templates',
  summary: 'Plans that ship with the product, free of any year',
  access: 'campaign.write',
  reply: z.object({ items: z.array(campaignTemplateSummary) }),
  refusals: [],
})

export const proposeFromTemplate = endpoint({
  name: 'proposeFromTemplate',
  method: 'GET',
  path: '/campaign-templates/:code',
  summary:
    'A campaign of one school year as the template suggests it, with sets that your province may use; opens nothing',
  access: 'campaign.write',
  params: z.object({ code: z.string() }),
  query: z.object({ schoolYear }),
  reply: campaignProposal,
  refusals: ['campaign-template.not-found'],
})

export const takeOutCampaignUnit = endpoint({
  name: 'takeOutCampaignUnit',
  method: 'POST',
  path: '/campaign-units/:id/taking-out',
  summary: 'Lets a unit no longer take part, as long as its form is empty; with the reason',
  access: 'campaign.write',
  params: z.object({ id: campaignUnitId }),
  body: z.object({ version, reason: z.string().trim().min(3).max(500) }),
  reply: campaign,
  refusals: ['campaign.closed', 'campaign-unit.not-found', 'campaign-unit.begun', 'campaign.stale'],
})
