import { readFile } from 'node:fs/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { readCsv } from './csv.ts'
import { isPackage } from './package.ts'
import { readWorkbook } from './read.ts'
import { Unreadable, type UnreadableReason } from './unreadable.ts'
import type { Workbook } from './workbook.ts'

/** What the thread says before it ends. */
export type Reading = { workbook: Workbook } | { reason: UnreadableReason }

const { source, csvSheet } = z
  .object({ source: z.union([z.string(), z.instanceof(Uint8Array)]), csvSheet: z.string().nullable() })
  .parse(workerData)
const say = (reading: Reading) => parentPort?.postMessage(reading)

try {
  const file = typeof source === 'string' ? await readFile(source) : Buffer.from(source)
  const isTable = csvSheet !== null && !isPackage(file)
  say({ workbook: isTable ? readCsv(file, csvSheet) : await readWorkbook(file) })
} catch (error) {
  if (!(error instanceof Unreadable)) throw error
  say({ reason: error.reason })
}
