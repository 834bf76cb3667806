import { readFile } from 'node:fs/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { readWorkbook } from './read.ts'
import { Unreadable, type UnreadableReason } from './unreadable.ts'
import type { Workbook } from './workbook.ts'

/** What the thread says before it ends. */
export type Reading = { workbook: Workbook } | { reason: UnreadableReason }

const { path } = z.object({ path: z.string() }).parse(workerData)
const say = (reading: Reading) => parentPort?.postMessage(reading)

try {
  say({ workbook: await readWorkbook(await readFile(path)) })
} catch (error) {
  if (!(error instanceof Unreadable)) throw error
  say({ reason: error.reason })
}
