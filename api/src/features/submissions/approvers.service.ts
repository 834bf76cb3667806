import { dayOf, type CriterionCode, type SubmissionId } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import { approversOf, linesBy, type Approver } from './approvers.repository.ts'
import { isTied, ownWorkIn, requireVisible, type OwnWork } from './submissions.policy.ts'
import { find } from './submissions.repository.ts'

type Approvers = { hindrance: OwnWork | null; ownLines: CriterionCode[]; others: Approver[] }

/** Why somebody cannot approve what they wrote, and who can: `approvers(actor, id)`. */
export function createApprovers({ db, now }: { db: Db; now: () => Date }) {
  return async (actor: Actor, id: SubmissionId): Promise<Approvers> => {
    const row = requireVisible(await find(db, actor, id))
    if (!isTied(actor, row, 'school')) throw new Problem('access.denied')
    const except = [actor.personId, row.finishedBy]
    return {
      hindrance: row.status === 'awaiting-approval' ? ownWorkIn(actor, row, 'approve') : null,
      ownLines: await linesBy(db, id, actor.personId),
      others: await approversOf(db, row.unit.id, { day: dayOf(now()), except }),
    }
  }
}
