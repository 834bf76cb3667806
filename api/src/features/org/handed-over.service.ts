import type { HandedOverFile, UnitChangeId, UnitOperation, UnitSummary } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import { one, type Db } from '../../platform/db/client.ts'
import { isWithin } from '../../platform/db/tree.ts'
import { Problem } from '../../platform/problem.ts'
import { findUnits } from './org.repository.ts'
import { presentOperation } from './unit-changes.present.ts'
import * as repository from './unit-changes.repository.ts'

/** What an operation gave from one managing body to another. */
export function createHandedOver({ db }: { db: Db }) {
  /**
   * The files of which the actor, or a unit below, gave or took any part; `reader` is the unit that asks.
   * @throws Problem `unit-change.not-found`
   */
  async function handedOver(
    actor: Actor,
    id: UnitChangeId,
  ): Promise<{ operation: UnitOperation; files: HandedOverFile[]; reader: UnitSummary }> {
    const seen = await repository.find(db, actor, id)
    // A body that gave all its units away stands over none of them any more, and still signs.
    const row = seen ?? (await repository.findUnseen(db, id))
    if (!row) throw new Problem('unit-change.not-found')
    const all = row.status === 'applied' ? await repository.handedOverBy(db, id) : []
    const bodies = [...new Set(all.flatMap(({ from, to }) => [from.id, to.id]))]
    const known = await findUnits(db, [...bodies, actor.unitId])
    const own = new Set(known.filter(({ path }) => isWithin(path, actor.unitPath)).map((unit) => unit.id))
    const { id: unitId, code, name, type } = one(known.filter((unit) => unit.id === actor.unitId))
    const files = all.filter(({ from, to }) => own.has(from.id) || own.has(to.id))
    if (!seen && files.length === 0) throw new Problem('unit-change.not-found')
    return {
      operation: presentOperation(row, [], []),
      files,
      reader: { id: unitId, code, name, type },
    }
  }

  return { handedOver }
}
