import { z } from 'zod'

/** The life of a school's file in a campaign, from the empty form to the published result. */
export const submissionStatuses = [
  'drafting',
  'awaiting-approval',
  'approved',
  'submitted',
  'returned',
  'accepted',
  'assessing',
  'result-shown',
  'objected',
  'assessed',
  'nominated',
  'recognised',
  'refused',
  'published',
  'revoked',
] as const
export const submissionStatus = z.enum(submissionStatuses)
export type SubmissionStatus = z.infer<typeof submissionStatus>

export const submissionActions = [
  'finish',
  'give-back',
  'approve',
  'reopen',
  'submit',
  'withdraw',
  'return',
  'accept',
  'open-assessment',
  'change-team',
  'complete-assessment',
  'accept-result',
  'object',
  'answer-objections',
  'end-objection-time',
  'reopen-assessment',
  'nominate',
  'take-off-list',
  'recognise',
  'refuse',
  'publish',
  'withdraw-publication',
  'correct',
  'revoke',
] as const
export const submissionAction = z.enum(submissionActions)
export type SubmissionAction = z.infer<typeof submissionAction>

/** `on`: towards the published result; `back`: undone or mended, with a reason; `aside`: neither. */
export type Way = 'on' | 'back' | 'aside'
type Transition = {
  from: readonly SubmissionStatus[]
  /** `same`: the file stays where it stands. */
  to: SubmissionStatus | 'same'
  reason: 'required' | 'optional'
  way: Way
}

/**
 * The whole life, one line a move (source 001, annex III.1–III.4; mission, steps 5–11).
 * Who may make a move is said in the policies: here is only what follows what.
 */
export const transitions: Record<SubmissionAction, Transition> = {
  finish: { from: ['drafting', 'returned'], to: 'awaiting-approval', reason: 'optional', way: 'on' },
  'give-back': { from: ['awaiting-approval'], to: 'drafting', reason: 'required', way: 'back' },
  approve: { from: ['awaiting-approval'], to: 'approved', reason: 'optional', way: 'on' },
  reopen: { from: ['approved'], to: 'drafting', reason: 'required', way: 'back' },
  submit: { from: ['approved'], to: 'submitted', reason: 'optional', way: 'on' },
  withdraw: { from: ['submitted'], to: 'approved', reason: 'required', way: 'back' },
  return: { from: ['submitted', 'accepted'], to: 'returned', reason: 'required', way: 'back' },
  accept: { from: ['submitted'], to: 'accepted', reason: 'optional', way: 'on' },
  'open-assessment': { from: ['accepted'], to: 'assessing', reason: 'optional', way: 'on' },
  'change-team': { from: ['assessing', 'objected'], to: 'same', reason: 'optional', way: 'aside' },
  'complete-assessment': { from: ['assessing'], to: 'result-shown', reason: 'optional', way: 'on' },
  'accept-result': { from: ['result-shown'], to: 'assessed', reason: 'optional', way: 'on' },
  object: { from: ['result-shown'], to: 'objected', reason: 'optional', way: 'aside' },
  'answer-objections': { from: ['objected'], to: 'assessed', reason: 'optional', way: 'on' },
  'end-objection-time': { from: ['result-shown'], to: 'assessed', reason: 'optional', way: 'on' },
  'reopen-assessment': {
    from: ['result-shown', 'assessed', 'refused', 'revoked'],
    to: 'assessing',
    reason: 'required',
    way: 'back',
  },
  nominate: { from: ['assessed'], to: 'nominated', reason: 'optional', way: 'on' },
  'take-off-list': { from: ['nominated'], to: 'assessed', reason: 'required', way: 'back' },
  recognise: { from: ['nominated'], to: 'recognised', reason: 'optional', way: 'on' },
  refuse: { from: ['assessed', 'nominated'], to: 'refused', reason: 'required', way: 'aside' },
  publish: { from: ['recognised'], to: 'published', reason: 'optional', way: 'on' },
  'withdraw-publication': { from: ['published'], to: 'recognised', reason: 'required', way: 'back' },
  correct: { from: ['recognised', 'published'], to: 'same', reason: 'required', way: 'aside' },
  revoke: { from: ['recognised', 'published'], to: 'revoked', reason: 'required', way: 'aside' },
}

/** The status after `action`, or `null` when there is no such move from `status`. */
export function next(status: SubmissionStatus, action: SubmissionAction): SubmissionStatus | null {
  const { from, to } = transitions[action]
  if (!from.includes(status)) return null
  return to === 'same' ? status : to
}

/**
 * Which moves are still made when the campaign has ended: what was sent is decided and made known, with the word of the
 * school on its result. Schools send nothing any more, so nothing is given back to them either.
 */
const afterClosing: Record<SubmissionAction, boolean> = {
  finish: false,
  'give-back': false,
  approve: false,
  reopen: false,
  submit: false,
  withdraw: false,
  return: false,
  accept: true,
  'open-assessment': true,
  'change-team': true,
  'complete-assessment': true,
  'accept-result': true,
  object: true,
  'answer-objections': true,
  'end-objection-time': true,
  'reopen-assessment': true,
  nominate: true,
  'take-off-list': true,
  recognise: true,
  refuse: true,
  publish: true,
  'withdraw-publication': true,
  correct: true,
  revoke: true,
}
export const goesOnAfterClosing = (action: SubmissionAction): boolean => afterClosing[action]

/** While the school may change answers and evidence. */
export const editableStatuses = ['drafting', 'returned'] as const satisfies readonly SubmissionStatus[]
export const isEditable = (status: SubmissionStatus): boolean => editableStatuses.some((one) => one === status)

/** The moves that `POST /submissions/:id/transitions` makes; the others have calls of their own with more to say. */
export const plainActions = [
  'finish',
  'give-back',
  'approve',
  'reopen',
  'submit',
  'withdraw',
  'return',
  'accept',
  'accept-result',
  'end-objection-time',
] as const satisfies readonly SubmissionAction[]
export const plainAction = z.enum(plainActions)
export type PlainAction = z.infer<typeof plainAction>

/** Whose turn it is in each status: the words “ai đang xử lý” on every screen. */
export const turnOf: Record<SubmissionStatus, 'school' | 'head' | 'managing-body' | 'team' | 'leader' | 'nobody'> = {
  drafting: 'school',
  'awaiting-approval': 'head',
  approved: 'head',
  submitted: 'managing-body',
  returned: 'school',
  accepted: 'managing-body',
  assessing: 'team',
  'result-shown': 'head',
  objected: 'team',
  assessed: 'managing-body',
  nominated: 'leader',
  recognised: 'managing-body',
  refused: 'nobody',
  published: 'nobody',
  revoked: 'nobody',
}
