import {
  certificatePrefix,
  dayOf,
  type Decision,
  type DecisionId,
  type SubmissionId,
  type SubmissionsOnce,
} from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import { one, type Db, type Queryable, type Tx } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import { findUnits } from '../org/index.ts'
import { lockMany } from '../submissions/index.ts'
import { currentOf, type CurrentRow } from './certificates.repository.ts'
import { faultsOf, requireOwn, type Listed } from './recognition.policy.ts'
import * as repository from './recognition.repository.ts'

// What decisions of every kind have in common: number, date and signature, and the decision that a later one is about.

export type Ports = {
  db: Db
  read: (source: Queryable, actor: Actor, id: DecisionId) => Promise<Decision>
  now: () => Date
}

/**
 * Writes the decision of the actor's unit.
 * @returns its id, and prefix and year of its certificate numbers
 * @throws Problem `decision.in-the-future`; `decision.before-its-cause` where it is dated before what led to it
 * @param since the day of that: of the list that proposed the units, or of the decision that it is about
 */
export async function signDecision(
  tx: Tx,
  actor: Actor,
  order: repository.NewDecisionRow,
  { at, since }: { at: Date; since: string | null },
) {
  if (order.signedOn > dayOf(at)) throw new Problem('decision.in-the-future')
  if (since !== null && order.signedOn < since) throw new Problem('decision.before-its-cause')
  const issuer = one(await findUnits(tx, [actor.unitId]))
  const { id, year } = await repository.insertDecision(tx, actor, issuer, order, at)
  return { id, year, prefix: certificatePrefix(issuer.code) }
}

export type Followed = Listed & { current: CurrentRow }

/**
 * The files that a correction or a revocation of a decision is about, held, each with what counts of it today.
 * A later decision is about the one that recognised, also when it is asked for by way of a correction in between.
 * @throws Problem `decision.not-found`, `submission.not-found`, `access.denied`, `decision.submission-not-ready`
 */
export async function requireFollowed(
  tx: Tx,
  actor: Actor,
  id: DecisionId,
  action: 'correct' | 'revoke',
  items: SubmissionsOnce,
): Promise<{ root: repository.DecisionRow; listed: Followed[] }> {
  const asked = await repository.find(tx, actor, id)
  const root = asked?.about ? await repository.find(tx, actor, asked.about.id) : asked
  if (!root) throw new Problem('decision.not-found')
  const ids = items.map(({ submissionId }) => submissionId)
  const listed = requireOwn(actor, action, items, await lockMany(tx, actor, ids))
  const current = new Map(
    (await currentOf(tx, ids)).filter(({ rootId }) => rootId === root.id).map((row) => [row.submissionId, row]),
  )
  const faults = faultsOf(listed, action)
  const elsewhere = listed.filter(({ row }) => !current.has(row.id)).map(({ row }) => elsewhereFault(row.id))
  const errors = faults.length > 0 ? faults : elsewhere
  if (errors.length > 0) throw new Problem('decision.submission-not-ready', { errors })
  return {
    root,
    listed: listed.flatMap((one) => {
      const found = current.get(one.row.id)
      return found ? [{ ...one, current: found }] : []
    }),
  }
}

/** Not, or not any more, on the list of that decision. */
const elsewhereFault = (path: SubmissionId) => ({ path, message: 'submission.not-found' }) as const
