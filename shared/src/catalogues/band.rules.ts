import type { Hundredths } from '../decimal.ts'

/** A range whose ends say whether they belong to it. Missing end: open. */
export type Bounds = {
  from?: Hundredths | undefined
  above?: Hundredths | undefined
  to?: Hundredths | undefined
  below?: Hundredths | undefined
}

/**
 * Whether `value` lies in the band. Exact: whole numbers are compared.
 * @param value in hundredths, or in parts of `scale` hundredths: a ratio is compared as part × 10 000 on the scale of
 *   its whole, so that 75.003 % is above 75 % and 89.999 % is not yet 90 %
 */
export const isInBand = (band: Bounds, value: number, scale = 1): boolean =>
  (band.from === undefined || value >= band.from * scale) &&
  (band.above === undefined || value > band.above * scale) &&
  (band.to === undefined || value <= band.to * scale) &&
  (band.below === undefined || value < band.below * scale)

/** The lowest value in the band, in hundredths: `above: 7500` begins at 7501. */
export const firstOf = (band: Bounds): Hundredths =>
  Math.max(band.from ?? 0, band.above === undefined ? 0 : band.above + 1)

/** The highest value in the band, or `limit` where it is open above. */
export const lastOf = (band: Bounds, limit: Hundredths): Hundredths =>
  Math.min(band.to ?? limit, band.below === undefined ? limit : band.below - 1)

export type BandFault = 'bands-have-gap' | 'bands-overlap' | 'bands-miss-range' | 'band-holds-nothing'
export type FoundBandFault = { rule: BandFault; at: Hundredths }

/**
 * Whether the bands cover every value from 0 to `limit` exactly once. Values are scores, with two decimals.
 * @returns every place (hundredths) where they do not, from below; empty when they partition the range.
 */
export function faultsOfBands(bands: readonly Bounds[], limit: Hundredths): FoundBandFault[] {
  const ordered = [...bands].sort((a, b) => firstOf(a) - firstOf(b))
  const faults: FoundBandFault[] = []
  let next = 0
  for (const band of ordered) {
    const first = firstOf(band)
    // Not cut off at the limit: bands may go on where no score of this range reaches.
    const after = lastOf(band, Number.MAX_SAFE_INTEGER - 1) + 1
    if (first > next && after > first)
      faults.push({ rule: next === 0 ? 'bands-miss-range' : 'bands-have-gap', at: next })
    if (after <= first) faults.push({ rule: 'band-holds-nothing', at: first })
    else if (first < next) faults.push({ rule: 'bands-overlap', at: first })
    if (after > first) next = Math.max(next, after)
  }
  return next <= limit ? [...faults, { rule: 'bands-miss-range', at: next }] : faults
}

const onGrid = (
  bands: readonly Bounds[],
  limit: Hundredths,
  grid: { up: (bound: number) => number; down: (bound: number) => number; back: (at: number) => Hundredths },
): FoundBandFault[] => {
  const mapped = bands.map(({ from, above, to, below }) => ({
    ...(from !== undefined && { from: grid.up(from) }),
    ...(above !== undefined && { above: grid.down(above) }),
    ...(to !== undefined && { to: grid.down(to) }),
    ...(below !== undefined && { below: grid.up(below) }),
  }))
  return faultsOfBands(mapped, grid.down(limit)).map((found) => ({ ...found, at: grid.back(found.at) }))
}

const double = (bound: number) => bound * 2

/**
 * The same for values that lie anywhere, such as percentages: “to 74.99, from 75” leaves a gap, “to 75, above 75” does
 * not. On a scale of twice the size every even place is a value with two decimals and every odd one all between two.
 */
export const faultsOfContinuousBands = (bands: readonly Bounds[], limit: Hundredths): FoundBandFault[] =>
  onGrid(bands, limit, { up: double, down: double, back: (at) => Math.floor(at / 2) })

/** The same for counts, which are whole: “to 10, from 11” leaves no gap. Bounds and `limit` in hundredths. */
export const faultsOfCountBands = (bands: readonly Bounds[], limit: Hundredths): FoundBandFault[] =>
  onGrid(bands, limit, {
    up: (bound) => Math.ceil(bound / 100),
    down: (bound) => Math.floor(bound / 100),
    back: (at) => at * 100,
  })
