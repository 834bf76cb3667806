import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { link, mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { writingTo } from './file-writing.ts'
import { Problem } from './problem.ts'

/** What came in and is not kept yet: it lies in a temporary file of ours. Size in bytes, SHA-256 in hex. */
export type ReceivedFile = { path: string; size: number; sha256: string }
/** Where a kept file lies: made by `fileKey` only, never from what a user typed. */
export type FileKey = string
export type ByteRange = { start: number; end: number }

/** Keeps the files of users. Whoever stores and serves them knows no more than this. */
export type Files = {
  /**
   * Writes a stream to a temporary file in constant memory.
   * @throws FileTooLarge; Problem `server.storage-unavailable` where the disk takes no more; whatever the stream throws
   */
  receive: (source: Readable, maxBytes: number) => Promise<ReceivedFile>
  /**
   * Keeps what was received, durably: when this returns, the file outlives a power cut.
   * @throws Problem `server.storage-unavailable`; nothing is kept then
   */
  keep: (file: ReceivedFile, key: FileKey) => Promise<void>
  /** Forgets what was received; harmless after `keep`. */
  discard: (file: ReceivedFile) => Promise<void>
  /** The stream ends in an error with the code ENOENT where there is no file. @param range both ends included */
  read: (key: FileKey, range?: ByteRange) => Readable
  /** Removes a kept file; harmless where there is none. Only for keys that nothing else refers to. */
  remove: (key: FileKey) => Promise<void>
  /** Removes what was received before `before` and never kept: its process died. @returns how many */
  sweep: (before: Date) => Promise<number>
}

/** A file as it lies in its place. */
export type KeptFile = { key: FileKey; size: number; keptAt: Date }
/** One place where files are kept, as those see it who look after it. */
export type FileStore = Files & {
  find: (key: FileKey) => Promise<KeptFile | null>
  /** Everything that is kept, in no order; files with other names in the same place are not ours and left out. */
  list: () => AsyncIterable<KeptFile>
  /** Removes a file unless it was kept, or kept again, since `before`. @returns whether it did */
  removeOld: (key: FileKey, before: Date) => Promise<boolean>
}

export class FileTooLarge extends Error {}
/** Says the same as the file system does. */
export class FileMissing extends Error {
  readonly code = 'ENOENT'
}
/** A disk that is full or lets nothing be written: to the person it is a storage that is away, the log says which. */
export const refusedByDisk = (error: unknown): unknown =>
  error instanceof Error && 'code' in error && ['ENOSPC', 'EDQUOT', 'EROFS'].includes(String(error.code))
    ? new Problem('server.storage-unavailable', { cause: error, retryAfter: 60 })
    : error
/** Whether a file that was kept is still there, by its first byte. @throws where the storage does not answer */
export async function isThere(files: Pick<Files, 'read'>, key: FileKey): Promise<boolean> {
  try {
    for await (const _ of files.read(key, { start: 0, end: 0 })) break
    return true
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
}
export const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT'

/** The same content in the same place is one file. */
export const fileKey = (owner: string, sha256: string): FileKey => `${owner}/${sha256}`
const keyShape = /^([0-9a-f-]{36})\/([0-9a-f]{64})$/
export const isFileKey = (text: string): text is FileKey => keyShape.test(text)

/** The SHA-256 that a key promises. @throws Error where the key is none of ours */
export function hashOf(key: FileKey): string {
  const [, , sha256] = keyShape.exec(key) ?? []
  if (sha256 === undefined) throw new Error(`Not a key of a file: ${key}`)
  return sha256
}

/** A file is kept under its own content only. */
export function requireOwnKey({ sha256 }: ReceivedFile, key: FileKey) {
  if (hashOf(key) !== sha256) throw new Error(`Not the key of this file: ${key}`)
}

/** Files in a folder: `incoming/` for what is on its way, `kept/<owner>/<ab>/<cdef…>` by content. */
export async function localFiles(folder: string): Promise<FileStore> {
  const incoming = await incomingFiles(join(folder, 'incoming'))
  const kept = join(folder, 'kept')

  const place = (key: FileKey) => {
    const sha256 = hashOf(key)
    return join(kept, dirname(key), sha256.slice(0, 2), sha256.slice(2))
  }

  async function keep(file: ReceivedFile, key: FileKey) {
    requireOwnKey(file, key)
    const target = place(key)
    await mkdir(dirname(target), { recursive: true, mode: 0o700 }).catch((error: unknown) => {
      throw refusedByDisk(error)
    })
    // It counts as kept from now on, however long ago its last byte came in.
    const now = new Date()
    await utimes(file.path, now, now)
    // Replaces a file of the same content, if there is one: in one step, so that readers notice nothing.
    await rename(file.path, target)
    await Promise.all([dirname(target), dirname(dirname(target)), kept].map(syncFolder))
  }

  const find = (key: FileKey): Promise<KeptFile | null> =>
    stat(place(key)).then(
      ({ size, mtime }) => ({ key, size, keptAt: mtime }),
      (error: unknown) => {
        if (isMissing(error)) return null
        throw error
      },
    )

  async function* list() {
    for (const owner of await names(kept))
      for (const first of await names(join(kept, owner)))
        for (const rest of await names(join(kept, owner, first))) {
          const key = `${owner}/${first}${rest}`
          const file = isFileKey(key) ? await find(key) : null
          if (file) yield file
        }
  }

  /** What is taken away is looked at once more: it may have been replaced by a new one between look and grasp. */
  async function removeOld(key: FileKey, before: Date) {
    const found = await find(key)
    if (!found || found.keptAt >= before) return false
    const aside = incoming.newPath()
    await rename(place(key), aside)
    const isOld = (await stat(aside)).mtime < before
    // Back to its place, unless yet another one lies there.
    if (!isOld) await link(aside, place(key)).catch(() => {})
    await rm(aside)
    return isOld
  }

  return {
    receive: incoming.receive,
    keep,
    discard: incoming.discard,
    read: (key, range) => createReadStream(place(key), range),
    remove: (key) => rm(place(key), { force: true }),
    sweep: incoming.sweep,
    find,
    list,
    removeOld,
  }
}

/** What is on its way in lies on a disk of ours, wherever it is kept later. */
export async function incomingFiles(folder: string) {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const newPath = () => join(folder, randomUUID())

  async function receive(source: Readable, maxBytes: number): Promise<ReceivedFile> {
    const path = newPath()
    const hash = createHash('sha256')
    let size = 0
    // It may fail before the loop below listens, and an error that nobody hears ends the process; the loop throws it.
    source.on('error', () => {})
    const handle = await open(path, 'wx', 0o600)
    const writing = writingTo(handle, { hash, keep: true })
    try {
      // Leaving the loop by an error also destroys the source.
      for await (const chunk of chunksOf(source)) {
        size += chunk.length
        if (size > maxBytes) throw new FileTooLarge()
        await writing.add(chunk)
      }
      await writing.end()
    } catch (error) {
      await writing.stop()
      await handle.close()
      await rm(path, { force: true })
      throw refusedByDisk(error)
    }
    await handle.close()
    return { path, size, sha256: hash.digest('hex') }
  }

  async function sweep(before: Date) {
    const old: string[] = []
    for (const name of await readdir(folder)) {
      const found = await stat(join(folder, name)).catch(() => null)
      if (found && found.mtime < before) old.push(name)
    }
    for (const name of old) await rm(join(folder, name), { force: true })
    return old.length
  }

  return { newPath, receive, discard: ({ path }: ReceivedFile) => rm(path, { force: true }), sweep }
}
export type IncomingFiles = Awaited<ReturnType<typeof incomingFiles>>

const chunksOf = (source: Readable): AsyncIterable<Buffer> => source

/** A rename is durable only when its folder is. */
async function syncFolder(path: string) {
  const handle = await open(path, 'r')
  await handle.sync().finally(() => handle.close())
}

const names = (folder: string) =>
  readdir(folder).catch((error: unknown): string[] => {
    if (isMissing(error)) return []
    throw error
  })
