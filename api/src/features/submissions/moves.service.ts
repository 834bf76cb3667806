import { next, transitions, type Remark, type SubmissionAction } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import { addEvent, replaceRemarks, setStatus, type MoveChanges } from './moves.repository.ts'
import { tellOfMove } from './move-notices.ts'
import { requireGoingOn, requireMayMove, requireVisible } from './submissions.policy.ts'
import { find, type SubmissionRow } from './submissions.repository.ts'

export type Move = {
  action: SubmissionAction
  /** The version the caller saw. */
  version: number
  reason: string | null
  /** Columns that change with the status. */
  changes?: MoveChanges
  due?: string | null
  remarks?: Remark[]
}

/**
 * Demands, in this order: the right to make the move, the version seen, a campaign that goes on for it, a move that
 * exists from here, its reason.
 * For those who must check more before they `move`.
 * @throws Problem `access.denied`, `submission.same-person`, `submission.stale`, `campaign.closed`, `submission.wrong-state`,
 * `submission.reason-required`.
 */
export function requireMove(actor: Actor, row: SubmissionRow, { action, version, reason, remarks = [] }: Move) {
  requireMayMove(actor, row, action)
  if (row.version !== version) throw new Problem('submission.stale')
  requireGoingOn(row, action)
  const status = next(row.status, action)
  if (status === null) throw new Problem('submission.wrong-state', { detail: `Cannot ${action} from ${row.status}` })
  // Reasons beside the criteria are reasons enough.
  if (transitions[action].reason === 'required' && !reason?.trim() && remarks.length === 0)
    throw new Problem('submission.reason-required')
  return status
}

/**
 * Makes a move on a file that `lock` holds and writes it into the timeline.
 * @param at the moment of the move, read from the clock of the application once the lock is held
 * @returns the file as it stands then. @throws Problem as `requireMove` says.
 */
export async function move(tx: Tx, actor: Actor, row: SubmissionRow, request: Move, at: Date): Promise<SubmissionRow> {
  const status = requireMove(actor, row, request)
  const { action, reason, due = null, remarks = [], changes } = request
  await setStatus(tx, row.id, status, at, changes)
  if (action === 'return') await replaceRemarks(tx, row.id, remarks)
  if (action === 'submit') await replaceRemarks(tx, row.id, [])
  const moved = requireVisible(await find(tx, actor, row.id))
  await addEvent(tx, actor, moved, {
    action,
    fromStatus: row.status,
    toStatus: status,
    reason: reason?.trim() === '' ? null : reason,
    due,
    remarks,
    at,
  })
  await tellOfMove(tx, actor, moved, { action, reason, due, at })
  return moved
}
