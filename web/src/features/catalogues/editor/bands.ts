import type { Bounds, LevelBand } from '@thuoc/shared'

/** Where the next band begins, so that nothing is left out between it and the last one. */
export function nextBounds(bands: readonly Bounds[]): Bounds {
  const last = bands.at(-1)
  if (last?.to !== undefined) return { above: last.to }
  return last?.below === undefined ? {} : { from: last.below }
}

/** Bands of QĐ 4725 as a first proposal: below 50, from 50 to 75, above 75. */
export const usualBands: LevelBand[] = [
  { level: 1, below: 5000 },
  { level: 2, from: 5000, to: 7500 },
  { level: 3, above: 7500 },
]
