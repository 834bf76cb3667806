import { dayOf, type ApprovalOrder, type Submission, type SubmissionId } from '@thuoc/shared'
import { actorId, standsForIn, type Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import {
  lock,
  requireMayMove,
  requireVisible,
  type Gate,
  type Gates,
  type SubmissionsService,
} from '../submissions/index.ts'
import { findApproval, insertApproval } from './approvals.repository.ts'
import { findCouncil } from './councils.repository.ts'
import { gapsOfCouncil, standingOf } from './standing.ts'

export type ApprovalsService = ReturnType<typeof createApprovalsService>
type Ports = { db: Db; moveIn: SubmissionsService['moveIn']; now: () => Date }

/** The head’s approval by decision. */
export function createApprovalsService({ db, moveIn, now }: Ports) {
  /** Writes the decision down and makes the move with it, or neither. */
  const approve = (actor: Actor, id: SubmissionId, order: ApprovalOrder): Promise<Submission> =>
    db.transaction(async (tx) => {
      const row = requireVisible(await lock(tx, actor, id))
      requireMayMove(actor, row, 'approve')
      const at = now()
      if (order.signedOn > dayOf(at)) throw new Problem('approval.in-the-future')
      const council = await findCouncil(tx, id)
      if (!council && !order.withoutCouncil) throw new Problem('approval.council-reason-required')
      const { version, number, signedOn, signatory, office, note } = order
      if (row.version === version && row.status === 'awaiting-approval')
        await insertApproval(tx, {
          ...{ submissionId: id, submissionVersion: version, unitId: row.unit.id },
          ...{ number, signedOn, signatory, office, withoutCouncil: council ? null : order.withoutCouncil },
          ...{ approvedAt: at, approvedBy: actor.name, approvedById: actorId(actor) },
          standsFor: standsForIn(actor, 'submission.approve'),
        })
      // A file that has moved on, or was never ready, is refused here, and the decision goes with it.
      return moveIn(tx, actor, row, { action: 'approve', version, reason: note })
    })
  return { approve }
}

/**
 * Before `finish`: the council has held its meeting, and the school’s column says what it agreed on.
 * @throws Problem `council.incomplete`: each item by the code of its criterion, or `minutes`
 */
const requireCouncilDone: Gate = async (tx, _actor, row) => {
  const gaps = gapsOfCouncil(await standingOf(tx, row))
  if (gaps.length === 0) return
  throw new Problem('council.incomplete', {
    errors: gaps.map(({ gap, criterion }) => ({ path: criterion ?? 'minutes', message: gap })),
  })
}

/** Before `approve`: where there is a council, the head decides by a decision. @throws Problem `approval.decision-required` */
const requireDecision: Gate = async (tx, _actor, row) => {
  if (!(await findCouncil(tx, row.id))) return
  if (!(await findApproval(tx, row.id, row.version))) throw new Problem('approval.decision-required')
}

/** What the moves of a file demand of its council. */
export const councilGates: Gates = { finish: [requireCouncilDone], approve: [requireDecision] }
