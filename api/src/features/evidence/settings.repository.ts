import { eq } from 'drizzle-orm'
import { oneBox, type EvidenceSettings, type UnitId } from '@thuoc/shared'
import type { Db, Queryable } from '../../platform/db/client.ts'
import { evidenceSettings } from './pieces.tables.ts'

/** How the documents of a unit lie in boxes; all in the first one where the unit has said nothing. */
export async function settingsOf(db: Queryable, unitId: UnitId): Promise<EvidenceSettings> {
  const { boxes, firstBox } = evidenceSettings
  const [row] = await db.select({ boxes, firstBox }).from(evidenceSettings).where(eq(evidenceSettings.unitId, unitId))
  return row ?? oneBox
}

export async function saveSettings(db: Db, unitId: UnitId, settings: EvidenceSettings) {
  await db
    .insert(evidenceSettings)
    .values({ unitId, ...settings })
    .onConflictDoUpdate({ target: evidenceSettings.unitId, set: settings })
}
