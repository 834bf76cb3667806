import {
  changedBy,
  type ProblemCode,
  type UnitChangeStatus,
  type UnitFault,
  type UnitId,
  type UnitSteps,
} from '@thuoc/shared'
import { may, type Actor } from '../../platform/actor.ts'
import { isWithin } from '../../platform/db/tree.ts'
import { Problem } from '../../platform/problem.ts'
import { requireOwn } from './org.policy.ts'
import type { ChangeRow, Signer } from './unit-changes.repository.ts'
import type { TreeUnit } from './unit-tree.repository.ts'

export const signerOf = ({ personId, apiKeyId, name, unitId }: Actor): Signer => ({ personId, apiKeyId, name, unitId })

/**
 * One reorganises what lies below; the own unit, where one sits, is only renamed. Of two who look, the hidden unit is
 * missing and the superior is not theirs.
 * @throws Problem `unit.not-found`, `access.denied`
 */
export function requireReorganisable(actor: Actor, unit: TreeUnit | undefined, rename: boolean) {
  const own = requireOwn(actor, unit)
  if (own.parentId === null || (own.id === actor.unitId && !rename)) throw new Problem('access.denied')
}

/** Where units go: anywhere in the own branch. @throws Problem `unit.not-found`, `access.denied` */
export function requireGoal(actor: Actor, unit: TreeUnit | undefined) {
  requireOwn(actor, unit)
}

/**
 * On its day an operation reaches only what then lies below the unit that ordered it: a unit that went to another
 * province meanwhile is not theirs to send somewhere.
 * @throws Problem `unit.not-found`, each unit by its code
 */
export function requireStillBelow(
  ordering: { path: string } | undefined,
  tree: ReadonlyMap<UnitId, TreeUnit>,
  steps: UnitSteps,
) {
  const goals = [...steps.found, ...steps.move, ...steps.reopen].map(({ parentId }) => parentId)
  const named = [...changedBy(steps), ...goals].flatMap((id) => tree.get(id) ?? [])
  const gone = named.filter(({ path }) => !ordering || !isWithin(path, ordering.path))
  if (gone.length > 0)
    throw new Problem('unit.not-found', {
      errors: gone.slice(0, 200).map(({ code }) => ({ path: code, message: 'unit.not-found' })),
    })
}

/** Of several faults the first names the refusal; each is listed by the code of its unit. */
export function refuse(faults: readonly UnitFault[], codeOf: (id: UnitId) => string) {
  const [first] = faults
  if (!first) return
  throw new Problem(first.rule, {
    errors: faults.slice(0, 200).map(({ unitId, rule, day }) => ({
      path: codeOf(unitId),
      message: rule satisfies ProblemCode,
      ...(day !== undefined && { values: { day } }),
    })),
  })
}

const open: readonly UnitChangeStatus[] = ['planned', 'failed']

/**
 * What the actor may do with an operation now: only who has authority over all that it touched, which is its order's.
 * @param ordering path of the unit in whose name it was ordered
 */
export function actionsFor(
  actor: Actor,
  row: Pick<ChangeRow, 'status' | 'undoneBy'>,
  ordering: string | undefined,
): ('cancel' | 'undo')[] {
  if (!may(actor, 'unit.write') || ordering === undefined || !isWithin(ordering, actor.unitPath)) return []
  if (open.includes(row.status)) return ['cancel']
  return row.status === 'applied' && row.undoneBy === null ? ['undo'] : []
}
