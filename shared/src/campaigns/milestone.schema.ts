import { z } from 'zod'
import { unitId, unitSummary } from '../org/unit.schema.ts'
import { day, moment } from '../page.ts'
import { deliverableKind } from './deliverable-kind.ts'

export const milestoneId = z.uuid().brand<'MilestoneId'>()
export type MilestoneId = z.infer<typeof milestoneId>

/** Whose task a milestone is: the three tiers of a plan. */
export const milestoneTiers = ['province', 'managing-body', 'school'] as const
export const milestoneTier = z.enum(milestoneTiers)
export type MilestoneTier = z.infer<typeof milestoneTier>

/** What being late does: the delivery is marked late, or nothing can be handed in any more without an extension. */
export const latenessRules = ['mark', 'lock'] as const
export const latenessRule = z.enum(latenessRules)
export type LatenessRule = z.infer<typeof latenessRule>

const code = z.string().trim().min(1).max(20)

/** One line of a plan: what is to be done, by which tier, from when, until when, and what comes out of it. */
export const milestonePlan = z.strictObject({
  tier: milestoneTier,
  code: code.describe('As the plan numbers it: `III.1`; once for each tier of a plan'),
  task: z.string().trim().min(3).max(500),
  startsOn: day.nullable().describe('First day of the window, if the plan names one'),
  dueOn: day.nullable().describe('Last day; it ends at 24:00 in Asia/Ho_Chi_Minh. null: the plan names none'),
  deliverables: z.array(deliverableKind).max(10).describe('Each kind once'),
  required: z.boolean(),
  lateness: latenessRule,
  reminderDays: z.array(z.int().min(0).max(60)).max(5).describe('Reminders so many days before the last day'),
  before: code
    .nullable()
    .default(null)
    .describe('Code of the milestone of the same plan and tier that this one comes before'),
})
export type MilestonePlan = z.infer<typeof milestonePlan>

/** Dates that hold for one unit: an extension before those of its managing body before the plan's. */
export const milestoneDates = z.object({
  startsOn: day.nullable(),
  dueOn: day.nullable(),
  extendedTo: day.nullable(),
})
export type MilestoneDates = z.infer<typeof milestoneDates>

export const milestoneAction = z.enum(['change', 'remove', 'set-own-dates', 'extend'])
export type MilestoneAction = z.infer<typeof milestoneAction>

/** A milestone in force, with the dates of the plan it stands in. */
export const milestone = milestonePlan
  .extend({
    id: milestoneId,
    /** The managing body that added it to its own plan; null: the province's plan. */
    body: unitSummary.nullable(),
    /** What holds for the caller's own unit; null where it does not bind that unit. */
    ours: milestoneDates.nullable(),
    /** Earlier dates of the managing body whose plan one looks at, for its own units. */
    bodyDates: z.object({ startsOn: day.nullable(), dueOn: day }).nullable(),
    /** How many managing bodies have set earlier dates for their units. */
    bodiesEarlier: z.int(),
    /** How many units were granted more time. */
    extensions: z.int(),
    version: z.int(),
    actions: z.array(milestoneAction),
  })
  .meta({ id: 'Milestone' })
export type Milestone = z.infer<typeof milestone>

/** More time for one unit, with the reason. The latest one counts. */
export const milestoneExtension = z
  .object({
    id: z.uuid(),
    milestone: z.object({ id: milestoneId, code: z.string(), task: z.string() }),
    unit: unitSummary,
    dueOn: day,
    /** Whether it is the latest one for this unit, the one that counts. */
    counts: z.boolean(),
    reason: z.string(),
    grantedBy: z.string(),
    grantedAt: moment,
  })
  .meta({ id: 'MilestoneExtension' })
export type MilestoneExtension = z.infer<typeof milestoneExtension>

export const newExtension = z.object({ unitId, dueOn: day, reason: z.string().trim().min(3).max(500) })
export type NewExtension = z.infer<typeof newExtension>
