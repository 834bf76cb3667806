/**
 * The fewest entries that must have moved for one order to become the other; what only one of the two has counts not.
 * What stays is a longest run that stands in the same order in both.
 */
export function movedBetween(before: readonly string[], after: readonly string[]): Set<string> {
  const places = new Map(before.map((entry, at) => [entry, at]))
  const common = after.filter((entry) => places.has(entry))
  // For each entry the longest rising run that ends with it.
  const runs: string[][] = []
  for (const [at, entry] of common.entries()) {
    const place = places.get(entry) ?? 0
    const best = runs
      .slice(0, at)
      .filter((run) => (places.get(run.at(-1) ?? '') ?? 0) < place)
      .reduce<string[]>((longest, run) => (run.length > longest.length ? run : longest), [])
    runs.push([...best, entry])
  }
  const stay = new Set(runs.reduce((longest, run) => (run.length > longest.length ? run : longest), []))
  return new Set(common.filter((entry) => !stay.has(entry)))
}
