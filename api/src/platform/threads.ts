import { Worker } from 'node:worker_threads'

/** The work took more memory or time than it is worth. */
export class Exhausted extends Error {}

type Terms = {
  script: URL
  /** Where a piece of work comes to more than this, it is given up. */
  megabytes: number
  milliseconds: number
  /** How many are done at a time; the next ones wait. */
  atOnce: number
}

/**
 * Work of one kind, each piece in a thread of its own: nobody else waits for it, what takes too much ends with its thread, and
 * what it needed is given back.
 * @returns does a piece: what the script says of its data. It throws `Exhausted`
 */
export function createThreads<Said>({ script, megabytes, milliseconds, atOnce }: Terms) {
  let busy = 0
  const waiting: (() => void)[] = []

  /** Whoever has ended hands the turn to the one that has waited longest. */
  async function turn() {
    if (busy >= atOnce) return new Promise<void>((resolve) => waiting.push(resolve))
    busy += 1
  }

  return async function inThread(workerData: unknown): Promise<Said> {
    await turn()
    const worker = new Worker(script, {
      workerData,
      // What was young is looked through early: a thread that may leave 64 MB of it lying about does so.
      resourceLimits: { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: 8 },
      // What the service was started with is not for the thread.
      execArgv: [],
    })
    try {
      return await messageOf<Said>(worker, milliseconds)
    } catch (error) {
      throw isOutOfMemory(error) ? new Exhausted() : error
    } finally {
      await worker.terminate()
      const next = waiting.shift()
      if (next) next()
      else busy -= 1
    }
  }
}

const messageOf = <Said>(worker: Worker, patience: number) =>
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
