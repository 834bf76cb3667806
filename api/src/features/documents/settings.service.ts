import type { DocumentSettings, DocumentSettingsOrder, UnitId } from '@thuoc/shared'
import { may, type Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import { isWithin } from '../../platform/db/tree.ts'
import { Problem } from '../../platform/problem.ts'
import { standardOf } from './office.ts'
import { findOffice, findSettings, writeSettings, type OfficeRow } from './settings.repository.ts'

export type DocumentSettingsService = ReturnType<typeof createDocumentSettingsService>

/** Papers of the own unit are the own unit’s to shape. */
export const mayShape = (actor: Actor, unit: { id: UnitId }) =>
  may(actor, 'document.manage') && actor.unitId === unit.id

/** @throws Problem `unit.not-found`, alike for hidden and missing ones */
export function requireOffice(actor: Actor, unit: OfficeRow | undefined): OfficeRow {
  if (!unit || !(isWithin(unit.path, actor.unitPath) || isWithin(actor.unitPath, unit.path)))
    throw new Problem('unit.not-found')
  return unit
}
/** @throws Problem `unit.not-found`, `access.denied` */
export function requireShaping(actor: Actor, found: OfficeRow | undefined): OfficeRow {
  const unit = requireOffice(actor, found)
  if (!mayShape(actor, unit)) throw new Problem('access.denied')
  return unit
}

/** How a unit heads and numbers its documents. */
export function createDocumentSettingsService({ db }: { db: Db }) {
  async function get(actor: Actor, id: UnitId): Promise<DocumentSettings> {
    const unit = requireOffice(actor, await findOffice(db, id))
    const row = await findSettings(db, id)
    return {
      unitId: id,
      version: row?.version ?? 0,
      superior: row?.superior ?? null,
      issuer: row?.issuer ?? null,
      abbreviation: row?.abbreviation ?? null,
      place: row?.place ?? null,
      symbols: row?.symbols ?? {},
      standard: standardOf(unit),
      mayWrite: mayShape(actor, unit),
    }
  }

  async function save(actor: Actor, id: UnitId, order: DocumentSettingsOrder): Promise<DocumentSettings> {
    requireShaping(actor, await findOffice(db, id))
    const written = await db.transaction((tx) => writeSettings(tx, id, order))
    if (!written) throw new Problem('document-settings.stale')
    return get(actor, id)
  }

  return { get, save }
}
