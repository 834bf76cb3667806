import { findLine, measuredPartsOf, type IndicatorSetDefinition, type NewMeasurement } from '@thuoc/shared'
import { answersFor, type Profile } from './answers.ts'
import { daysAfter, schoolYearOf } from './calendar.ts'
import { currentJourneys } from './journeys.ts'
import type { Cast } from './people.ts'
import type { Services } from './services.ts'
import type { Places } from './units.ts'

type Setting = { services: Services; cast: Cast; places: Places; set: IndicatorSetDefinition; today: string }

/** Schools that have not begun: the figures wait in their empty forms. */
const waiting: Readonly<Record<string, Profile>> = {
  th1: { percent: 65 },
  th5: { percent: 55 },
  thpt2: { percent: 80 },
}
/** A file that is being filled in says less than the sector database: the form asks for the reason. */
const contradicted = { school: 'thcs1', key: 'digital-resources.count', more: 25 }
const source = 'CSDL ngành (minh hoạ)'

/**
 * What the sector database has pushed for this school year, before the schools fill in their forms: they have taken
 * the figures as they were, but for the one that is contradicted.
 */
export async function pushFigures({ services, cast, places, set, today }: Setting) {
  const measuredAt = `${daysAfter(today, -7)}T17:00:00+07:00`
  const items = Object.entries({ ...waiting, ...currentJourneys }).flatMap(([school, profile]): NewMeasurement[] => {
    const common = { unit: places.at(school).code, schoolYear: schoolYearOf(today), source, measuredAt }
    const synchronised = { ...common, key: 'sector-database.last-sync', value: vietnamese(daysAfter(today, -7)) }
    const figures = [...figuresOf(set, profile)].map(([key, figure]) => {
      const more = school === contradicted.school && key === contradicted.key ? contradicted.more : 0
      return { ...common, key, value: figure + more }
    })
    return [...figures, synchronised]
  })
  await services.measurements.record(cast.actor('so.quantri'), items)
}

/** The figures that a school of this profile gives in its form, by their keys. */
function figuresOf(set: IndicatorSetDefinition, profile: Profile): Map<string, number> {
  const figures = new Map<string, number>()
  for (const { code, answer } of answersFor(set, profile)) {
    const criterion = findLine(set, code)?.criterion
    for (const { key, part } of criterion ? measuredPartsOf(criterion) : []) {
      const figure = answer[part]
      if (figure !== null) figures.set(key, figure)
    }
  }
  return figures
}

/** `2026-11-15` → `15/11/2026`. */
const vietnamese = (day: string) => day.split('-').reverse().join('/')
