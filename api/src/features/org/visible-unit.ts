import type { UnitId } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import { canSee } from './org.policy.ts'
import { find, type ListedUnit } from './org.repository.ts'
import { isPredecessor } from './unit-versions.repository.ts'

/**
 * A unit of the own branch, a superior, or one whose place the own unit has taken.
 * @throws Problem `unit.not-found`, alike for hidden and missing ones
 */
export async function findVisible(db: Queryable, actor: Actor, id: UnitId): Promise<ListedUnit> {
  const row = await find(db, id)
  if (row && (canSee(actor, row) || (await isPredecessor(db, id, actor.unitId)))) return row
  throw new Problem('unit.not-found')
}
