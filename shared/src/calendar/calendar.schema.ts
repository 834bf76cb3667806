import { z } from 'zod'
import { campaignId } from '../campaigns/campaign.schema.ts'
import { day, moment } from '../page.ts'

/**
 * - `milestone`: a task of a plan that is the own unit’s
 * - `receiving`: what units hand in to the own unit
 * - `self-assessment`, `external-assessment`: the last days of a campaign
 * - `return`: until when a file that was sent back is mended
 * - `training`: a session one holds or is invited to
 */
export const calendarKinds = [
  'milestone',
  'receiving',
  'self-assessment',
  'external-assessment',
  'return',
  'training',
] as const
export const calendarKind = z.enum(calendarKinds)
export type CalendarKind = z.infer<typeof calendarKind>

/** Something with a date for the unit one acts in: due on a day until its end, or held from one moment to another. */
export const calendarEntry = z
  .object({
    id: z.string().describe('Stays the same when the date changes'),
    kind: calendarKind,
    /** Task of the milestone or title of the session; of the other kinds, that of the campaign. */
    title: z.string(),
    code: z.string().nullable().describe('Of a milestone, as the plan numbers it'),
    campaign: z.object({ id: campaignId, title: z.string() }).nullable(),
    day: day.describe('The last day, or the day on which it begins, in Asia/Ho_Chi_Minh'),
    startsAt: moment.nullable(),
    endsAt: moment.nullable(),
    place: z.string(),
    state: z.enum(['open', 'done', 'cancelled']),
    units: z.int().nullable().describe('Of `receiving` and `external-assessment`: how many units it is about'),
    /** What to open: the campaign, the file or the session. */
    thing: z.object({ kind: z.enum(['campaign', 'submission', 'training']), id: z.uuid() }),
  })
  .meta({ id: 'CalendarEntry' })
export type CalendarEntry = z.infer<typeof calendarEntry>

/** The secret address under which calendar programs read the entries of one person in one unit. */
export const calendarFeed = z
  .object({ createdAt: moment, lastFetchedAt: moment.nullable() })
  .meta({ id: 'CalendarFeed' })
export type CalendarFeed = z.infer<typeof calendarFeed>
