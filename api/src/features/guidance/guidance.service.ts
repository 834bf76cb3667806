import {
  findLine,
  type GuidanceNote,
  type GuidanceNoteId,
  type GuidanceSave,
  type GuidanceVersion,
  type IndicatorSetId,
  type UnitId,
} from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db, Queryable } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import { canSeeSet, definitionOf, findSet } from '../catalogues/index.ts'
import { findUnits } from '../org/index.ts'
import { isWithdrawn, isWriter, requireReadable, requireVisible, requireWriter, type Sees } from './guidance.policy.ts'
import { presentNote, presentNotes } from './guidance.present.ts'
import * as repository from './guidance.repository.ts'

export type GuidanceService = ReturnType<typeof createGuidanceService>

export function createGuidanceService({ db, sees }: { db: Db; sees: Sees }) {
  /** The notes on a set as one unit reads them: those of its province, of its managing body, its own. */
  async function list(
    actor: Actor,
    id: IndicatorSetId,
    reader: UnitId = actor.unitId,
  ): Promise<{ items: GuidanceNote[]; mayWrite: boolean }> {
    const { status } = await visibleSet(db, actor, id)
    const [unit] = await findUnits(db, [reader])
    const { path } = await requireReadable(db, actor, unit, sees)
    const rows = await repository.listAbove(db, id, path)
    const shown = rows.filter((row) => row.authorUnitId === actor.unitId || !isWithdrawn(row))
    return { items: await presentNotes(db, actor, shown), mayWrite: isWriter(actor) && status === 'published' }
  }

  /** Writes the note of the actor's unit on a criterion or a part of one; what stood before stays in its history. */
  const save = (actor: Actor, set: IndicatorSetId, criterion: string, request: GuidanceSave): Promise<GuidanceNote> =>
    db.transaction(async (tx) => {
      const { status } = await visibleSet(tx, actor, set)
      requireWriter(actor)
      if (status !== 'published') throw new Problem('indicator-set.not-published')
      if (!findLine(await definitionOf(tx, set), criterion)) throw new Problem('line.not-found')
      const note = await repository.lockOf(tx, set, actor.unitId, criterion)
      if ((note?.version ?? 0) !== request.version) throw new Problem('guidance.stale')
      if (note) await repository.update(tx, actor, note.id, request)
      const id = note?.id ?? (await repository.insert(tx, actor, { set, criterion }, request))
      return presentNote(tx, actor, requireVisible(actor, await repository.find(tx, id)))
    })

  /** How the note has read, the present text first. */
  async function listVersions(actor: Actor, id: GuidanceNoteId): Promise<{ items: GuidanceVersion[] }> {
    requireVisible(actor, await repository.find(db, id))
    const rows = await repository.listVersions(db, id)
    const items = rows.map(({ version, text, examples, savedAt, savedBy }) => ({
      ...{ version, text, examples, savedBy },
      savedAt: savedAt.toISOString(),
    }))
    return { items }
  }

  return { list, save, listVersions }
}

/** Hidden and missing sets answer alike. */
async function visibleSet(db: Queryable, actor: Actor, id: IndicatorSetId) {
  const set = await findSet(db, id)
  if (!set || !canSeeSet(actor, set)) throw new Problem('indicator-set.not-found')
  return set
}
