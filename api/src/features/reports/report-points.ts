import type { CountedNode } from '@thuoc/shared'

/** What lines of files came to, packed by the database: `codes` says which line stands where, one file after the other. */
export type Lines = { codes: readonly string[]; points: Buffer; met: Buffer }
/** What each file has at one node: hundredths or `none`; of conditions 1, 0 or `unknown`. */
export type Column = { score: Int32Array; met: Uint8Array }
export const none = -2_147_483_648
export const unknown = 2

/** Sums the lines of a node, file by file; null where these files have no line of it. */
export function columnOf({ codes, points, met }: Lines, node: CountedNode): Column | null {
  const places = node.leaves.flatMap((leaf) => (codes.includes(leaf) ? [codes.indexOf(leaf)] : []))
  if (places.length === 0) return null
  const values = new DataView(points.buffer, points.byteOffset, points.byteLength)
  const files = points.byteLength / 4 / codes.length
  const column = { score: new Int32Array(files).fill(none), met: new Uint8Array(files).fill(unknown) }
  for (let file = 0; file < files; file += 1)
    for (const place of places) {
      const at = file * codes.length + place
      const value = values.getInt32(at * 4)
      const answer = met[at] ?? unknown
      const sum = column.score[file] ?? none
      const before = column.met[file] ?? unknown
      if (value !== none) column.score[file] = sum === none ? value : sum + value
      // Met is what is met in each part of it.
      if (answer !== unknown) column.met[file] = before === unknown ? answer : Math.min(before, answer)
    }
  return column
}

/** A sum of hundredths divided, to the nearest one; a half goes away from nought, as in the database. */
export const meanOfSum = (sum: number, count: number): number | null =>
  count === 0 ? null : Math.sign(sum) * Math.floor((2 * Math.abs(sum) + count) / (2 * count))

/** The scores that there are, the least first. */
export function sorted(columns: readonly Column[]): Int32Array {
  const known = columns.map(({ score }) => score.filter((one) => one !== none))
  const all = new Int32Array(known.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of known) {
    all.set(part, at)
    at += part.length
  }
  return all.sort()
}

/** Between the two values beside the cut, exactly: no binary float comes near a score. */
export function quantile(scores: Int32Array, at: number): number | null {
  const { length } = scores
  const below = scores[Math.max(1, Math.ceil(at * length)) - 1]
  const above = scores[length - Math.max(1, Math.ceil((1 - at) * length))]
  return below === undefined || above === undefined ? null : meanOfSum(below + above, 2)
}

export type Band = 'low' | 'middle' | 'high' | 'met' | 'unmet' | 'none'
/** Where a score lies. The list behind a figure says the rule once more, in `bandOf` of its repository. */
export function bandAt(node: CountedNode, score: number, met: number): Band {
  if (node.kind === 'condition') return met === unknown ? 'none' : met === 1 ? 'met' : 'unmet'
  if (score === none) return 'none'
  if (score * 2 < node.maximum) return 'low'
  return score * 4 <= node.maximum * 3 ? 'middle' : 'high'
}

export type Paired = {
  count: number
  /** Means of both, of files that have both, and of what the second has more. */
  first: number | null
  second: number | null
  difference: number | null
  raised: number
  same: number
  lowered: number
}
/** The same files at two moments; of a condition, 1 and 0 stand for points. */
export function comparePairs(node: CountedNode, pairs: readonly (readonly [Lines, Lines])[]): Paired {
  const told = { count: 0, raised: 0, same: 0, lowered: 0 }
  let [before, after] = [0, 0]
  for (const [first, second] of pairs) {
    const [one, other] = [columnOf(first, node), columnOf(second, node)]
    if (one === null || other === null) continue
    for (let file = 0; file < one.score.length; file += 1) {
      const [from, to] = [valueAt(one, file, node), valueAt(other, file, node)]
      if (from === none || to === none) continue
      told.count += 1
      before += from
      after += to
      told[to > from ? 'raised' : to === from ? 'same' : 'lowered'] += 1
    }
  }
  const { count } = told
  return {
    ...told,
    ...{
      first: meanOfSum(before, count),
      second: meanOfSum(after, count),
      difference: meanOfSum(after - before, count),
    },
  }
}

