import { measurementKeysOf, type IndicatorSetDefinition, type Measurement } from '@thuoc/shared'
import type { Queryable } from '../../platform/db/client.ts'
import { measurementsOf } from '../measurements/index.ts'
import type { SubmissionRow } from './submissions.repository.ts'

/** The newest figures that the set of a file names, of its unit in the school year of its campaign. */
export const newestFigures = (
  db: Queryable,
  { unit, campaign }: Pick<SubmissionRow, 'unit' | 'campaign'>,
  definition: IndicatorSetDefinition,
): Promise<Measurement[]> =>
  measurementsOf(db, {
    unitId: unit.id,
    schoolYear: campaign.schoolYear,
    keys: measurementKeysOf(definition),
  })
