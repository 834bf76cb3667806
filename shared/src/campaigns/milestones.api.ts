import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { unitId } from '../org/unit.schema.ts'
import { day, nothing, page, pageQuery, version } from '../page.ts'
import { campaignId } from './campaign.schema.ts'
import { milestone, milestoneExtension, milestoneId, milestonePlan, newExtension } from './milestone.schema.ts'

const ofCampaign = z.object({ id: campaignId })
const ofMilestone = z.object({ id: milestoneId })
/** The milestones of one plan, in its order. */
const milestones = z.object({ items: z.array(milestone), mayAdd: z.boolean() })

export const listMilestones = endpoint({
  name: 'listMilestones',
  method: 'GET',
  path: '/campaigns/:id/milestones',
  summary: 'The province’s milestones and those of one managing body: your own, or the one you ask for',
  access: 'campaign.read',
  params: ofCampaign,
  query: z.object({ bodyUnitId: unitId.optional() }),
  reply: milestones,
  refusals: ['campaign.not-found', 'unit.not-found'],
})

export const addMilestone = endpoint({
  name: 'addMilestone',
  method: 'POST',
  path: '/campaigns/:id/milestones',
  summary: 'Adds a milestone to the plan of your unit, at its end; a managing body plans for itself and its schools',
  access: 'plan.write',
  params: ofCampaign,
  body: milestonePlan,
  reply: milestone,
  refusals: [
    'campaign.closed',
    'campaign.not-found',
    'milestone.code-taken',
    'milestone.tier-unfit',
    'campaign.dates-out-of-order',
  ],
})

export const orderMilestones = endpoint({
  name: 'orderMilestones',
  method: 'PUT',
  path: '/campaigns/:id/milestones/order',
  summary: 'Puts the milestones of your unit’s plan in this order; those left out stand behind',
  access: 'plan.write',
  params: ofCampaign,
  body: z.object({ ids: z.array(milestoneId).min(1).max(200) }),
  reply: milestones,
  refusals: ['campaign.closed', 'campaign.not-found', 'milestone.not-found'],
})

export const changeMilestone = endpoint({
  name: 'changeMilestone',
  method: 'PUT',
  path: '/milestones/:id',
  summary:
    'Changes a milestone of your unit’s plan; earlier dates of managing bodies that would be late are named first',
  access: 'plan.write',
  params: ofMilestone,
  body: milestonePlan.extend({
    version,
    pullAlong: z
      .boolean()
      .default(false)
      .describe('Moves the dates of managing bodies that would lie behind the new last day to that day'),
  }),
  reply: milestone,
  refusals: [
    'campaign.closed',
    'milestone.not-found',
    'milestone.stale',
    'milestone.code-taken',
    'milestone.tier-unfit',
    'milestone.bodies-later',
    'milestone.handed-in',
    'campaign.dates-out-of-order',
  ],
})

export const removeMilestone = endpoint({
  name: 'removeMilestone',
  method: 'DELETE',
  path: '/milestones/:id',
  summary: 'Takes a milestone out of your unit’s plan, as long as nothing was handed in for it',
  access: 'plan.write',
  params: ofMilestone,
  reply: nothing,
  refusals: ['campaign.closed', 'milestone.not-found', 'milestone.handed-in', 'campaign.dates-out-of-order'],
})

export const setOwnDates = endpoint({
  name: 'setOwnDates',
  method: 'PUT',
  path: '/milestones/:id/own-dates',
  summary: 'A managing body’s own dates for its schools: earlier than the province’s plan, never later',
  access: 'plan.write',
  params: ofMilestone,
  body: z.object({ version, startsOn: day.nullable(), dueOn: day }),
  reply: milestone,
  refusals: [
    'campaign.closed',
    'milestone.not-found',
    'milestone.stale',
    'milestone.later-than-plan',
    'campaign.dates-out-of-order',
  ],
})

export const clearOwnDates = endpoint({
  name: 'clearOwnDates',
  method: 'DELETE',
  path: '/milestones/:id/own-dates',
  summary: 'Goes back to the dates of the province’s plan',
  access: 'plan.write',
  params: ofMilestone,
  reply: milestone,
  refusals: ['campaign.closed', 'milestone.not-found'],
})

export const extendMilestone = endpoint({
  name: 'extendMilestone',
  method: 'POST',
  path: '/milestones/:id/extensions',
  summary: 'More time for one unit, with the reason; a managing body goes no further than the province’s plan',
  access: 'plan.write',
  params: ofMilestone,
  body: newExtension,
  reply: milestoneExtension,
  refusals: [
    'campaign.closed',
    'milestone.not-found',
    'unit.not-found',
    'milestone.later-than-plan',
    'milestone.not-more-time',
  ],
})

export const listExtensions = endpoint({
  name: 'listExtensions',
  method: 'GET',
  path: '/campaigns/:id/extensions',
  summary: 'Extensions granted to units that you may see, the newest first',
  access: 'campaign.read',
  params: ofCampaign,
  query: pageQuery.extend({ milestoneId: milestoneId.optional(), unitId: unitId.optional() }),
  reply: page(milestoneExtension),
  refusals: ['campaign.not-found'],
})