function valueAt({ score, met }: Column, file: number, { kind }: CountedNode): number {
  const [points = none, answer = unknown] = [score[file], met[file]]
  return points === none && kind === 'condition' && answer !== unknown ? answer : points
}

export type NodeTold = Record<Band, number> & {
  count: number
  mean: number | null
  median: number | null
  lowerQuartile: number | null
  upperQuartile: number | null
}
/** Mean, median and quartiles at a node, and how many files lie in each band. */
export function tellNode(node: CountedNode, lines: readonly Lines[]): NodeTold {
  const columns = lines.flatMap((one) => columnOf(one, node) ?? [])
  const bands: Record<Band, number> = { low: 0, middle: 0, high: 0, met: 0, unmet: 0, none: 0 }
  for (const { score, met } of columns)
    for (let file = 0; file < score.length; file += 1)
      bands[bandAt(node, score[file] ?? none, met[file] ?? unknown)] += 1
  const scores = sorted(columns)
  const { low, middle, high, met, unmet } = bands
  return {
    ...bands,
    count: low + middle + high + met + unmet,
    mean: meanOfSum(
      scores.reduce((sum, score) => sum + score, 0),
      scores.length,
    ),
    ...{ median: quantile(scores, 0.5), lowerQuartile: quantile(scores, 0.25), upperQuartile: quantile(scores, 0.75) },
  }
}

/** The lines of all parts, one part behind the other: so many files of each. */
export type Joined = { lines: Lines; runs: readonly { part: number; files: number }[] }
export function joinParts(parts: readonly { lines: readonly Lines[] }[]): Joined[] {
  const found = parts.flatMap(({ lines }, part) => lines.map((one) => ({ part, one })))
  return [...Map.groupBy(found, ({ one }) => one.codes)].map(([codes, those]) => ({
    lines: {
      codes,
      points: Buffer.concat(those.map(({ one }) => one.points)),
      met: Buffer.concat(those.map(({ one }) => one.met)),
    },
    runs: those.map(({ part, one }) => ({ part, files: one.met.byteLength / codes.length })),
  }))
}

export type Cell = { count: number; mean: number | null; met: number }
type Sums = Record<'count' | 'sum' | 'scored' | 'met', Float64Array>
/** What the files of each of so many parts have at a node. */
export function tellParts(node: CountedNode, joined: readonly Joined[], parts: number): (part: number) => Cell {
  const noughts = () => new Float64Array(parts)
  const sums: Sums = { count: noughts(), sum: noughts(), scored: noughts(), met: noughts() }
  for (const { lines, runs } of joined) {
    const column = columnOf(lines, node)
    if (column !== null) addRuns(sums, column, runs, node.kind === 'condition')
  }
  const { count, sum, scored, met } = sums
  return (part) => ({
    count: count[part] ?? 0,
    mean: meanOfSum(sum[part] ?? 0, scored[part] ?? 0),
    met: met[part] ?? 0,
  })
}

function addRuns(sums: Sums, { score, met }: Column, runs: Joined['runs'], isCondition: boolean) {
  let file = 0
  for (const { part, files } of runs) {
    let [count, sum, scored, fulfilled] = [0, 0, 0, 0]
    for (const end = file + files; file < end; file += 1) {
      const [points = none, answer = unknown] = [score[file], met[file]]
      if (points !== none) {
        sum += points
        scored += 1
      }
      if (answer === 1) fulfilled += 1
      if (isCondition ? answer !== unknown : points !== none) count += 1
    }
    sums.count[part] = (sums.count[part] ?? 0) + count
    sums.sum[part] = (sums.sum[part] ?? 0) + sum
    sums.scored[part] = (sums.scored[part] ?? 0) + scored
    sums.met[part] = (sums.met[part] ?? 0) + fulfilled
  }
}
