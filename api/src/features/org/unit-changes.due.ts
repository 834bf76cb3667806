import { changedBy, dayOf, faultsOfSteps, problems, type ProblemCode, type UnitChangeId } from '@thuoc/shared'
import type { Db } from '../../platform/db/client.ts'
import { databaseFault } from '../../platform/db/faults.ts'
import { Problem } from '../../platform/problem.ts'
import { findUnits } from './org.repository.ts'
import { carryOut, hold } from './unit-changes.carry-out.ts'
import { refuse, requireStillBelow } from './unit-changes.policy.ts'
import * as repository from './unit-changes.repository.ts'
import type { ChangePorts } from './unit-outcome.ts'
import { lockTree } from './unit-tree.repository.ts'

/**
 * Carries out what was planned for days that have come, in their order. What the rules refuse by now is marked as
 * failed, with the reason; anything else that goes wrong is thrown when the rest is done, and tried again.
 */
export async function carryOutDue({ db, now, ...ports }: { db: Db; now: () => Date } & ChangePorts) {
  const errors: unknown[] = []
  for (const id of await repository.listDue(db, dayOf(now()))) {
    try {
      await carryOutOne(db, ports, id)
    } catch (error) {
      const failure = refusalOf(error)
      if (failure === null) errors.push(error)
      else await fail(db, id, failure)
    }
  }
  if (errors.length > 0) throw new AggregateError(errors, 'Operations on units were not carried out')
}

const fail = (db: Db, id: UnitChangeId, failure: ProblemCode) =>
  db.transaction(async (tx) => {
    await lockTree(tx)
    const row = await repository.findAny(tx, id)
    // Called off meanwhile, which is the last word.
    if (row.status === 'planned') await repository.addEvent(tx, signerOf(row), id, 'failed', { failure })
  })

const carryOutOne = (db: Db, ports: ChangePorts, id: UnitChangeId) =>
  db.transaction(async (tx) => {
    await lockTree(tx)
    const row = await repository.findAny(tx, id)
    // Called off, or done by another worker, while this one waited.
    if (row.status !== 'planned') return
    const { steps, carry } = row.steps
    const tree = await hold(tx, steps)
    const { effectiveOn, decisionNumber, handOver, undoes } = row
    const [ordering] = await findUnits(tx, [row.actorUnitId])
    requireStillBelow(ordering, tree, steps)
    // What it would take back is not what stands any more: the steps are those of the day when it was ordered.
    if (undoes && (await repository.areOvertaken(tx, undoes, changedBy(steps))))
      throw new Problem('unit-change.overtaken')
    refuse(faultsOfSteps(tree, steps, effectiveOn), (unit) => tree.get(unit)?.code ?? unit)
    await carryOut(tx, ports, {
      ...{ id, tree, steps, carry, effectiveOn, decisionNumber, handOver, undoes },
      signer: signerOf(row),
    })
  })

/** In whose name it was ordered. */
const signerOf = (row: repository.ChangeRow): repository.Signer => ({
  name: row.actorName,
  unitId: row.actorUnitId,
  personId: row.actorPersonId,
  apiKeyId: row.actorApiKeyId,
})

/** The refusal that an error stands for; null for what is no refusal. */
function refusalOf(error: unknown): ProblemCode | null {
  if (error instanceof Problem) return problems[error.code].status < 500 ? error.code : null
  const fault = databaseFault(error)
  return fault?.kind === 'constraint' ? (repository.constraints[fault.constraint] ?? null) : null
}
