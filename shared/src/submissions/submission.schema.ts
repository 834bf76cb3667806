import { z } from 'zod'
import { campaignId, campaignUnitId, teamMember } from '../campaigns/campaign.schema.ts'
import { criterionCode } from '../catalogues/criterion.schema.ts'
import { indicatorSetDefinition, setMark } from '../catalogues/indicator-set.schema.ts'
import { decimal } from '../decimal.ts'
import { evidence } from '../evidence/evidence.schema.ts'
import { measurement } from '../measurements/measurement.schema.ts'
import { standsFor } from '../identity/delegation.schema.ts'
import { unitSummary } from '../org/unit.schema.ts'
import { day, moment, version } from '../page.ts'
import { answer } from '../scoring/answer.schema.ts'
import { result } from '../scoring/result.schema.ts'
import { submissionId } from './submission-id.schema.ts'
import { plainAction, submissionAction, submissionStatus } from './submission.workflow.ts'

// Apart, so that whoever only names a file need not bring all that is in it.
export { submissionId, type SubmissionId } from './submission-id.schema.ts'

/** Reason for one criterion, given when a file is returned; it stays beside the line until the next round is sent. */
export const remark = z.object({ criterion: criterionCode, text: z.string().trim().min(1).max(2000) })
export type Remark = z.infer<typeof remark>

export const submissionSummary = z
  .object({
    id: submissionId,
    campaignUnitId,
    campaign: z.object({ id: campaignId, title: z.string(), schoolYear: z.string(), closedAt: moment.nullable() }),
    unit: unitSummary,
    assessor: unitSummary,
    set: setMark,
    status: submissionStatus,
    /** How often it has been sent to the managing body. */
    round: z.int(),
    answered: z.int(),
    lines: z.int(),
    selfLevel: z.int().nullable(),
    externalLevel: z.int().nullable(),
    recognisedLevel: z.int().nullable(),
    /** The deadline that counts in this status; null when nothing is due any more. */
    due: day.nullable(),
    /** Past that deadline now, or when the campaign ended. */
    late: z.boolean(),
    statusSince: moment,
    version: z.int(),
    actions: z.array(submissionAction),
    waitsForAnother: z.boolean().describe('You finished the scoring or wrote most of it, so another person approves'),
  })
  .meta({ id: 'SubmissionSummary' })
export type SubmissionSummary = z.infer<typeof submissionSummary>

export const recognition = z.object({
  decisionNumber: z.string(),
  signedOn: day,
  signatory: z.string(),
  office: z.string(),
  issuer: z.string(),
  level: z.int(),
  certificateNumber: z.string(),
})
export type Recognition = z.infer<typeof recognition>

export const submission = submissionSummary
  .extend({
    /** Whether the caller may change answers and evidence of the school now. */
    mayScore: z.boolean(),
    /** Whether the caller may score from outside now. */
    mayAssess: z.boolean(),
    selfAssessmentDue: day,
    externalAssessmentDue: day,
    /** Due date the managing body set when it returned the file. */
    returnDue: day.nullable(),
    objectionDue: day.nullable().describe('Last day on which the school may object to the draft result'),
    selfResult: result,
    /** Null until the external assessment has begun, and for those who may not see it yet. */
    externalResult: result.nullable(),
    /** What the same answers come to under the national set that the set of the file refines. */
    underRefined: z.object({ set: setMark, self: result, external: result.nullable() }).nullable(),
    recognition: recognition.nullable(),
    team: z.array(teamMember),
  })
  .meta({ id: 'Submission' })
export type Submission = z.infer<typeof submission>

/** One row of the form as saved: the school's answer, and beside it, never over it, that of the external team. */
export const line = z
  .object({
    code: criterionCode,
    answer,
    /** 0 while nothing has been saved. */
    version: z.int(),
    savedAt: moment.nullable(),
    savedBy: z.string().nullable(),
    remark: z.string().nullable(),
    external: z
      .object({
        answer,
        reason: z.string(),
        version: z.int(),
        savedAt: moment.nullable(),
        savedBy: z.string().nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'Line' })
export type Line = z.infer<typeof line>

/** The whole form in one answer: official text, saved lines, evidence. */
export const form = z
  .object({
    submission,
    definition: indicatorSetDefinition,
    lines: z.array(line),
    evidence: z.array(evidence),
    /** The newest figures that criteria of the set name, of this unit in this school year. */
    measurements: z.array(measurement),
  })
  .meta({ id: 'Form' })
export type Form = z.infer<typeof form>

export const lineSave = z.object({
  version: version.describe('Version of the line you saw; 0 for a first save'),
  answer,
})
export type LineSave = z.infer<typeof lineSave>
/** What a saved line answers: its new version, and what the whole form now comes to. */
export const lineSaved = z.object({ line, result })
export type LineSaved = z.infer<typeof lineSaved>

export const transitionRequest = z.object({
  action: plainAction,
  version,
  reason: z.string().trim().max(2000).nullable(),
  /** With `return`: what to mend, by criterion. */
  remarks: z.array(remark).max(200).optional(),
  /** With `return`: until when the school should send it again. */
  due: day.nullable().optional(),
})
export type TransitionRequest = z.infer<typeof transitionRequest>

/** One entry of the timeline: who did what, when, why, and what the form came to at that moment. */
export const timelineEntry = z
  .object({
    id: z.uuid(),
    /** `hand-over`: the unit came under another managing body. */
    action: z.union([submissionAction, z.literal(['open', 'hand-over'])]),
    from: submissionStatus.nullable(),
    to: submissionStatus,
    at: moment,
    by: z.string(),
    standsFor: standsFor.nullable().describe('Whom the signature stands for (KT.); null: in one’s own right'),
    byUnit: z.string(),
    reason: z.string().nullable(),
    remarks: z.array(remark),
    due: day.nullable(),
    selfTotal: decimal.nullable().describe('Total of the self-assessment at that moment'),
    selfLevel: z.int().nullable(),
    externalTotal: decimal.nullable(),
    externalLevel: z.int().nullable(),
    round: z.int(),
  })
  .meta({ id: 'TimelineEntry' })
export type TimelineEntry = z.infer<typeof timelineEntry>

/** One task on the start page: what is asked of me, about whom, until when. */
export const task = z
  .object({
    kind: z.enum([
      'score',
      'score-own',
      'mend',
      'approve',
      'submit',
      'receive',
      'organise',
      'assess',
      'assess-own',
      'prove',
      'consider',
      'answer',
      'nominate',
      'decide',
      'publish',
    ]),
    submissionId,
    unit: unitSummary,
    campaignTitle: z.string(),
    status: submissionStatus,
    due: day.nullable(),
    late: z.boolean(),
    answered: z.int(),
    lines: z.int(),
    criterion: criterionCode
      .nullable()
      .describe('Where evidence is asked for: of the request that ends first; of an own part: the first line left'),
  })
  .meta({ id: 'Task' })
export type Task = z.infer<typeof task>
