import {
  goesOnAfterClosing,
  isEditable,
  next,
  submissionActions,
  submissionStatuses,
  type Permission,
  type SubmissionAction,
  type SubmissionStatus,
  type Task,
} from '@thuoc/shared'
import { may, standsForIn, type Actor } from '../../platform/actor.ts'
import { standsIn } from '../../platform/db/tree.ts'
import { Problem } from '../../platform/problem.ts'
import type { SubmissionRow } from './submissions.repository.ts'
import type { Tie } from './waiting.repository.ts'

export const isTied = (actor: Actor, row: SubmissionRow, tie: Tie): boolean =>
  ({
    school: actor.unitId === row.unit.id,
    // Whether something is asked for, the list of tasks has read.
    'asked-school': actor.unitId === row.unit.id,
    // The assessing unit itself, not its superiors: they see, they do not act for it.
    assessor: actor.unitId === row.assessor.id,
    team: row.duty !== null,
    'team-head': row.duty === 'head',
  })[tie]

type Mover = { permission: Permission; tie: Exclude<Tie, 'asked-school'>; people?: true }

/**
 * Who makes which move. To finish and to approve are acts of two different people: an API key, which one person could
 * hold beside their own account, makes neither.
 */
const movers: Record<SubmissionAction, Mover> = {
  finish: { permission: 'submission.score', tie: 'school', people: true },
  'give-back': { permission: 'submission.approve', tie: 'school' },
  approve: { permission: 'submission.approve', tie: 'school', people: true },
  reopen: { permission: 'submission.approve', tie: 'school' },
  submit: { permission: 'submission.approve', tie: 'school' },
  withdraw: { permission: 'submission.approve', tie: 'school' },
  return: { permission: 'submission.receive', tie: 'assessor' },
  accept: { permission: 'submission.receive', tie: 'assessor' },
  'open-assessment': { permission: 'assessment.organise', tie: 'assessor' },
  'change-team': { permission: 'assessment.organise', tie: 'assessor' },
  'complete-assessment': { permission: 'assessment.score', tie: 'team-head' },
  'accept-result': { permission: 'submission.approve', tie: 'school' },
  object: { permission: 'submission.approve', tie: 'school' },
  'answer-objections': { permission: 'assessment.score', tie: 'team-head' },
  'end-objection-time': { permission: 'assessment.organise', tie: 'assessor' },
  'reopen-assessment': { permission: 'assessment.organise', tie: 'assessor' },
  nominate: { permission: 'recognition.nominate', tie: 'assessor' },
  'take-off-list': { permission: 'recognition.nominate', tie: 'assessor' },
  recognise: { permission: 'recognition.decide', tie: 'assessor' },
  refuse: { permission: 'recognition.decide', tie: 'assessor' },
  publish: { permission: 'publication.publish', tie: 'assessor' },
  'withdraw-publication': { permission: 'publication.publish', tie: 'assessor' },
  correct: { permission: 'recognition.decide', tie: 'assessor' },
  revoke: { permission: 'recognition.decide', tie: 'assessor' },
}

/** Who makes this move, as everybody may know it. */
export const moverOf = (action: SubmissionAction): Mover => movers[action]

/** Whether the actor may ever make this move on this file; whether it is possible now is for `next` to say. */
export function mayMove(actor: Actor, row: SubmissionRow, action: SubmissionAction): boolean {
  const { permission, tie, people } = movers[action]
  return may(actor, permission) && isTied(actor, row, tie) && (!people || actor.kind === 'person')
}

/** Whom the actor signs for with this move; null: in their own right. */
export const signsFor = (actor: Actor, action: SubmissionAction | 'open') =>
  action === 'open' ? null : standsForIn(actor, movers[action].permission)

/**
 * Whoever approves is not the one who wrote: not the one who finished the scoring, and not the one whose hand is the last
 * on more than half of the lines. In a small school a head may still type a few: whoever finishes answers for them, too.
 */
export function ownWorkIn(actor: Actor, row: SubmissionRow, action: SubmissionAction): OwnWork | null {
  if (action !== 'approve' || actor.personId === null) return null
  if (row.finishedBy === actor.personId) return 'finished'
  return row.wroteMost ? 'wrote-most' : null
}
export type OwnWork = 'finished' | 'wrote-most'
const refusals = { finished: 'submission.same-person', 'wrote-most': 'submission.wrote-most' } as const
const isOwnWork = (actor: Actor, row: SubmissionRow, action: SubmissionAction) => ownWorkIn(actor, row, action) !== null

const isRunning = ({ campaign }: SubmissionRow) => campaign.closedAt === null
const goesOn = (row: SubmissionRow, action: SubmissionAction) => isRunning(row) || goesOnAfterClosing(action)

/** @throws Problem `campaign.closed` where the campaign has ended and with it this move */
export function requireGoingOn(row: SubmissionRow, action: SubmissionAction) {
  if (!goesOn(row, action)) throw new Problem('campaign.closed')
}

/** @throws Problem `campaign.closed`: schools are asked for nothing any more */
export function requireRunning(row: SubmissionRow) {
  if (!isRunning(row)) throw new Problem('campaign.closed')
}

