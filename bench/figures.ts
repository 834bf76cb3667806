import { writeFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import type { SizeName } from './generator/sizes.ts'
import { median, type Speed } from './measure.ts'
import type { Measured } from './run.ts'

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
    const ratio = median(rounds.map(({ ours, floor }) => of(ours) / of(floor)))
    return {
      ...{ name, unit, value: rounded(median(values)) },
      spread: [rounded(Math.min(...values)), rounded(Math.max(...values))],
      floor: rounded(median(rounds.map(({ floor }) => of(floor)))),
      ...{ ratio: rounded(ratio), goal: told, met: says(ratio) },
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

/** Prints a table and keeps everything in `bench/latest.json`. */
export async function report(made: readonly (readonly [SizeName, Measured])[]): Promise<void> {
  const machine = {
    cores: cpus().length,
    processor: cpus()[0]?.model ?? '',
    memoryGb: Math.round(totalmem() / 2 ** 30),
  }
  const versions = { node: process.version, postgres: made[0]?.[1].postgres ?? '' }
  const data = Object.fromEntries(made.map(([size, { data: counts }]) => [size, counts]))
  const figures = made.flatMap(([, { figures: those }]) => those)
  const kept = { at: new Date().toISOString(), machine, versions, data, figures }
  await writeFile(new URL('latest.json', import.meta.url), `${JSON.stringify(kept, null, 2)}\n`)
  console.table(
    figures.map(({ size, name, unit, value, spread, floor, ratio, goal, met }) => ({
      ...{ size, what: name, unit, ours: value, from: spread[0], to: spread[1], floor, ratio, goal },
      met: met ? 'yes' : 'no',
    })),
  )
}
