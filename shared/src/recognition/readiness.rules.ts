import { z } from 'zod'
import type { SubmissionStatus } from '../submissions/submission.workflow.ts'

/**
 * What can stand against a unit when it is put forward for recognition (source 001, II.3; mission, step 9). What blocks
 * has to be mended first; a warning is confirmed by whoever proposes, by name.
 */
export const readinessCodes = [
  'not-assessed',
  'result-not-accepted',
  'objection-open',
  'visit-minutes-missing',
  'team-conflict',
  'seal-void',
  'on-another-list',
  'condition-unmet',
  'council-minutes-missing',
  'request-missing',
] as const
export const readinessCode = z.enum(readinessCodes)
export type ReadinessCode = z.infer<typeof readinessCode>

/** Whether it has to be mended first, or is for whoever proposes to confirm. */
type Weight = 'blocking' | 'warning'
export const readinessWeightOf: Record<ReadinessCode, Weight> = {
  'not-assessed': 'blocking',
  'result-not-accepted': 'blocking',
  'objection-open': 'blocking',
  'visit-minutes-missing': 'blocking',
  'team-conflict': 'blocking',
  'seal-void': 'blocking',
  'on-another-list': 'blocking',
  // A unit below a condition is recognised at the level the set says; nobody should do so without having seen it.
  'condition-unmet': 'warning',
  // Of the unit's own work, which the managing body accepted: nothing it could mend now.
  'council-minutes-missing': 'warning',
  'request-missing': 'warning',
}

/** What the status of a file alone says; null: it is assessed, or already put forward. */
export const readinessOfStatus: Record<SubmissionStatus, ReadinessCode | null> = {
  drafting: 'not-assessed',
  'awaiting-approval': 'not-assessed',
  approved: 'not-assessed',
  submitted: 'not-assessed',
  returned: 'not-assessed',
  accepted: 'not-assessed',
  assessing: 'not-assessed',
  'result-shown': 'result-not-accepted',
  objected: 'objection-open',
  assessed: null,
  nominated: null,
  recognised: 'not-assessed',
  refused: 'not-assessed',
  revoked: 'not-assessed',
  published: 'not-assessed',
}

/** In the order of the list above, each once. */
export const inOrder = (codes: Iterable<ReadinessCode>): ReadinessCode[] => {
  const found = new Set(codes)
  return readinessCodes.filter((code) => found.has(code))
}

/** What still stands in the way: all that blocks, and the warnings that nobody has confirmed. */
export const standingAgainst = (
  codes: readonly ReadinessCode[],
  confirmed: readonly ReadinessCode[],
): ReadinessCode[] => codes.filter((code) => readinessWeightOf[code] === 'blocking' || !confirmed.includes(code))
