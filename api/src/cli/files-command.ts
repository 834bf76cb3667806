import { setTimeout as sleep } from 'node:timers/promises'
import { ConfigFaults, readConfig, type Config } from '../config.ts'
import { openFileStorage, type FileStorage } from '../file-storage.ts'
import { connect } from '../platform/db/client.ts'
import { fileReferences, type FileReferences } from '../platform/file-references.ts'
import {
  checkFiles,
  moveFiles,
  orphansOf,
  removeMoved,
  sweepOrphans,
  type Care,
  type FaultyFile,
} from '../platform/files-care.ts'
import type { FileStore } from '../platform/files.ts'
import type { MoveArguments, VerifyArguments } from './files-arguments.ts'
import { ownDatabase } from './own-database.ts'
import { progress, size } from './progress.ts'

type Work = { config: Config; storage: FileStorage; references: FileReferences; signal: AbortSignal }

/** Seconds that files under way get after Ctrl-C; what is not done then is done by the next run. */
const patience = 10

/** `files move`, `files verify`. @returns the exit code */
export async function filesCommand(asked: MoveArguments | VerifyArguments): Promise<number> {
  const config = readConfig(process.env)
  if (!config.s3 && asked.verb === 'move')
    throw new ConfigFaults([
      'S3_ENDPOINT, S3_REGION, S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY: cần có (wanted)',
    ])
  const database = await ownDatabase(config)
  const connection = connect(database.url, { max: 4, onError: ({ message }) => console.error(message) })
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort())
  try {
    const storage = await openFileStorage(config)
    await storage.s3?.requireReachable()
    const work = { config, storage, references: await fileReferences(connection.db), signal: stop.signal }
    const done = asked.verb === 'move' ? move(work, asked) : verify(work, asked)
    const code = await Promise.race([done, givenUp(stop.signal)])
    return stop.signal.aborted ? interrupted() : code
  } finally {
    await connection.close()
    await database.end()
  }
}

async function givenUp(signal: AbortSignal): Promise<number> {
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
  await sleep(patience * 1000)
  return 130
}

function interrupted() {
  console.error('Đã dừng giữa chừng; chạy lại để làm tiếp. / Broken off; run it again to go on.')
  return 130
}

async function move({ config, storage, references, signal }: Work, { to, deleteSource }: MoveArguments) {
  if (deleteSource && config.filesIn !== to)
    throw new ConfigFaults([
      `FILES_IN=${to}: đặt trước khi xoá ở kho cũ, để không ai còn ghi vào đó (set it before the old place is emptied)`,
    ])
  const { local, s3 } = storage
  if (!s3) throw new Error('S3 is not set up')
  const [from, target]: [FileStore, FileStore] = to === 's3' ? [local, s3] : [s3, local]
  const care = await careOf(references, signal)
  const { copied, there, bytes, faults, isWhole } = await moveFiles(from, target, care)
  care.end()
  name(faults)
  console.log(`Đã chép ${copied} tệp (${size(bytes)}), ${there} tệp đã có sẵn và đúng, ${faults.length} lỗi.
(${copied} files copied, ${there} were there and right, ${faults.length} faults.)`)
  if (!isWhole) return 130
  if (faults.length > 0) return 1
  if (deleteSource) {
    const removed = await removeMoved(from, target, { references, signal })
    console.log(`Đã xoá ${removed} tệp ở kho cũ. / ${removed} files removed from the old place.`)
  } else if (config.filesIn !== to) {
    console.log(`Tiếp theo: đặt FILES_IN=${to} rồi khởi động lại. / Next: set FILES_IN=${to} and start again.`)
  }
  return 0
}

async function verify({ config, storage, references, signal }: Work, { deleteOrphans }: VerifyArguments) {
  const { local, s3 } = storage
  const places = { local, ...(s3 && { s3 }) }
  const stores = s3 && config.filesIn === 's3' ? [s3, local] : Object.values(places)
  const care = await careOf(references, signal)
  const { checked, bytes, faults, isWhole } = await checkFiles(stores, care)
  care.end()
  name(faults)
  if (!isWhole) return 130
  let orphans = 0
  for (const [place, store] of Object.entries(places))
    for await (const { key, size: length, keptAt } of orphansOf(store, references)) {
      orphans += 1
      console.log(`  không có dòng nào / without a row   ${place} ${key}   ${size(length)}, ${keptAt.toISOString()}`)
    }
  console.log(`Đã kiểm tra ${checked} tệp (${size(bytes)}): ${faults.length} lỗi; ${orphans} tệp không có dòng nào.
(${checked} files checked, ${faults.length} faults; ${orphans} files without a row.)`)
  if (deleteOrphans) {
    const before = new Date(Date.now() - 24 * 3600 * 1000)
    let removed = 0
    for (const store of Object.values(places)) removed += await sweepOrphans(store, references, before, true)
    console.log(`Đã xoá ${removed} tệp không có dòng nào. / ${removed} files without a row removed.`)
  }
  return faults.length > 0 ? 1 : 0
}

const words: Record<FaultyFile['fault'], string> = {
  missing: 'không có tệp / missing',
  'content-differs': 'nội dung khác mã băm / content differs from its hash',
  'row-differs': 'dòng ghi mã băm khác / a row has another hash',
}

function name(faults: FaultyFile[]) {
  for (const { key, rows, fault } of faults) console.log(`  ${words[fault]}   ${key}   ← ${rows.join(', ')}`)
}

async function careOf(references: FileReferences, signal: AbortSignal): Promise<Care & { end: () => void }> {
  const { step, end } = progress(await references.count())
  return { references, signal, onProgress: step, end }
}
