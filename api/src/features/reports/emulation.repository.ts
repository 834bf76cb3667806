import type { EmulationColumn, UnitId } from '@thuoc/shared'
import { and, eq } from 'drizzle-orm'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import { emulationSettings } from './reports.tables.ts'

export async function findSettings(db: Queryable, unitId: UnitId) {
  const [row] = await db.select().from(emulationSettings).where(eq(emulationSettings.unitId, unitId))
  return row
}

/** Writes the next version. @param version the one that was seen; 0: none @returns whether it was still that one */
export async function saveSettings(
  tx: Tx,
  unitId: UnitId,
  { columns, version }: { columns: EmulationColumn[]; version: number },
  savedAt: Date,
): Promise<boolean> {
  if (version === 0) {
    const written = await tx
      .insert(emulationSettings)
      .values({ unitId, columns, version: 1, savedAt })
      .onConflictDoNothing()
      .returning({ unitId: emulationSettings.unitId })
    return written.length === 1
  }
  const written = await tx
    .update(emulationSettings)
    .set({ columns, version: version + 1, savedAt })
    .where(and(eq(emulationSettings.unitId, unitId), eq(emulationSettings.version, version)))
    .returning({ unitId: emulationSettings.unitId })
  return written.length === 1
}
