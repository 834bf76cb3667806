import { comparesTotals, parseDecimal, type LevelTrend, type ReportStep, type StepOutcome } from '@thuoc/shared'

export const sumOf = (rows: readonly { count: number }[]) => rows.reduce((total, { count }) => total + count, 0)

/** One value for each step of the road. */
export const eachStep = <V>(of: (step: ReportStep) => V): Record<ReportStep, V> => ({
  self: of('self'),
  request: of('request'),
  external: of('external'),
  decision: of('decision'),
  publication: of('publication'),
})

/** One value for each end a step can come to. */
export const eachOutcome = <V>(of: (outcome: StepOutcome) => V): Record<StepOutcome, V> => ({
  'in-time': of('in-time'),
  late: of('late'),
  overdue: of('overdue'),
  open: of('open'),
})

/** One value for each way in which levels move. */
export const eachTrend = <V>(of: (trend: LevelTrend) => V): Record<LevelTrend, V> => ({
  up: of('up'),
  same: of('same'),
  down: of('down'),
  new: of('new'),
  unknown: of('unknown'),
})

type Level = { level: number | null; count: number }
/** Every level of the sets, also one that nobody has, the highest first; units without a result at the end. */
export function countsOf(rows: readonly Level[], known: readonly number[]): Level[] {
  const levels = [...new Set([...known, ...rows.flatMap(({ level }) => (level === null ? [] : [level]))])]
  return [...levels.sort((a, b) => b - a), null].map((level) => ({
    level,
    count: sumOf(rows.filter((row) => row.level === level)),
  }))
}

/**
 * Mean of the totals of units with a result, in hundredths, rounded half away from zero as the database does; null where
 * `comparesTotals` says no.
 */
export function meanOf(
  rows: readonly (Level & { sum: string | null })[],
  sets: readonly { maximum: number }[],
): number | null {
  if (!comparesTotals(sets)) return null
  const known = rows.filter(({ level }) => level !== null)
  const count = sumOf(known)
  if (count === 0) return null
  return Math.round(known.reduce((total, { sum }) => total + parseDecimal(sum ?? '0'), 0) / count)
}
