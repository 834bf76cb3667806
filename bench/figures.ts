import { writeFile } from 'node:fs/promises'
import { cpus, platform, release, totalmem } from 'node:os'
import type { SizeName } from './generator/sizes.ts'
import { median, type Speed } from './measure.ts'

export type Figure = {
  name: string
  unit: string
  value: number
  /** Lowest and highest of the rounds, or of the single times. */
  spread: [number, number]
  /** Of single times, where `value` is a slow one of them. */
  median?: number
  floor: number | null
  /** Of the same round, in the median; null where nothing is compared. */
  ratio: number | null
  /** Lowest and highest of the rounds. */
  ratioSpread?: [number, number]
  goal: string
  met: boolean
}
export type Goal = { ratio: number; p99: number }

export const rounded = (value: number) => Math.round(value * 100) / 100

/** What rounds of us and of the floor, one after the other, come to: rates, and how long the slowest wait. */
export function figuresOf(name: string, rounds: readonly { ours: Speed; floor: Speed }[], goal: Goal): Figure[] {
  const failed = rounds.reduce((sum, { ours, floor }) => sum + ours.failed + floor.failed, 0)
  if (failed > 0) throw new Error(`${name}: ${failed} calls failed`)
  const figure = (
    unit: string,
    of: (speed: Speed) => number,
    says: (ratio: number) => boolean,
    told: string,
  ): Figure => {
    const values = rounds.map(({ ours }) => of(ours))
    const ratios = rounds.map(({ ours, floor }) => of(ours) / of(floor))
    const ratio = median(ratios)
    return {
      ...{ name, unit, value: rounded(median(values)) },
      spread: [rounded(Math.min(...values)), rounded(Math.max(...values))],
      floor: rounded(median(rounds.map(({ floor }) => of(floor)))),
      ...{ ratio: rounded(ratio), ratioSpread: [rounded(Math.min(...ratios)), rounded(Math.max(...ratios))] },
      ...{ goal: told, met: says(ratio) },
    }
  }
  return [
    figure(
      'per second',
      ({ rate }) => rate,
      (ratio) => ratio >= goal.ratio,
      `at least ${goal.ratio} of the floor`,
    ),
    figure(
      'ms at p99',
      ({ p99 }) => p99,
      (ratio) => ratio <= goal.p99,
      `at most ${goal.p99} times the floor`,
    ),
  ]
}

/** What grows may slow a hot path down by so much, from one province to the country. */
const growthGoal = 0.85
/**
 * How fast the hot paths still are in the country, where a province was measured in the same run; and the floor, which tells
 * what of it is the data, or the machine at another time.
 */
export function growthIn(figures: readonly Kept[]): Kept[] {
  const rates = (size: SizeName) => figures.filter((one) => one.size === size && one.unit === 'per second')
  return rates('country').flatMap((large) => {
    const small = rates('province').find(({ name }) => name === large.name)
    if (!small) return []
    const value = rounded(large.value / small.value)
    const floor = rounded((large.floor ?? 0) / (small.floor ?? 1))
    const spread: [number, number] = [value, value]
    return {
      ...{ size: null, name: `${large.name}: country`, unit: 'of the rate of a province', value, spread },
      ...{ floor, ratio: rounded(value / floor), goal: `at least ${growthGoal}`, met: value >= growthGoal },
    }
  })
}

/** A figure with what it was measured on; null: no data of ours. */
export type Kept = Figure & { size: SizeName | null }
type Report = {
  figures: readonly Kept[]
  data: Record<string, Record<string, number>>
  /** Its version, and those of its settings on which writing hangs. */
  postgres: Record<string, string>
  /** What the run was asked for. */
  asked: Record<string, unknown>
  /** How many processes wanted a core, over the minute before. */
  busyBefore: number
}
/** Prints a table and keeps everything in `bench/latest.json`. */
export async function report({ figures, data, postgres, asked, busyBefore }: Report): Promise<void> {
  const machine = {
    cores: cpus().length,
    processor: cpus()[0]?.model ?? '',
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()}`,
    busyBefore: rounded(busyBefore),
  }
  const versions = { node: process.version, postgres: postgres.version ?? '' }
  const kept = { at: new Date().toISOString(), asked, machine, versions, postgres, data, figures }
  await writeFile(new URL('latest.json', import.meta.url), `${JSON.stringify(kept, null, 2)}\n`)
  console.table(
    figures.map(({ size, name, unit, value, spread, floor, ratio, goal, met }) => ({
      ...{ size: size ?? '', what: name, unit, ours: value, from: spread[0], to: spread[1], floor, ratio, goal },
      met: met ? 'yes' : 'no',
    })),
  )
}
