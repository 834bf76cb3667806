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

/**
 * The newest figures of some keys of each of these units, for features that offer them; who may see the units is theirs to
 * check. A unit without any is not among them.
 */
export async function measurementsOfEach(
  db: Queryable,
  of: { unitIds: readonly UnitId[]; schoolYear: string; keys: readonly string[] },
): Promise<ReadonlyMap<UnitId, Measurement[]>> {
  if (of.keys.length === 0 || of.unitIds.length === 0) return new Map()
  const rows = await listNewestOf(db, of.unitIds, of.schoolYear, of.keys)
  return Map.groupBy(rows.map(present), ({ unitId }) => unitId)
}
