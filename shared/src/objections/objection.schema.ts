import { z } from 'zod'
import { criterionCode } from '../catalogues/criterion.schema.ts'
import { evidenceId } from '../evidence/evidence.schema.ts'
import { day, moment, version } from '../page.ts'
import { answer } from '../scoring/answer.schema.ts'
import { objectionOutcome, objectionStatus } from './objection.rules.ts'

export const objectionId = z.uuid().brand<'ObjectionId'>()
export type ObjectionId = z.infer<typeof objectionId>

const said = z.string().trim().min(1).max(5000)

/** What a school holds against the draft result of one criterion, and what the team answers. */
export const objection = z
  .object({
    id: objectionId,
    criterion: criterionCode,
    status: objectionStatus,
    text: z.string(),
    wanted: answer.nullable().describe('What the school holds right; null: it does not say'),
    evidence: z.array(evidenceId).describe('What it added for this'),
    before: z
      .object({ answer, reason: z.string() })
      .nullable()
      .describe('What the team had agreed when the school objected; null while it is a draft'),
    outcome: objectionOutcome.nullable(),
    reply: z.string().nullable(),
    changed: answer.nullable().describe('The new agreed answer; null where nothing changed'),
    savedAt: moment,
    savedBy: z.string(),
    sentAt: moment.nullable(),
    answeredAt: moment.nullable(),
    answeredBy: z.string().nullable(),
    version: z.int(),
  })
  .meta({ id: 'Objection' })
export type Objection = z.infer<typeof objection>

export const objections = z
  .object({
    items: z.array(objection).describe('The newest first; drafts are shown to the school alone'),
    lastDay: day.nullable().describe('Last day to object'),
    mayWrite: z.boolean().describe('Whether you may write drafts now'),
    mayObject: z.boolean().describe('Whether you may send them now'),
    mayAccept: z.boolean(),
    mayAnswer: z.boolean(),
    mayClose: z.boolean().describe('Whether you may close the answers now, all of them given'),
  })
  .meta({ id: 'Objections' })
export type Objections = z.infer<typeof objections>

export const objectionSave = z.object({
  version: version.describe('Version of the draft you saw; 0 for a first one'),
  text: said,
  wanted: answer.nullable(),
})
export type ObjectionSave = z.infer<typeof objectionSave>

export const objectionAnswer = z
  .object({
    version,
    outcome: objectionOutcome,
    reply: said,
    answer: answer.nullable().describe('The new agreed answer, with `changed` and `partly`'),
  })
  .refine(({ outcome, answer: given }) => (outcome === 'upheld') === (given === null), {
    message: 'A new answer goes with a change, and only with it',
    path: ['answer'],
  })
export type ObjectionAnswer = z.infer<typeof objectionAnswer>
