import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { memoryOf, startDemonstration } from './demonstration.ts'
import { rounded, type Figure } from './figures.ts'
import { median } from './measure.ts'

const goals = { seconds: 5, megabytes: 200 }
const starts = 3

/** From nothing to ready, again once everything is there, and the memory of a service that nobody asks anything. */
export async function starting(folder: string): Promise<Figure[]> {
  const dataDir = await mkdtemp(join(folder, 'start-'))
  try {
    const first = await startDemonstration(dataDir)
    await first.stop()
    const again: number[] = []
    const idle: number[] = []
    for (let turn = 0; turn < starts; turn += 1) {
      const { milliseconds, pid, stop } = await startDemonstration(dataDir)
      again.push(milliseconds / 1000)
      // What only the start needed is given back after it, and reaches the machine some ten seconds later.
      await sleep(25_000)
      idle.push(await memoryOf(pid))
      await stop()
    }
    return [
      figure('first start', 'seconds to ready', [first.milliseconds / 1000], null),
      figure('later start', 'seconds to ready', again, goals.seconds),
      figure('idle service', 'MB', idle, goals.megabytes),
    ]
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}

function figure(name: string, unit: string, values: readonly number[], most: number | null): Figure {
  const value = rounded(median(values))
  return {
    ...{
      name,
      unit,
      value,
      spread: [rounded(Math.min(...values)), rounded(Math.max(...values))],
      floor: null,
      ratio: null,
    },
    ...(most === null ? { goal: '', met: true } : { goal: `at most ${most}`, met: value <= most }),
  }
}
