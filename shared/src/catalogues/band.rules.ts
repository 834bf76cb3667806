import type { Hundredths } from '../decimal.ts'

/** A range whose ends say whether they belong to it. Missing end: open. */
export type Bounds = {
  from?: Hundredths | undefined
  above?: Hundredths | undefined
  to?: Hundredths | undefined
  below?: Hundredths | undefined
}

/** Whether `value` (hundredths) lies in the band. Exact: whole numbers are compared. */
export const isInBand = (band: Bounds, value: Hundredths): boolean =>
  (band.from === undefined || value >= band.from) &&
  (band.above === undefined || value > band.above) &&
  (band.to === undefined || value <= band.to) &&
  (band.below === undefined || value < band.below)

/** The lowest value in the band, in hundredths: `above: 7500` begins at 7501. */
export const firstOf = (band: Bounds): Hundredths =>
  Math.max(band.from ?? 0, band.above === undefined ? 0 : band.above + 1)

/** The highest value in the band, or `limit` where it is open above. */
export const lastOf = (band: Bounds, limit: Hundredths): Hundredths =>
  Math.min(band.to ?? limit, band.below === undefined ? limit : band.below - 1)

export type BandFault = 'bands-have-gap' | 'bands-overlap' | 'bands-miss-range'

/**
 * Whether the bands cover every value from 0 to `limit` exactly once.
 * @returns the first fault, with the value (hundredths) where it shows; null when they partition the range.
 */
export function faultOfBands(bands: readonly Bounds[], limit: Hundredths): { rule: BandFault; at: Hundredths } | null {
  const ordered = [...bands].sort((a, b) => firstOf(a) - firstOf(b))
  let next = 0
  for (const band of ordered) {
    const first = firstOf(band)
    if (first > next) return { rule: next === 0 ? 'bands-miss-range' : 'bands-have-gap', at: next }
    if (first < next) return { rule: 'bands-overlap', at: first }
    next = lastOf(band, Math.max(limit, first)) + 1
    if (next <= first) return { rule: 'bands-overlap', at: first }
  }
  return next <= limit ? { rule: 'bands-miss-range', at: next } : null
}
