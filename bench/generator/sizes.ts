/** How large a database is made. Units are those that are assessed: schools. */
export type Size = { provinces: number; communes: number; units: number }

export const sizes = {
  /** One commune with its schools, under a province of nothing else. */
  commune: { provinces: 1, communes: 1, units: 40 },
  province: { provinces: 1, communes: 98, units: 1_200 },
  /** A province as large as they come. */
  large: { provinces: 1, communes: 168, units: 3_000 },
  /** Viet Nam since 1/7/2025: 34 provinces, 3,321 communes. */
  country: { provinces: 34, communes: 3_321, units: 41_000 },
} as const satisfies Record<string, Size>
export type SizeName = keyof typeof sizes
export const sizeNames = ['commune', 'province', 'large', 'country'] as const satisfies readonly SizeName[]

/** The newest is under way; the others are over. */
export const schoolYears = ['2024-2025', '2025-2026', '2026-2027'] as const

/** Pieces of evidence a file has in the mean; most have few, some have hundreds. */
export const meanEvidence = 64

/** Change it whenever the same seed makes other rows: what lies there from before is then made anew. */
export const generation = 3
