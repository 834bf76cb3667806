import { next, transitions, type Remark, type SubmissionAction } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import { one, type Tx } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import { addEvents, replaceRemarks, setStatuses, type MoveChanges } from './moves.repository.ts'
import { tellOfMoves } from './move-notices.ts'
import { requireGoingOn, requireMayMove, requireVisible } from './submissions.policy.ts'
import { findMany, type SubmissionRow } from './submissions.repository.ts'

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

/** One of several files that make the same move. */
export type FileMove = { row: SubmissionRow } & Omit<Move, 'action'>

/**
 * Makes one move on files that `lockMany` holds, all of them or none, and writes it into the timeline of each; the same
 * few statements for one file and for three hundred.
 * @param at the moment of the move, read from the clock of the application once the locks are held
 * @returns the files as they stand then, in the order given. @throws Problem as `requireMove` says.
 */
export async function moveAll(
  tx: Tx,
  actor: Actor,
  action: SubmissionAction,
  files: readonly FileMove[],
  at: Date,
): Promise<SubmissionRow[]> {
  if (files.length === 0) return []
  const changed = files.map(({ row, changes = {}, ...asked }) => ({
    ...{ id: row.id, changes },
    status: requireMove(actor, row, { ...asked, action }),
  }))
  const remarked = action === 'return' || action === 'submit' ? files : []
  const ids = changed.map(({ id }) => id)
  const [, rows] = await Promise.all([
    setStatuses(tx, changed, at),
    findMany(tx, actor, ids),
    ...remarked.map(({ row, remarks = [] }) => replaceRemarks(tx, row.id, action === 'return' ? remarks : [])),
  ])
  const found = new Map(rows.map((row) => [row.id, row]))
  const made = files.map(({ row, reason, due = null, remarks = [] }) => ({
    ...{ row: requireVisible(found.get(row.id)), reason, due },
    event: {
      ...{ action, fromStatus: row.status, reason: reason?.trim() === '' ? null : reason, due, remarks, at },
      toStatus: requireVisible(found.get(row.id)).status,
    },
  }))
  await Promise.all([addEvents(tx, actor, made), tellOfMoves(tx, actor, action, made, at)])
  return made.map(({ row }) => row)
}

/** `moveAll` of one file that `lock` holds. */
export async function move(
  tx: Tx,
  actor: Actor,
  row: SubmissionRow,
  { action, ...asked }: Move,
  at: Date,
): Promise<SubmissionRow> {
  return one(await moveAll(tx, actor, action, [{ row, ...asked }], at))
}
