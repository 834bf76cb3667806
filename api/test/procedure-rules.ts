import { submissionActions, type SubmissionAction, type SubmissionStatus } from '@thuoc/shared'

/** Everybody who could lay a hand on the file of a school in a commune, and some who could not even see it. */
export const hands = [
  'head',
  'council',
  'staff',
  'neighbour',
  'team-head',
  'team-member',
  'body-leader',
  'body-officer',
  'other-body',
  'province-leader',
  'province-officer',
  'province-administrator',
  'system',
  'stranger',
] as const
export type Hand = (typeof hands)[number]

/**
 * Who makes which move, written down apart from the code that is tested (mission, steps 5–11; source 001, annex): the
 * school its own, the body that assesses it what it receives and decides, the head of the team what the team found.
 */
export const makers: Record<SubmissionAction, readonly Hand[]> = {
  finish: ['head', 'council', 'staff'],
  'give-back': ['head'],
  approve: ['head'],
  reopen: ['head'],
  submit: ['head'],
  withdraw: ['head'],
  return: ['body-leader', 'body-officer', 'team-head'],
  accept: ['body-leader', 'body-officer', 'team-head'],
  'open-assessment': ['body-leader', 'body-officer', 'team-head'],
  'change-team': ['body-leader', 'body-officer', 'team-head'],
  'complete-assessment': ['team-head'],
  'accept-result': ['head'],
  object: ['head'],
  'answer-objections': ['team-head'],
  'end-objection-time': ['body-leader', 'body-officer', 'team-head'],
  'reopen-assessment': ['body-leader', 'body-officer', 'team-head'],
  nominate: ['body-leader', 'body-officer', 'team-head'],
  'take-off-list': ['body-leader', 'body-officer', 'team-head'],
  recognise: ['body-leader'],
  refuse: ['body-leader'],
  publish: ['body-leader', 'body-officer', 'team-head'],
  'withdraw-publication': ['body-leader', 'body-officer', 'team-head'],
  correct: ['body-leader'],
  revoke: ['body-leader'],
}

/** Where each move starts and ends, written down apart from the table that the server obeys. */
export const moves: Record<SubmissionAction, Partial<Record<SubmissionStatus, SubmissionStatus>>> = {
  finish: { drafting: 'awaiting-approval', returned: 'awaiting-approval' },
  'give-back': { 'awaiting-approval': 'drafting' },
  approve: { 'awaiting-approval': 'approved' },
  reopen: { approved: 'drafting' },
  submit: { approved: 'submitted' },
  withdraw: { submitted: 'approved' },
  return: { submitted: 'returned', accepted: 'returned' },
  accept: { submitted: 'accepted' },
  'open-assessment': { accepted: 'assessing' },
  'change-team': { assessing: 'assessing', objected: 'objected' },
  'complete-assessment': { assessing: 'result-shown' },
  'accept-result': { 'result-shown': 'assessed' },
  object: { 'result-shown': 'objected' },
  'answer-objections': { objected: 'assessed' },
  'end-objection-time': { 'result-shown': 'assessed' },
  'reopen-assessment': {
    'result-shown': 'assessing',
    assessed: 'assessing',
    refused: 'assessing',
    revoked: 'assessing',
  },
  nominate: { assessed: 'nominated' },
  'take-off-list': { nominated: 'assessed' },
  recognise: { nominated: 'recognised' },
  refuse: { assessed: 'refused', nominated: 'refused' },
  publish: { recognised: 'published' },
  'withdraw-publication': { published: 'recognised' },
  correct: { recognised: 'recognised', published: 'published' },
  revoke: { recognised: 'revoked', published: 'revoked' },
}

/** The shortest way from one status to another, move by move; none where it is too late for that. */
export function wayTo(goal: SubmissionStatus, from: SubmissionStatus): SubmissionAction[] | undefined {
  const ways = new Map<SubmissionStatus, SubmissionAction[]>([[from, []]])
  for (const [status, way] of ways)
    for (const action of submissionActions) {
      const to = moves[action][status]
      // Silence of a school takes days; whoever walks says something.
      if (to && !ways.has(to) && action !== 'end-objection-time') ways.set(to, [...way, action])
    }
  return ways.get(goal)
}
