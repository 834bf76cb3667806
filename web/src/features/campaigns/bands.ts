import { milestoneTiers, spanOf, type MilestonePlan, type MilestoneTier } from '@thuoc/shared'

type Line = Pick<MilestonePlan, 'tier' | 'code' | 'task' | 'startsOn' | 'dueOn'> & { key: string }

/** A milestone on the axis of a school year. Places run from 0 to 100, left to right. */
export type BandPoint = { key: string; code: string; task: string; from: number | null; at: number; row: number }
export type Band = { tier: MilestoneTier; points: BandPoint[]; rows: number; undated: { key: string; code: string }[] }
export type Axis = { months: { month: number; at: number }[]; today: number | null; bands: Band[] }

const dayNumber = (day: string) => Date.parse(day) / 86_400_000
/** How much room a point with its code takes, in percent of the axis. */
const room = 7

/**
 * A band for each tier with its milestones on one time axis: the school year, widened where a date lies outside it.
 * Points that would cover each other stand in rows below each other.
 */
export function axisOf(schoolYear: string, lines: readonly Line[], today: string): Axis {
  const span = spanOf(schoolYear)
  const days = lines.flatMap(({ startsOn, dueOn }) => [startsOn, dueOn]).filter((day) => day !== null)
  const first = dayNumber([span.from, ...days].toSorted()[0] ?? span.from)
  const last = dayNumber([span.to, ...days].toSorted().at(-1) ?? span.to)
  const place = (day: string) => Math.round(((dayNumber(day) - first) / (last - first)) * 10_000) / 100
  const bands = milestoneTiers.map((tier): Band => {
    const own = lines.filter((line) => line.tier === tier)
    const ends: number[] = []
    const points = own
      .flatMap(({ dueOn, ...line }) => (dueOn === null ? [] : [{ ...line, at: place(dueOn) }]))
      .toSorted((a, b) => a.at - b.at)
      .map(({ key, code, task, startsOn, at }): BandPoint => {
        const from = startsOn === null ? null : place(startsOn)
        const begin = from ?? at
        const free = ends.findIndex((end) => end <= begin)
        const row = free === -1 ? ends.length : free
        ends[row] = at + room
        return { key, code, task, from, at, row }
      })
    const undated = own.filter(({ dueOn }) => dueOn === null).map(({ key, code }) => ({ key, code }))
    return { tier, points, rows: Math.max(1, ends.length), undated }
  })
  const now = place(today)
  return { months: monthsOf(first, last, place), today: now >= 0 && now <= 100 ? now : null, bands }
}

function monthsOf(first: number, last: number, place: (day: string) => number) {
  const months: { month: number; at: number }[] = []
  const date = new Date(first * 86_400_000)
  date.setUTCDate(1)
  for (; date.getTime() / 86_400_000 <= last; date.setUTCMonth(date.getUTCMonth() + 1)) {
    const at = place(date.toISOString().slice(0, 10))
    if (at >= 0) months.push({ month: date.getUTCMonth() + 1, at })
  }
  return months
}