/** The school’s own column is open. @throws Problem `submission.wrong-state`, `campaign.closed` */
export function requireEditable(row: SubmissionRow) {
  if (!isEditable(row.status)) throw new Problem('submission.wrong-state')
  requireRunning(row)
}

/** The moves the actor can make now. */
export const actionsFor = (actor: Actor, row: SubmissionRow): SubmissionAction[] =>
  submissionActions.filter(
    (action) =>
      next(row.status, action) !== null &&
      goesOn(row, action) &&
      mayMove(actor, row, action) &&
      !isOwnWork(actor, row, action),
  )

/** Approving is the actor's to do, if only somebody else had finished the scoring, or written most of it. */
export const waitsForAnother = (actor: Actor, row: SubmissionRow): boolean =>
  next(row.status, 'approve') !== null &&
  goesOn(row, 'approve') &&
  mayMove(actor, row, 'approve') &&
  isOwnWork(actor, row, 'approve')

/** @throws Problem `access.denied`, or `submission.same-person`, `submission.wrote-most`: four eyes, not two */
export function requireMayMove(actor: Actor, row: SubmissionRow, action: SubmissionAction) {
  if (!mayMove(actor, row, action)) throw new Problem('access.denied')
  const own = ownWorkIn(actor, row, action)
  if (own) throw new Problem(refusals[own])
}

/** Whether the actor enters answers and evidence of the school; when, is for `isEditable` to say. */
export const isScorer = (actor: Actor, row: SubmissionRow): boolean =>
  may(actor, 'submission.score') && isTied(actor, row, 'school')
export const mayScore = (actor: Actor, row: SubmissionRow): boolean =>
  isScorer(actor, row) && isEditable(row.status) && isRunning(row)

/** Whether the actor scores from outside; when, is the status `assessing`. */
export const isAssessing = (actor: Actor, row: SubmissionRow): boolean =>
  may(actor, 'assessment.score') && isTied(actor, row, 'team')
export const mayAssess = (actor: Actor, row: SubmissionRow): boolean =>
  isAssessing(actor, row) && row.status === 'assessing'

/** Hidden and missing files answer alike, so that a 403 never tells a stranger that a file exists. */
export function requireVisible(row: SubmissionRow | undefined): SubmissionRow {
  if (!row) throw new Problem('submission.not-found')
  return row
}

/** What the team found is closed: the school sees it, first as a draft. */
const closed: readonly SubmissionStatus[] = [
  'result-shown',
  'objected',
  'assessed',
  'nominated',
  'recognised',
  'refused',
  'published',
  'revoked',
]

/** The external column is the team's and the assessing body's (and its superiors') until the assessment is closed. */
export const seesExternal = (actor: Actor, row: SubmissionRow): boolean =>
  closed.includes(row.status) || row.duty !== null || standsIn(row.assessorPath, actor.unitId)

type Waiting = { kind: Task['kind']; permission: Permission; tie: Tie }

/** What each status asks of whom: the table behind the start page. */
const tasks: Record<SubmissionStatus, readonly Waiting[]> = {
  drafting: [{ kind: 'score', permission: 'submission.score', tie: 'school' }],
  returned: [{ kind: 'mend', permission: 'submission.score', tie: 'school' }],
  'awaiting-approval': [{ kind: 'approve', permission: 'submission.approve', tie: 'school' }],
  approved: [{ kind: 'submit', permission: 'submission.approve', tie: 'school' }],
  submitted: [{ kind: 'receive', permission: 'submission.receive', tie: 'assessor' }],
  accepted: [{ kind: 'organise', permission: 'assessment.organise', tie: 'assessor' }],
  assessing: [
    { kind: 'assess', permission: 'assessment.score', tie: 'team' },
    { kind: 'prove', permission: 'submission.score', tie: 'asked-school' },
  ],
  'result-shown': [{ kind: 'consider', permission: 'submission.approve', tie: 'school' }],
  objected: [{ kind: 'answer', permission: 'assessment.score', tie: 'team-head' }],
  assessed: [{ kind: 'nominate', permission: 'recognition.nominate', tie: 'assessor' }],
  nominated: [{ kind: 'decide', permission: 'recognition.decide', tie: 'assessor' }],
  recognised: [{ kind: 'publish', permission: 'publication.publish', tie: 'assessor' }],
  refused: [],
  published: [],
  revoked: [],
}

/** For whom a file waits in this status. What assessors ask for has last days of its own. */
export const waitersIn = (status: SubmissionStatus) =>
  tasks[status].flatMap(({ permission, tie }) => (tie === 'asked-school' ? [] : [{ permission, tie }]))

/** The states in which something could wait for this actor, and what must tie them to the file. */
export const waitingFor = (actor: Actor): { status: SubmissionStatus; tie: Tie }[] =>
  submissionStatuses.flatMap((status) =>
    tasks[status].filter(({ permission }) => may(actor, permission)).map(({ tie }) => ({ status, tie })),
  )

/** What a file asks of this actor. Lists of tasks hold no others. */
export function taskIn(actor: Actor, row: SubmissionRow): Task['kind'] {
  const task = tasks[row.status].find(({ tie }) => isTied(actor, row, tie))
  if (!task) throw new Error(`Nothing waits in ${row.status}`)
  return task.kind
}
