import { boxOf, findLine, linesOf, type IndicatorSetId, type UnitId } from '@thuoc/shared'
import type { Queryable } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import { definitionOf } from '../catalogues/index.ts'
import { settingsOf } from './settings.repository.ts'

/**
 * Where evidence of a criterion lies: the criterion that its code names, and the box.
 * @throws Problem `line.not-found`; `evidence.kind-refused` where the criterion takes no evidence at all
 */
export async function placeOf(
  db: Queryable,
  { indicatorSetId, unitId }: { indicatorSetId: IndicatorSetId; unitId: UnitId },
  code: string,
) {
  const set = await definitionOf(db, indicatorSetId)
  const criterion = findLine(set, code)?.criterion
  if (!criterion) throw new Problem('line.not-found')
  if (criterion.evidence?.demand === 'none') throw new Problem('evidence.kind-refused')
  const codes = linesOf(set).map((line) => line.criterion.code)
  return { criterionCode: code, box: boxOf(await settingsOf(db, unitId), code, codes) }
}
