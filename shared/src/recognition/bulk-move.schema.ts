import { z } from 'zod'
import { scorers } from '../assessments/sheet.schema.ts'
import { unitSummary } from '../org/unit.schema.ts'
import { nominationListId } from './nomination.schema.ts'
import { decisionMark, newDecision, submissionsOnce } from './recognition.schema.ts'
import { submissionId } from '../submissions/submission.schema.ts'

/**
 * What is done to many files at once, each with a result of its own; `check` and `choose-scorers` leave their status as it
 * is.
 */
export const bulkActions = [
  'check',
  'accept',
  'choose-scorers',
  'nominate',
  'recognise',
  'refuse',
  'publish',
  'end-objection-time',
] as const
export const bulkAction = z.enum(bulkActions)
export type BulkAction = z.infer<typeof bulkAction>

const call = {
  key: z.uuid().describe('Yours: the same call with the same key gets the same answer, and nothing is done twice'),
  items: submissionsOnce,
}

export const bulkMove = z.discriminatedUnion('action', [
  z.object({ action: z.literal('check'), ...call }),
  z.object({ action: z.literal('accept'), ...call }),
  z.object({ action: z.literal('choose-scorers'), ...call, personIds: scorers }),
  z.object({ action: z.literal('publish'), ...call }),
  z.object({ action: z.literal('end-objection-time'), ...call }),
  z.object({ action: z.literal('refuse'), ...call, reason: z.string().trim().min(1).max(2000) }),
  z.object({ action: z.literal('nominate'), ...call, listId: nominationListId }),
  z.object({ action: z.literal('recognise'), ...call, decision: newDecision.omit({ items: true }) }),
])
export type BulkMove = z.infer<typeof bulkMove>

/** One line of the report; `code` null: done. */
export const bulkResult = z.object({
  submissionId,
  /** Null where the caller may not see the file. */
  unit: unitSummary.nullable(),
  code: z.string().nullable().describe('Why it could not be done: the code of a problem or of a readiness item'),
})
export type BulkResult = z.infer<typeof bulkResult>

export const bulkReport = z
  .object({
    action: bulkAction,
    done: z.int(),
    results: z.array(bulkResult).describe('One for each file of the call, in its order'),
    decision: decisionMark.nullable().describe('With `recognise`: the decision about those that could be recognised'),
  })
  .meta({ id: 'BulkReport' })
export type BulkReport = z.infer<typeof bulkReport>
