import { z } from 'zod'
import { campaignUnitId, teamDuty } from '../campaigns/campaign.schema.ts'
import { personId } from '../identity/person.schema.ts'
import { unitSummary } from '../org/unit.schema.ts'
import { day, givenMoment, moment, version } from '../page.ts'
import { submissionId } from '../submissions/submission.schema.ts'
import { assessmentTeamId } from './team.schema.ts'

export const visitId = z.uuid().brand<'VisitId'>()
export type VisitId = z.infer<typeof visitId>

/** First the team examines the file at its desk, then it goes there (source 001, annex III.3). */
export const visitKinds = ['desk-review', 'on-site'] as const
export const visitKind = z.enum(visitKinds)
export type VisitKind = z.infer<typeof visitKind>
export const visitStatuses = ['planned', 'done', 'cancelled'] as const
export const visitStatus = z.enum(visitStatuses)
export type VisitStatus = z.infer<typeof visitStatus>

/**
 * What speaks against the time of a visit. None forbids it.
 * - `person-twice`: somebody is elsewhere at that time
 * - `unit-twice`: the unit is visited at that time already
 * - `before-window`: before the plan lets the external assessment begin
 * - `after-due`: behind the last day of the external assessment
 * - `before-desk-review`: on site before its file has been examined
 * - `conflict`: somebody goes who must not assess the unit
 */
export const visitWarningCodes = [
  'person-twice',
  'unit-twice',
  'before-window',
  'after-due',
  'before-desk-review',
  'conflict',
] as const
export const visitWarningCode = z.enum(visitWarningCodes)
export type VisitWarningCode = z.infer<typeof visitWarningCode>
export const visitWarning = z
  .object({
    code: visitWarningCode,
    /** Of `person-twice` and `conflict`: who. */
    name: z.string().nullable(),
    /** Of those about the plan: its day. */
    day: day.nullable(),
  })
  .meta({ id: 'VisitWarning' })
export type VisitWarning = z.infer<typeof visitWarning>

export const visitPlan = z.object({
  kind: visitKind,
  startsAt: givenMoment,
  endsAt: givenMoment,
  place: z.string().trim().max(500),
  note: z.string().trim().max(5000),
  personIds: z
    .array(personId)
    .min(1)
    .max(30)
    .refine((all) => new Set(all).size === all.length, 'A person is named twice'),
  /** Warnings were seen and it shall be so all the same. */
  confirmed: z.boolean().default(false),
})
export type VisitPlan = z.infer<typeof visitPlan>
export const newVisit = visitPlan.extend({ campaignUnitId })
export type NewVisit = z.infer<typeof newVisit>
export const visitChange = visitPlan.extend({ version })
export type VisitChange = z.infer<typeof visitChange>

export const visit = z
  .object({
    id: visitId,
    team: z.object({ id: assessmentTeamId, name: z.string() }),
    campaignUnitId,
    submissionId,
    unit: unitSummary,
    kind: visitKind,
    startsAt: moment,
    endsAt: moment,
    place: z.string(),
    note: z.string(),
    people: z.array(z.object({ personId, fullName: z.string(), duty: teamDuty.nullable() })),
    status: visitStatus,
    cancelReason: z.string().nullable(),
    /** Empty for those who do not plan. */
    warnings: z.array(visitWarning),
    version: z.int(),
    actions: z.array(z.enum(['change', 'cancel', 'done'])),
  })
  .meta({ id: 'Visit' })
export type Visit = z.infer<typeof visit>

/** Who comes to a unit and when, as its school reads it. */
export const visitsOfFile = z
  .object({
    team: z
      .object({
        id: assessmentTeamId,
        name: z.string(),
        decision: z.object({ number: z.string(), decidedOn: day, signatory: z.string(), office: z.string() }),
        opensTeam: z.boolean().describe('You may open the page of the team'),
      })
      .nullable(),
    people: z.array(
      z.object({ fullName: z.string(), unitName: z.string(), office: z.string(), duty: teamDuty, task: z.string() }),
    ),
    visits: z.array(visit),
  })
  .meta({ id: 'VisitsOfFile' })
export type VisitsOfFile = z.infer<typeof visitsOfFile>
