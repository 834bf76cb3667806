import { parentPort, workerData } from 'node:worker_threads'
import { writeSpreadsheet, type WrittenSheet } from './write.ts'

/** Made by `writeLargeSpreadsheet` of the same build, a moment ago. */
type Data = { sheets: WrittenSheet[]; title: string }
const isOurs = (data: unknown): data is Data => typeof data === 'object' && data !== null && 'sheets' in data

if (!isOurs(workerData)) throw new Error('Not what writeLargeSpreadsheet sends')
parentPort?.postMessage(await writeSpreadsheet(workerData.sheets, { title: workerData.title }))
