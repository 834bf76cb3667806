import { watchMemory } from '../demonstration.ts'
import { rounded, type Figure } from '../figures.ts'
import type { Bench } from '../run.ts'
import { startWorker } from '../service.ts'
import { archive } from './archive.ts'
import { criteriaBook, workbook } from './exports.ts'
import { importer } from './imports.ts'

/** Megabytes that three times as much may take more. */
const flat = 64
export type Amount = 'third' | 'whole'
type Done = { seconds: number; most: number; told: string }

/**
 * What is large: units brought in, a workbook of all schools, an archive of many files. Each is done with a third first; how
 * much more memory the whole takes is what counts. On a copy that is thrown away.
 */
export async function bulk(bench: Bench): Promise<Figure[]> {
  const worker = startWorker({ databaseUrl: bench.url, dataDir: bench.own })
  try {
    const figures: Figure[] = []
    for (const [name, pid, work] of [
      ['import of units', bench.ours.pid, await importer(bench)],
      ['workbook of schools', worker.pid, workbook(bench)],
      ['workbook of schools and criteria', worker.pid, criteriaBook(bench)],
      ['archive of files', worker.pid, await archive(bench)],
    ] as const) {
      const third = await watched(pid, () => work('third'))
      const whole = await watched(pid, () => work('whole'))
      bench.say(`${name}: ${third.told} in ${third.seconds} s, ${whole.told} in ${whole.seconds} s`)
      figures.push(...figuresOf(`${name}: ${whole.told}`, third, whole))
    }
    return figures
  } finally {
    await worker.stop()
  }
}

function figuresOf(name: string, third: Done, whole: Done): Figure[] {
  const none = { floor: null, ratio: null }
  const more = rounded(whole.most - third.most)
  return [
    {
      name,
      unit: 'seconds',
      value: whole.seconds,
      spread: [third.seconds, whole.seconds],
      ...none,
      goal: '',
      met: true,
    },
    {
      ...{
        name: `${name}, beside a third of it`,
        unit: 'MB more',
        value: more,
        spread: [third.most, whole.most],
        ...none,
      },
      ...{ goal: `at most ${flat}`, met: more <= flat },
    },
  ]
}

/** @param work says what was done */
async function watched(pid: number, work: () => Promise<string>): Promise<Done> {
  const stop = await watchMemory(pid)
  const begun = performance.now()
  const told = await work()
  return { told, seconds: rounded((performance.now() - begun) / 1000), most: rounded(stop().most) }
}
