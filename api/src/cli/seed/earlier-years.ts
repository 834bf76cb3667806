import type { IndicatorSetId } from '@thuoc/shared'
import { recordEarlierResults } from '../../features/earlier-results/index.ts'
import type { Tx } from '../../platform/db/client.ts'
import type { Cast } from './people.ts'
import type { Places } from './units.ts'

type Setting = { cast: Cast; places: Places; setId: IndicatorSetId }

/** One earlier year of a few schools of the first district office, as its officer would bring them in. */
export async function takeOverEarlierYears(tx: Tx, { cast, places, setId }: Setting) {
  const officer = cast.actor('phong1.chuyenvien')
  const year = { schoolYear: '2023-2024', indicatorSetId: setId, lines: {}, conditions: {}, byDecision: false }
  const decision = {
    decisionNumber: '38/QĐ-PGDĐT',
    decisionSignedOn: '2024-05-20',
    decisionIssuer: places.at('phong1').name,
  }
  const rows = [
    { key: 'thcs1', one: 58, two: 61.5, level: 2, public: true },
    { key: 'thcs2', one: 42.25, two: 55, level: 1, public: false },
    { key: 'th1', one: 64, two: 70, level: 2, public: true },
  ].map(({ key, one, two, level, public: isPublic }) => ({
    ...{ ...year, ...decision, level, public: isPublic },
    unitId: places.at(key).id,
    groups: { 1: one, 2: two },
    total: Math.round((one + two) * 100),
  }))
  await recordEarlierResults(tx, officer, rows)
}
