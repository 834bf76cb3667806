import { measurementKeysOf, type IndicatorSetDefinition, type Measurement, type UnitId } from '@thuoc/shared'
import type { Queryable } from '../../platform/db/client.ts'
import { measurementsOfEach } from '../measurements/index.ts'
import type { SubmissionRow } from './submissions.repository.ts'

type Place = Pick<SubmissionRow, 'unit' | 'campaign'>

/** The newest figures that the set of a file names, of its unit in the school year of its campaign. */
export const newestFigures = async (
  db: Queryable,
  place: Place,
  definition: IndicatorSetDefinition,
): Promise<Measurement[]> => (await newestFiguresOfEach(db, [place], definition)).get(place.unit.id) ?? []

/** The same for files of one set and one school year, by unit; a unit without figures is not among them. */
export const newestFiguresOfEach = async (
  db: Queryable,
  places: readonly Place[],
  definition: IndicatorSetDefinition,
): Promise<ReadonlyMap<UnitId, Measurement[]>> =>
  measurementsOfEach(db, {
    unitIds: places.map(({ unit }) => unit.id),
    schoolYear: places[0]?.campaign.schoolYear ?? '',
    keys: measurementKeysOf(definition),
  })
