/** Chances that come out the same at every run (sfc32 of Chris Doty-Humphrey, public domain). */
export type Random = {
  /** From 0 to 1, without 1. */
  next: () => number
  /** From 0 to `below`, without it. */
  whole: (below: number) => number
  chance: (share: number) => boolean
  pick: <T>(list: readonly T[]) => T
  /** A key of `weights`, as often as it weighs. */
  weighted: <K extends string>(weights: Readonly<Record<K, number>>) => K
  /** Log-normal with mean 1: most are small, a few are large. */
  skewed: (spread: number) => number
}

export function randomOf(seed: number): Random {
  let [a, b, c, d] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, seed | 0]
  const next = () => {
    const t = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + t) | 0
    return (t >>> 0) / 4_294_967_296
  }
  for (let turn = 0; turn < 12; turn += 1) next()
  const whole = (below: number) => Math.floor(next() * below)
  return {
    next,
    whole,
    chance: (share) => next() < share,
    pick: (list) => {
      const one = list[whole(list.length)]
      if (one === undefined) throw new Error('Nothing to pick from')
      return one
    },
    weighted: (weights) => weightedBy(weights, next()),
    skewed: (spread) => {
      const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
      return Math.exp(spread * normal - (spread * spread) / 2)
    },
  }
}

function weightedBy<K extends string>(weights: Readonly<Record<K, number>>, at: number): K {
  const all = keysOf(weights)
  const sum = all.reduce((total, key) => total + weights[key], 0)
  let left = at * sum
  for (const key of all) {
    left -= weights[key]
    if (left < 0) return key
  }
  throw new Error('Nothing weighs anything')
}
const keysOf = <K extends string>(record: Readonly<Record<K, unknown>>): K[] =>
  Object.keys(record).filter((key): key is K => key in record)

/** 2024-09-05, in milliseconds: ids carry their time, as those of the product do. */
const since = Date.UTC(2024, 8, 5)
const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0')

/** The id of the nth thing of a kind: a UUID of version 7 that grows with `n`. `kind` is below 4096, `n` below 2^41. */
export function idOf(kind: number, n: number): string {
  const time = hex(since + n, 12)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(kind, 3)}-8000-${hex(n, 12)}`
}
/** A label of `units.path`. */
export const labelOf = (id: string): string => id.replaceAll('-', '')
