import { requestParts, type RequestPart, type RequestSave, type SubmissionStatus } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import { standsIn } from '../../platform/db/tree.ts'
import { Problem } from '../../platform/problem.ts'
import { isScorer, mayMove, type SubmissionRow } from '../submissions/index.ts'

/** While a file has not been sent, its next request can be written. */
const unsent: readonly SubmissionStatus[] = ['drafting', 'returned', 'awaiting-approval', 'approved']
export const isUnsent = ({ status }: Pick<SubmissionRow, 'status'>) => unsent.includes(status)

/** The round that the request is about: the next while the file is with the school, else the one that was sent. */
export const roundOf = (row: Pick<SubmissionRow, 'status' | 'round'>) => (isUnsent(row) ? row.round + 1 : row.round)

/** What is being prepared is the school's; whoever else may read the file reads what was sent last: 0 for none. */
export const roundShown = (actor: Actor, row: SubmissionRow) =>
  actor.unitId === row.unit.id ? roundOf(row) : row.round

/** Whoever fills in the form of the school may prepare its request; the head sends it. */
const preparesFor = (actor: Actor, row: SubmissionRow) => isScorer(actor, row) || mayMove(actor, row, 'submit')
export const mayPrepare = (actor: Actor, row: SubmissionRow) =>
  preparesFor(actor, row) && isUnsent(row) && row.campaign.closedAt === null

/** @throws Problem `access.denied`, `submission.wrong-state`, `campaign.closed` */
export function requirePreparable(actor: Actor, row: SubmissionRow) {
  if (!preparesFor(actor, row)) throw new Problem('access.denied')
  if (!isUnsent(row)) throw new Problem('submission.wrong-state')
  if (row.campaign.closedAt !== null) throw new Problem('campaign.closed')
}

/** What the request still lacks before it can go. */
export const missingIn = (request: Omit<RequestSave, 'version'>): RequestPart[] =>
  requestParts.filter((part) => request[part] === null || request[part] === '')

/** The receiving body and those above it see the check while it is made; the school once it is finished. */
export const seesCheck = (actor: Actor, row: SubmissionRow, finished: boolean) =>
  finished || standsIn(row.assessorPath, actor.unitId)
export const checks = (actor: Actor, row: SubmissionRow) => mayMove(actor, row, 'accept')
