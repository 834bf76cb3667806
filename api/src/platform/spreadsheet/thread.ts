import { Worker } from 'node:worker_threads'

/** Where a file comes to more than this, it is given up; 3,000 rows of 30 columns take a tenth of it. */
// What was young is looked through early: a thread that may leave 64 MB of it lying about does so.
const resourceLimits = { maxOldGenerationSizeMb: 384, maxYoungGenerationSizeMb: 8 }
const patience = 20_000
/** How many files are read at a time; the next ones wait. */
const atOnce = 2

let busy = 0
const waiting: (() => void)[] = []

/** The work took more memory or time than a file is worth. */
export class Exhausted extends Error {}

/**
 * What one of our workers says of its data, in a thread of its own: nobody else waits for it, and what takes too much
 * ends with its thread.
 * @param script beside this file
 * @throws Exhausted
 */
export async function inThread<Said>(script: string, workerData: unknown): Promise<Said> {
  await turn()
  const worker = new Worker(new URL(script, import.meta.url), {
    workerData,
    resourceLimits,
    // What the service was started with is not for the thread.
    execArgv: [],
  })
  try {
    return await messageOf<Said>(worker)
  } catch (error) {
    throw isOutOfMemory(error) ? new Exhausted() : error
  } finally {
    await worker.terminate()
    const next = waiting.shift()
    if (next) next()
    else busy -= 1
  }
}

/** Whoever has ended hands the turn to the one that has waited longest. */
async function turn() {
  if (busy >= atOnce) return new Promise<void>((resolve) => waiting.push(resolve))
  busy += 1
}

const messageOf = <Said>(worker: Worker) =>
  new Promise<Said>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Exhausted()), patience)
    worker.once('message', (said: Said) => resolve(said))
    worker.once('error', reject)
    worker.once('exit', () => {
      clearTimeout(timer)
      reject(new Error('The worker ended without a word'))
    })
  })

const isOutOfMemory = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
