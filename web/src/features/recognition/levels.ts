/** How many of each level, the highest first; what has no level is left out. */
export function countLevels(levels: readonly (number | null)[]): { level: number; count: number }[] {
  const known = levels.filter((level) => level !== null)
  return [...Map.groupBy(known, (level) => level)]
    .map(([level, those]) => ({ level, count: those.length }))
    .toSorted((a, b) => b.level - a.level)
}
