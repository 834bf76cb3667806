import type { Measurement, UnitId } from '@thuoc/shared'
import type { Queryable } from '../../platform/db/client.ts'
import { listNewestOf, type MeasurementRow } from './measurements.repository.ts'

/** A whole number, or the text where the figure is none; the database holds exactly one. */
export function valueOf({ figure, text }: Pick<MeasurementRow, 'figure' | 'text'>): Measurement['value'] {
  const value = figure ?? text
  if (value === null) throw new Error('A measurement has a value')
  return value
}

export const present = (row: MeasurementRow): Measurement => ({
  id: row.id,
  unitId: row.unitId,
  schoolYear: row.schoolYear,
  key: row.key,
  value: valueOf(row),
  source: row.source,
  measuredAt: row.measuredAt.toISOString(),
  recordedAt: row.recordedAt.toISOString(),
  recordedBy: row.recordedBy,
})

/** The newest figures of some keys, for features that offer them; who may see the unit is theirs to check. */
export async function measurementsOf(
  db: Queryable,
  of: { unitId: UnitId; schoolYear: string; keys: readonly string[] },
): Promise<Measurement[]> {
  if (of.keys.length === 0) return []
  return (await listNewestOf(db, of.unitId, of.schoolYear, of.keys)).map(present)
}
