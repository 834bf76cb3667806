import {
  plainActions,
  submissionStatuses,
  tierOf,
  transitions,
  type PlainAction,
  type SubmissionAction,
  type SubmissionId,
  type SubmissionStatus,
  type SubmissionSummary,
} from '@thuoc/shared'
import type { RouteLocationRaw } from 'vue-router'

type Tone = 'neutral' | 'moving' | 'needs-you' | 'good' | 'refused'
export const toneOf: Record<SubmissionStatus, Tone> = {
  drafting: 'neutral',
  'awaiting-approval': 'moving',
  approved: 'moving',
  submitted: 'moving',
  returned: 'needs-you',
  accepted: 'moving',
  assessing: 'moving',
  'result-shown': 'needs-you',
  objected: 'needs-you',
  assessed: 'moving',
  nominated: 'moving',
  recognised: 'good',
  refused: 'refused',
  published: 'good',
  revoked: 'refused',
}

/** The tabs of the list, as officers sort their work; every status is in one of them. */
export const statusGroups = {
  preparing: ['drafting', 'awaiting-approval', 'approved'],
  submitted: ['submitted'],
  returned: ['returned'],
  accepted: ['accepted'],
  assessing: ['assessing', 'result-shown', 'objected'],
  assessed: ['assessed'],
  nominated: ['nominated'],
  done: ['recognised', 'published', 'refused', 'revoked'],
} as const satisfies Record<string, readonly SubmissionStatus[]>

/** The road of a file as people count it; where the file stands is one of these. */
export const roadSteps = [
  'scoring',
  'approval',
  'submission',
  'reception',
  'assessment',
  'result',
  'decision',
  'publication',
] as const
export type RoadStep = (typeof roadSteps)[number]
export const stepOf: Record<SubmissionStatus, RoadStep> = {
  drafting: 'scoring',
  returned: 'scoring',
  'awaiting-approval': 'approval',
  approved: 'submission',
  submitted: 'reception',
  accepted: 'assessment',
  assessing: 'assessment',
  'result-shown': 'result',
  objected: 'result',
  assessed: 'decision',
  nominated: 'decision',
  refused: 'decision',
  revoked: 'decision',
  recognised: 'publication',
  published: 'publication',
}

/** `here`: the council is the next step; `open`: scoring began without one, which can still be set up; `done`: it is. */
export type CouncilStep = 'here' | 'open' | 'done'

/**
 * Where the step of the council stands on the road of a file: null where it has none and will have none, as where a
 * head approved without, or where a managing body has not set one up. Unknown councils are no step either.
 */
export function councilStepOf(
  { status, answered, unit }: Pick<SubmissionSummary, 'status' | 'answered' | 'unit'>,
  council: { decision: unknown } | undefined,
): CouncilStep | null {
  if (!council) return null
  if (council.decision !== null) return 'done'
  if (tierOf[unit.type] !== 'school' || stepOf[status] !== 'scoring') return null
  return answered === 0 ? 'here' : 'open'
}

export const isStatus = (text: string): text is SubmissionStatus => submissionStatuses.some((one) => one === text)
export const isPlainAction = (text: string): text is PlainAction => plainActions.some((one) => one === text)

/** The page on which each step is taken: what it shows before, and what it asks. */
const pages: Partial<Record<SubmissionAction, string>> = {
  finish: 'submission-move',
  'give-back': 'submission-move',
  approve: 'submission-approval',
  reopen: 'submission-move',
  submit: 'submission-send',
  withdraw: 'submission-move',
  accept: 'submission-check',
  return: 'submission-return',
  'open-assessment': 'assessment-team',
  'change-team': 'assessment-team',
  'complete-assessment': 'assessment-complete',
  'accept-result': 'submission-move',
  object: 'objections',
  'answer-objections': 'objections',
  'end-objection-time': 'submission-move',
  'reopen-assessment': 'assessment-reopen',
  nominate: 'nomination-new',
  recognise: 'decision-new',
  refuse: 'submission-refusal',
  publish: 'publication-new',
  correct: 'submission-recognitions',
  revoke: 'submission-recognitions',
  'withdraw-publication': 'publication-withdraw',
}

export const hasPage = (action: SubmissionAction): boolean => pages[action] !== undefined

export function pageOfAction(action: SubmissionAction, id: SubmissionId): RouteLocationRaw {
  const name = pages[action]
  if (name === 'submission-move') return { name, params: { id, action } }
  return name === 'decision-new' || name === 'publication-new' || name === 'nomination-new'
    ? { name, query: { file: id } }
    : { name, params: { id } }
}

/** Steps forward are offered large; the others lead back or aside. */
export const isForward = (action: SubmissionAction): boolean => transitions[action].way === 'on'
