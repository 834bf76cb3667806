import { Worker } from 'node:worker_threads'
import { Problem } from '../problem.ts'
import type { Reading } from './reader.worker.ts'
import type { Workbook } from './workbook.ts'

/** Where a file comes to more than this, it is refused; 3,000 rows of 30 columns take a tenth of it. */
const resourceLimits = { maxOldGenerationSizeMb: 384, maxYoungGenerationSizeMb: 64 }
const patience = 20_000
/** How many files are read at a time; the next ones wait. */
const atOnce = 2

let busy = 0
const waiting: (() => void)[] = []

/**
 * The workbook in an XLSX file, read in a thread of its own: nobody else waits for it, and a file that takes too much
 * memory or time ends with its thread. Only values are read; formulas, links and macros are never carried out.
 * @param path of a file of at most some megabytes
 * @throws Problem `spreadsheet.not-xlsx`, `.has-macros`, `.encrypted`, `.damaged`, `.too-large`
 */
export async function openSpreadsheet(path: string): Promise<Workbook> {
  await turn()
  try {
    const reading = await readInThread(path)
    if ('reason' in reading) throw new Problem(`spreadsheet.${reading.reason}`)
    return reading.workbook
  } finally {
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

async function readInThread(path: string): Promise<Reading> {
  const worker = new Worker(new URL('reader.worker.ts', import.meta.url), {
    workerData: { path },
    resourceLimits,
    // What the service was started with is not for the thread.
    execArgv: [],
  })
  try {
    return await messageOf(worker)
  } catch (error) {
    if (isExhausted(error)) return { reason: 'too-large' }
    throw error
  } finally {
    await worker.terminate()
  }
}

class OutOfTime extends Error {}

const messageOf = (worker: Worker) =>
  new Promise<Reading>((resolve, reject) => {
    const timer = setTimeout(() => reject(new OutOfTime()), patience)
    worker.once('message', (reading: Reading) => resolve(reading))
    worker.once('error', reject)
    worker.once('exit', () => {
      clearTimeout(timer)
      reject(new Error('The reader ended without a word'))
    })
  })

const isExhausted = (error: unknown) =>
  error instanceof OutOfTime || (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY')
