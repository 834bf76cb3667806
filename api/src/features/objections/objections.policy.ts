import { dayOf, mayStillObject } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import { isAssessing, isScorer, mayMove, type SubmissionRow } from '../submissions/index.ts'

/** The school’s own people: drafts are theirs alone. */
export const isOfSchool = (actor: Actor, row: SubmissionRow): boolean =>
  isScorer(actor, row) || mayMove(actor, row, 'object')

/** Answers are written where the agreed column is: by the head or the secretary of the team. */
export const isAnswering = (actor: Actor, row: SubmissionRow): boolean =>
  isAssessing(actor, row) && (row.duty === 'head' || row.duty === 'secretary')

export const isInTime = (row: SubmissionRow, now: Date): boolean =>
  mayStillObject({ status: row.status, lastDay: row.objectionDue }, dayOf(now))
