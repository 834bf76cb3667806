/** One file of the population of a draw; `stratum` is '' where the draw has none. */
export type Drawable = { id: string; stratum: string }
export type SampleSize = { kind: 'count' | 'percent'; value: number }
/** SHA-256 of a text in UTF-8 as 64 small hexadecimal digits. It is handed in: server and browser each have their own. */
export type Sha256 = (text: string) => string

/** The name under which a draw says how it was made, so that a later way of drawing cannot be mistaken for this one. */
export const drawMethod = 'sha256-order-1'

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** What is hashed for the place of a file, or of a stratum, in the order of a draw. */
export const drawInput = (seed: string, key: string) => `${seed}:${key}`

/** Every text that `drawSample` hashes: for those who can only hash ahead of time, as browsers do. */
export const drawInputs = (population: readonly Drawable[], seed: string): string[] => [
  ...new Set(population.flatMap(({ id, stratum }) => [drawInput(seed, id), drawInput(seed, stratum)])),
]

/** What the hash of a population is taken of: a line `id<TAB>stratum` each, in the order of the ids. */
export const populationText = (population: readonly Drawable[]): string =>
  population
    .toSorted((a, b) => compare(a.id, b.id))
    .map(({ id, stratum }) => `${id}\t${stratum}\n`)
    .join('')

/**
 * How many are drawn from each stratum. A percentage is rounded up in each. A number gives each stratum one first, where
 * it is large enough for that, and shares the rest by size, the largest remainders first; equal remainders in the order
 * of the hashes of the strata.
 * @param counts size of each stratum @param order the strata in the order of their hashes
 */
function quotas(counts: ReadonlyMap<string, number>, order: readonly string[], { kind, value }: SampleSize) {
  const whole = [...counts.values()].reduce((sum, count) => sum + count, 0)
  if (kind === 'percent')
    return new Map([...counts].map(([stratum, count]) => [stratum, Math.ceil((count * value) / 100)]))
  const wanted = Math.min(value, whole)
  const first = wanted >= counts.size ? 1 : 0
  const rest = wanted - first * counts.size
  const left = whole - first * counts.size
  // Whole numbers only: the remainder of a division decides, never a fraction that was rounded.
  const shares = order.map((stratum) => {
    const product = rest * ((counts.get(stratum) ?? 0) - first)
    return { stratum, base: left === 0 ? 0 : Math.floor(product / left), remainder: left === 0 ? 0 : product % left }
  })
  const given = new Map(shares.map(({ stratum, base }) => [stratum, first + base]))
  const open = rest - shares.reduce((sum, { base }) => sum + base, 0)
  for (const { stratum } of shares.toSorted((a, b) => b.remainder - a.remainder).slice(0, open))
    given.set(stratum, (given.get(stratum) ?? 0) + 1)
  return given
}

/**
 * Draws files at random and so that anyone can draw them again: within each stratum those come first whose
 * SHA-256 of `seed:id` is smallest. The order in which the population is given does not matter.
 * @returns ids, stratum by stratum in the order of their names, each in the order of the draw
 */
export function drawSample(
  population: readonly Drawable[],
  { seed, size }: { seed: string; size: SampleSize },
  sha256: Sha256,
): string[] {
  const strata = Map.groupBy(population, ({ stratum }) => stratum)
  const hashed = (key: string) => ({ key, hash: sha256(drawInput(seed, key)) })
  const inOrder = (keys: readonly string[]) =>
    keys
      .map(hashed)
      .toSorted((a, b) => compare(a.hash, b.hash) || compare(a.key, b.key))
      .map(({ key }) => key)
  const counts = new Map([...strata].map(([stratum, files]) => [stratum, files.length]))
  const quota = quotas(counts, inOrder([...strata.keys()]), size)
  return [...strata]
    .toSorted(([a], [b]) => compare(a, b))
    .flatMap(([stratum, files]) => inOrder(files.map(({ id }) => id)).slice(0, quota.get(stratum)))
}
