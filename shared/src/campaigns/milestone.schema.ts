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

/** One line of a plan: what is to be done, by which tier, from when, until when, and what comes out of it. */
export const milestonePlan = z.strictObject({
  tier: milestoneTier,
  code: z.string().trim().min(1).max(20).describe('As the plan numbers it: `III.1`; once per campaign and body'),
  task: z.string().trim().min(3).max(500),
  startsOn: day.nullable().describe('First day of the window, if the plan names one'),
  dueOn: day.nullable().describe('Last day; it ends at 24:00 in Asia/Ho_Chi_Minh. null: the plan names none'),
  deliverables: z.array(deliverableKind).max(10).describe('Each kind once'),
  required: z.boolean(),
  lateness: latenessRule,
  reminderDays: z.array(z.int().min(0).max(60)).max(5).describe('Reminders so many days before the last day'),
})
export type MilestonePlan = z.infer<typeof milestonePlan>

/** A milestone in force, with the dates that hold for the caller's unit or, for its planner, as planned. */
export const milestone = milestonePlan
  .extend({
    id: milestoneId,
    /** The managing body that added it to its own plan; null: the province's plan. */
    body: unitSummary.nullable(),
    /** Dates of the managing bodies that set earlier ones for their units, as far as the caller may see. */
    bodyDates: z.array(z.object({ body: unitSummary, startsOn: day.nullable(), dueOn: day })),
    version: z.int(),
    actions: z.array(z.enum(['change', 'remove', 'set-own-dates', 'extend'])),
  })
  .meta({ id: 'Milestone' })
export type Milestone = z.infer<typeof milestone>

/** More time for one unit, with the reason. The latest one counts. */
export const milestoneExtension = z.object({
  unitId,
  dueOn: day,
  reason: z.string().trim().min(3).max(500),
  grantedBy: z.string(),
  grantedAt: moment,
})
export type MilestoneExtension = z.infer<typeof milestoneExtension>
