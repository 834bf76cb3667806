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
  'assessed',
  'recognised',
  'refused',
  'published',
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
  'reopen-assessment',
  'recognise',
  'refuse',
  'publish',
] as const
export const submissionAction = z.enum(submissionActions)
export type SubmissionAction = z.infer<typeof submissionAction>

type Transition = { from: readonly SubmissionStatus[]; to: SubmissionStatus; reason: 'required' | 'optional' }

/**
 * The whole life, one line a move (source 001, annex III.1–III.4; mission, steps 5–10).
 * Who may make a move is said in the policies: here is only what follows what.
 */
export const transitions: Record<SubmissionAction, Transition> = {
  finish: { from: ['drafting', 'returned'], to: 'awaiting-approval', reason: 'optional' },
  'give-back': { from: ['awaiting-approval'], to: 'drafting', reason: 'required' },
  approve: { from: ['awaiting-approval'], to: 'approved', reason: 'optional' },
  reopen: { from: ['approved'], to: 'drafting', reason: 'required' },
  submit: { from: ['approved'], to: 'submitted', reason: 'optional' },
  withdraw: { from: ['submitted'], to: 'approved', reason: 'required' },
  return: { from: ['submitted', 'accepted'], to: 'returned', reason: 'required' },
  accept: { from: ['submitted'], to: 'accepted', reason: 'optional' },
  'open-assessment': { from: ['accepted'], to: 'assessing', reason: 'optional' },
  'change-team': { from: ['assessing'], to: 'assessing', reason: 'optional' },
  'complete-assessment': { from: ['assessing'], to: 'assessed', reason: 'optional' },
  'reopen-assessment': { from: ['assessed'], to: 'assessing', reason: 'required' },
  recognise: { from: ['assessed'], to: 'recognised', reason: 'optional' },
  refuse: { from: ['assessed'], to: 'refused', reason: 'required' },
  publish: { from: ['recognised'], to: 'published', reason: 'optional' },
}

/** The status after `action`, or `null` when there is no such move from `status`. */
export function next(status: SubmissionStatus, action: SubmissionAction): SubmissionStatus | null {
  const { from, to } = transitions[action]
  return from.includes(status) ? to : null
}

/**
 * Which moves are still made when the campaign has ended: what was sent is decided and made known. Schools send nothing
 * any more, so nothing is given back to them either.
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
  'reopen-assessment': true,
  recognise: true,
  refuse: true,
  publish: true,
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
  assessed: 'leader',
  recognised: 'managing-body',
  refused: 'nobody',
  published: 'nobody',
}
