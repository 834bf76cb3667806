import type { Services } from './services.ts'
import type { Cast } from './people.ts'
import type { Places } from './units.ts'

type Setting = { services: Services; cast: Cast; places: Places; today: string }

/** A school gets another managing body, which takes its file over. */
export async function handOverSchool({ services, cast, places, today }: Setting) {
  const { id: unitId, version } = places.at('thidu-th1')
  await services.unitChanges.make(cast.actor('thidu.quantri'), {
    kind: 'move',
    ...{ effectiveOn: today, decisionNumber: '88/QĐ-UBND', decisionDate: today, note: '', handOver: true },
    units: [{ unitId, version, parentId: places.at('thidu-xa2').id }],
  })
}
