import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { unitId, unitSummary } from '../org/unit.schema.ts'
import { page, pageQuery, schoolYear, searchText, version } from '../page.ts'
import {
  campaign,
  campaignChange,
  campaignId,
  campaignLeft,
  campaignPreview,
  campaignSummary,
  campaignUnit,
  campaignUnitId,
  newCampaign,
} from './campaign.schema.ts'

const params = z.object({ id: campaignId })
const refused = [
  'campaign.dates-out-of-order',
  'campaign.set-twice-for-type',
  'campaign.set-unfit-for-type',
  'campaign.assessor-unfit',
  'indicator-set.not-found',
  'indicator-set.not-published',
  'unit.not-found',
  'campaign.not-found',
] as const

export const listCampaigns = endpoint({
  name: 'listCampaigns',
  method: 'GET',
  path: '/campaigns',
  summary: 'Campaigns that you or units of your subtree take part in, the newest first',
  access: 'campaign.read',
  query: pageQuery.extend({
    schoolYear: schoolYear.optional(),
    running: z.stringbool().optional().describe('Only those that have not ended, or only those that have'),
  }),
  reply: page(campaignSummary),
  refusals: [],
})

export const getCampaign = endpoint({
  name: 'getCampaign',
  method: 'GET',
  path: '/campaigns/:id',
  summary: 'One campaign with its indicator sets',
  access: 'campaign.read',
  params,
  reply: campaign,
  refusals: ['campaign.not-found'],
})

export const previewCampaign = endpoint({
  name: 'previewCampaign',
  method: 'POST',
  path: '/campaigns/preview',
  summary: 'Who would take part and who would assess whom; changes nothing',
  access: 'campaign.write',
  body: newCampaign,
  reply: campaignPreview,
  refusals: [...refused],
})

export const openCampaign = endpoint({
  name: 'openCampaign',
  method: 'POST',
  path: '/campaigns',
  summary: 'Opens a campaign: every participating unit gets its empty form at once',
  access: 'campaign.write',
  body: newCampaign,
  reply: campaign,
  refusals: [...refused, 'campaign.no-participants', 'campaign.title-taken', 'milestone.code-taken'],
})

export const changeCampaign = endpoint({
  name: 'changeCampaign',
  method: 'PUT',
  path: '/campaigns/:id',
  summary: 'Changes title, plan document and due dates',
  access: 'campaign.write',
  params,
  body: campaignChange,
  reply: campaign,
  refusals: [
    'campaign.not-found',
    'campaign.stale',
    'campaign.closed',
    'campaign.dates-out-of-order',
    'campaign.title-taken',
  ],
})

export const listCampaignUnits = endpoint({
  name: 'listCampaignUnits',
  method: 'GET',
  path: '/campaigns/:id/units',
  summary: 'Participating units that you may see, with who assesses each',
  access: 'campaign.read',
  params,
  query: pageQuery.extend({ q: searchText.optional(), assessorUnitId: unitId.optional() }),
  reply: page(campaignUnit),
  refusals: ['campaign.not-found'],
})

export const addCampaignUnit = endpoint({
  name: 'addCampaignUnit',
  method: 'POST',
  path: '/campaigns/:id/units',
  summary: 'Lets a further unit take part',
  access: 'campaign.write',
  params,
  body: z.object({ unitId, assessorUnitId: unitId.nullable().describe('null: the direct managing body') }),
  reply: campaignUnit,
  refusals: [
    'campaign.not-found',
    'unit.not-found',
    'campaign-unit.exists',
    'campaign.closed',
    'campaign.set-unfit-for-type',
    'campaign.assessor-unfit',
  ],
})

export const listFittingUnits = endpoint({
  name: 'listFittingUnits',
  method: 'GET',
  path: '/campaigns/:id/fitting-units',
  summary: 'Units that fit the rule of a running campaign and do not take part: new since it was opened, or changed',
  access: 'campaign.write',
  params,
  reply: z.object({
    items: z.array(unitSummary).describe('The first hundred, by name'),
    total: z.int(),
  }),
  refusals: ['campaign.not-found'],
})

export const changeAssessor = endpoint({
  name: 'changeAssessor',
  method: 'PUT',
  path: '/campaign-units/:id/assessor',
  summary: 'Says who assesses the unit in this campaign, while the external assessment has not begun',
  access: 'campaign.write',
  params: z.object({ id: campaignUnitId }),
  body: z.object({ version, assessorUnitId: unitId }),
  reply: campaignUnit,
  refusals: [
    'campaign-unit.not-found',
    'campaign-unit.wrong-state',
    'campaign.stale',
    'campaign.assessor-unfit',
    'unit.not-found',
  ],
})

export const getCampaignLeft = endpoint({
  name: 'getCampaignLeft',
  method: 'GET',
  path: '/campaigns/:id/left',
  summary: 'What is still undone in a campaign that you could end, in figures',
  access: 'campaign.write',
  params,
  reply: campaignLeft,
  refusals: ['campaign.not-found'],
})

export const closeCampaign = endpoint({
  name: 'closeCampaign',
  method: 'POST',
  path: '/campaigns/:id/closing',
  summary:
    'Ends a campaign: nothing is asked, reminded of or taken from units any more; files that were sent are still decided',
  access: 'campaign.write',
  params,
  body: z.object({ version, note: z.string().trim().max(2000).default('') }),
  reply: campaign,
  refusals: ['campaign.not-found', 'campaign.stale', 'campaign.closed'],
})

export const reopenCampaign = endpoint({
  name: 'reopenCampaign',
  method: 'POST',
  path: '/campaigns/:id/reopening',
  summary: 'Lets a campaign that was ended go on, with the reason',
  access: 'campaign.write',
  params,
  body: z.object({ version, reason: z.string().trim().min(3).max(2000) }),
  reply: campaign,
  refusals: ['campaign.not-found', 'campaign.stale', 'campaign.not-closed'],
})
