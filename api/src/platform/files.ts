import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'

/** What came in and is not kept yet: it lies in a temporary file of ours. Size in bytes, SHA-256 in hex. */
export type ReceivedFile = { path: string; size: number; sha256: string }
/** Where a kept file lies: made by `fileKey` only, never from what a user typed. */
export type FileKey = string
export type ByteRange = { start: number; end: number }

/** Keeps the files of users. Local folders today; an object store would be another of these. */
export type Files = {
  /** Writes a stream to a temporary file in constant memory. @throws FileTooLarge; whatever the stream throws */
  receive: (source: Readable, maxBytes: number) => Promise<ReceivedFile>
  /** Keeps what was received, durably: when this returns, the file outlives a power cut. */
  keep: (file: ReceivedFile, key: FileKey) => Promise<void>
  /** Forgets what was received; harmless after `keep`. */
  discard: (file: ReceivedFile) => Promise<void>
  /** @param range both ends included */
  read: (key: FileKey, range?: ByteRange) => Readable
  /** Removes a kept file; harmless where there is none. Only for keys that nothing else refers to. */
  remove: (key: FileKey) => Promise<void>
  /** Removes what was received before `before` and never kept: its process died. @returns how many */
  sweep: (before: Date) => Promise<number>
}

export class FileTooLarge extends Error {}

/** The same content in the same place is one file. */
export const fileKey = (owner: string, sha256: string): FileKey => `${owner}/${sha256}`
const keyShape = /^([0-9a-f-]{36})\/([0-9a-f]{2})([0-9a-f]{62})$/

/** Files in a folder: `incoming/` for what is on its way, `kept/<owner>/<ab>/<cdef…>` by content. */
export async function localFiles(folder: string): Promise<Files> {
  const incoming = join(folder, 'incoming')
  await mkdir(incoming, { recursive: true, mode: 0o700 })

  const place = (key: FileKey) => {
    const [, owner, first, rest] = keyShape.exec(key) ?? []
    if (!owner || !first || !rest) throw new Error(`Not a key of a file: ${key}`)
    return join(folder, 'kept', owner, first, rest)
  }

  async function receive(source: Readable, maxBytes: number): Promise<ReceivedFile> {
    const path = join(incoming, randomUUID())
    const hash = createHash('sha256')
    let size = 0
    const handle = await open(path, 'wx', 0o600)
    try {
      // Leaving the loop by an error also destroys the source.
      for await (const chunk of chunksOf(source)) {
        size += chunk.length
        if (size > maxBytes) throw new FileTooLarge()
        hash.update(chunk)
        for (let at = 0; at < chunk.length;) at += (await handle.write(chunk, at)).bytesWritten
      }
      await handle.sync()
    } catch (error) {
      await handle.close()
      await rm(path, { force: true })
      throw error
    }
    await handle.close()
    return { path, size, sha256: hash.digest('hex') }
  }

  async function keep(file: ReceivedFile, key: FileKey) {
    const target = place(key)
    await mkdir(dirname(target), { recursive: true, mode: 0o700 })
    // Replaces a file of the same content, if there is one: in one step, so that readers notice nothing.
    await rename(file.path, target)
    for (const at of [dirname(target), dirname(dirname(target)), join(folder, 'kept')]) await syncFolder(at)
  }

  async function sweep(before: Date) {
    const old: string[] = []
    for (const name of await readdir(incoming)) {
      const found = await stat(join(incoming, name)).catch(() => null)
      if (found && found.mtime < before) old.push(name)
    }
    for (const name of old) await rm(join(incoming, name), { force: true })
    return old.length
  }

  return {
    receive,
    keep,
    discard: ({ path }) => rm(path, { force: true }),
    read: (key, range) => createReadStream(place(key), range),
    remove: (key) => rm(place(key), { force: true }),
    sweep,
  }
}

const chunksOf = (source: Readable): AsyncIterable<Buffer> => source

/** A rename is durable only when its folder is. */
async function syncFolder(path: string) {
  const handle = await open(path, 'r')
  await handle.sync().finally(() => handle.close())
}
