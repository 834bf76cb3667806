import type { VisitMinutesAction } from '@thuoc/shared'
import { may, type Actor } from '../../platform/actor.ts'
import { isAssessing, showsExternal, type SubmissionRow } from '../submissions/index.ts'
import { seesSheets } from './sheets.policy.ts'
import type { MinutesRow } from './visit-minutes.repository.ts'

export const isWriting = (actor: Actor, row: SubmissionRow) =>
  isAssessing(actor, row) && (row.duty === 'head' || row.duty === 'secretary')

/** The secretary shows and takes back; the head alone closes. */
export const mayMoveForTeam = (actor: Actor, row: SubmissionRow, action: VisitMinutesAction) =>
  isWriting(actor, row) && (action !== 'close' || row.duty === 'head')

export const answersForSchool = (actor: Actor, row: SubmissionRow) =>
  may(actor, 'submission.approve') && actor.unitId === row.unit.id

/** Either side has signed the paper, and sends its scan. */
export const mayScan = (actor: Actor, row: SubmissionRow) => isWriting(actor, row) || answersForSchool(actor, row)

/** A draft is the team's; the school reads what it was shown, and of a desk review with the result. */
export function minutesSeenBy(actor: Actor, row: SubmissionRow, all: readonly MinutesRow[]): readonly MinutesRow[] {
  if (seesSheets(actor, row)) return all
  return all.filter(({ status, answerDue }) => status !== 'draft' && (answerDue !== null || showsExternal(actor, row)))
}
