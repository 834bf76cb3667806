import { z } from 'zod'
import { campaignId } from '../campaigns/campaign.schema.ts'
import { deliverableKind } from '../campaigns/deliverable-kind.ts'
import { milestoneId } from '../campaigns/milestone.schema.ts'
import { unitId } from '../org/unit.schema.ts'
import { day, moment } from '../page.ts'
import { submissionId } from '../submissions/submission.schema.ts'
import { assessmentTeamId } from '../teams/team.schema.ts'
import { visitKind } from '../teams/visit.schema.ts'
import { trainingSessionId } from '../training/training.schema.ts'

/**
 * - `milestone`: a task of a plan that is the own unit’s
 * - `receiving`: what units hand in to the own unit
 * - `self-assessment`, `external-assessment`: the last days of a campaign
 * - `return`: until when a file that was sent back is mended
 * - `training`: a session one holds or is invited to
 * - `visit`: an external assessment team examines a file or visits a unit: the own one, by teams of the own body, or oneself
 */
export const calendarKinds = [
  'milestone',
  'receiving',
  'self-assessment',
  'external-assessment',
  'return',
  'training',
  'visit',
] as const
export const calendarKind = z.enum(calendarKinds)
export type CalendarKind = z.infer<typeof calendarKind>

/**
 * Where the work of an entry is done.
 * - `plan`: of a milestone that asks for nothing in the app
 * - `delivery`, `deliveries`: the one thing, or the things that a milestone asks for
 * - `received`: what others hand in for it
 * - `form`: the form of a file that can be filled in now; otherwise `file`
 * - `files`: those that a unit assesses in a campaign
 * - `team-visits`, `file-visits`: what a team has planned; who comes to the unit of a file
 */
export const calendarPlace = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('plan'), campaignId }),
    z.object({ kind: z.literal('delivery'), milestoneId, unitId, deliverable: deliverableKind }),
    z.object({ kind: z.enum(['deliveries', 'received']), milestoneId }),
    z.object({ kind: z.enum(['form', 'file']), submissionId }),
    z.object({ kind: z.literal('files'), campaignId, assessorUnitId: unitId }),
    z.object({ kind: z.literal('training'), sessionId: trainingSessionId }),
    z.object({ kind: z.literal('team-visits'), teamId: assessmentTeamId }),
    z.object({ kind: z.literal('file-visits'), submissionId }),
  ])
  .meta({ id: 'CalendarPlace' })
export type CalendarPlace = z.infer<typeof calendarPlace>

/** Something with a date for the unit one acts in: due on a day until its end, or held from one moment to another. */
export const calendarEntry = z
  .object({
    id: z.string().describe('Stays the same when the date changes'),
    kind: calendarKind,
    /** Task of the milestone, title of the session, name of the unit visited; of the other kinds, that of the campaign. */
    title: z.string(),
    code: z.string().nullable().describe('Of a milestone, as the plan numbers it'),
    campaign: z.object({ id: campaignId, title: z.string() }).nullable(),
    day: day.describe('The last day, or the day on which it begins, in Asia/Ho_Chi_Minh'),
    startsAt: moment.nullable(),
    endsAt: moment.nullable(),
    place: z.string(),
    state: z.enum(['open', 'done', 'cancelled']),
    visit: visitKind.nullable().describe('Of `visit`: at the desk or on site'),
    units: z.int().nullable().describe('Of `receiving` and `external-assessment`: how many units it is about'),
    opens: calendarPlace,
  })
  .meta({ id: 'CalendarEntry' })
export type CalendarEntry = z.infer<typeof calendarEntry>

/** The secret address under which calendar programs read the entries of one person in one unit. */
export const calendarFeed = z
  .object({ createdAt: moment, lastFetchedAt: moment.nullable() })
  .meta({ id: 'CalendarFeed' })
export type CalendarFeed = z.infer<typeof calendarFeed>
