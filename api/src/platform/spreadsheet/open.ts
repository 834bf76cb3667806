import { Problem } from '../problem.ts'
import { createThreads, Exhausted } from '../threads.ts'
import type { Reading } from './reader.worker.ts'
import type { Workbook } from './workbook.ts'

const inThread = createThreads<Reading>({
  script: new URL('reader.worker.ts', import.meta.url),
  // 3,000 rows of 30 columns take a tenth of it.
  megabytes: 384,
  milliseconds: 20_000,
  atOnce: 2,
})

/**
 * The workbook in an XLSX file, read in a thread of its own. Only values are read; formulas, links and macros are never
 * carried out.
 * @param source a file of at most some megabytes: its path, or what it holds
 * @param csvSheet takes a CSV file as well, as a workbook with one sheet of this name
 * @throws Problem `spreadsheet.not-xlsx`, `.not-utf8`, `.has-macros`, `.encrypted`, `.damaged`, `.too-large`
 */
export async function openSpreadsheet(source: string | Uint8Array, csvSheet: string | null = null): Promise<Workbook> {
  try {
    const reading = await inThread({ source, csvSheet })
    if ('reason' in reading) throw new Problem(`spreadsheet.${reading.reason}`)
    return reading.workbook
  } catch (error) {
    throw error instanceof Exhausted ? new Problem('spreadsheet.too-large') : error
  }
}
