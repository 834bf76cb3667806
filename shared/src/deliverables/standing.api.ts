import { z } from 'zod'
import { campaignId } from '../campaigns/campaign.schema.ts'
import { milestoneId } from '../campaigns/milestone.schema.ts'
import { endpoint } from '../endpoint.ts'
import { unitSummary } from '../org/unit.schema.ts'
import { day, moment } from '../page.ts'
import { deliveryFilter } from './deliveries.api.ts'

/** How many of a cell's things were asked, are handed in, are accepted, and came or are missing after their last day. */
export const standingFigures = z.object({ total: z.int(), done: z.int(), accepted: z.int(), late: z.int() })
export type StandingFigures = z.infer<typeof standingFigures>

export const standing = z
  .object({
    campaign: z.object({ id: campaignId, title: z.string(), schoolYear: z.string(), closedAt: moment.nullable() }),
    milestones: z.array(
      standingFigures.extend({ id: milestoneId, code: z.string(), task: z.string(), dueOn: day.nullable() }),
    ),
    rows: z.array(
      z.object({
        unit: unitSummary,
        figures: standingFigures,
        cells: z.array(standingFigures.extend({ milestoneId })),
      }),
    ),
    by: z.enum(['body', 'unit']).describe('What a row is: a managing body, or one unit where a body was asked for'),
    at: moment.describe('Now, or the moment when the campaign ended'),
  })
  .meta({ id: 'Standing' })
export type Standing = z.infer<typeof standing>

export const getStanding = endpoint({
  name: 'getStanding',
  method: 'GET',
  path: '/campaigns/:id/standing',
  summary: 'Managing bodies (or the units of one) against milestones: how many have handed in, how many are late',
  access: 'campaign.read',
  params: z.object({ id: campaignId }),
  query: deliveryFilter.omit({ campaignId: true }),
  reply: standing,
  refusals: ['campaign.not-found'],
})
