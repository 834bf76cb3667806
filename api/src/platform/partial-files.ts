import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rm, stat, type FileHandle } from 'node:fs/promises'
import { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { refusedByDisk, type ReceivedFile } from './files.ts'
import { writingTo } from './file-writing.ts'

/** Files that arrive in several parts, each under the id of its upload (a UUID of ours). */
export type PartialFiles = {
  /** Bytes that have arrived: what a process that died had written counts. 0 where nothing has. */
  size: (id: string) => Promise<number>
  /**
   * Writes a part behind what is there, in constant memory, and makes it durable. What arrived before the source broke
   * off stays. @param most bytes that may come @returns bytes that have arrived altogether
   * @throws PartTooLong when more come; nothing of the part stays then
   * @throws Problem `server.storage-unavailable` where the disk takes no more
   */
  append: (id: string, source: Readable, most: number) => Promise<number>
  /** The whole file, ready to be kept, with its SHA-256. */
  finish: (id: string) => Promise<ReceivedFile>
  remove: (id: string) => Promise<void>
  /** Ids of all that lie here. */
  list: () => Promise<string[]>
}

/** The sender has more than it announced: its file has changed meanwhile, and what would be kept is not that file. */
export class PartTooLong extends Error {}

/** As long as one process takes in all parts of a file, its hash is taken on the way. */
type Running = { hash: Hash; at: number }
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export async function partialFiles(folder: string): Promise<PartialFiles> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const running = new Map<string, Running>()
  const place = (id: string) => {
    if (!uuid.test(id)) throw new Error(`Not the id of an upload: ${id}`)
    return join(folder, id)
  }

  const size = async (id: string) => (await stat(place(id)).catch(() => null))?.size ?? 0

  async function append(id: string, source: Readable, most: number): Promise<number> {
    const handle = await open(place(id), 'a', 0o600)
    try {
      const from = (await handle.stat()).size
      const known = running.get(id)
      const hash = known?.at === from ? known.hash : from === 0 ? createHash('sha256') : null
      running.delete(id)
      const at = await write(handle, source, { from, until: from + most, hash })
      if (hash) running.set(id, { hash, at })
      return at
    } finally {
      await handle.close()
    }
  }

  async function finish(id: string): Promise<ReceivedFile> {
    const path = place(id)
    const known = running.get(id)
    running.delete(id)
    const whole = await size(id)
    const hash = known?.at === whole ? known.hash : await hashOf(path)
    return { path, size: whole, sha256: hash.digest('hex') }
  }

  return {
    size,
    append,
    finish,
    remove: async (id) => {
      running.delete(id)
      await rm(place(id), { force: true })
    },
    list: async () => (await readdir(folder)).filter((name) => uuid.test(name)),
  }
}

type Writing = { from: number; until: number; hash: Hash | null }
/** A source that breaks off is no reason to lose what it brought: the next part goes on behind it. */
async function write(handle: FileHandle, source: Readable, { from, until, hash }: Writing): Promise<number> {
  // What a request brings is nobody's but the reader's.
  const writing = writingTo(handle, { hash, keep: !(source instanceof IncomingMessage) })
  let at = from
  try {
    for await (const chunk of untilLeft(source)) {
      if (chunk.length > until - at) throw new PartTooLong()
      at += chunk.length
      await writing.add(chunk)
    }
  } catch (error) {
    if (!isBroken(error)) await writing.stop()
    if (error instanceof PartTooLong) await handle.truncate(from)
    if (!isBroken(error)) throw refusedByDisk(error)
  }
  await writing.end().catch((error: unknown) => {
    throw refusedByDisk(error)
  })
  return at
}

/** The line went away; what else went wrong (a full disk) is for the caller to hear. */
const isBroken = (error: unknown) =>
  error instanceof Error &&
  'code' in error &&
  ['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE', 'ABORT_ERR'].includes(String(error.code))

async function hashOf(path: string): Promise<Hash> {
  const hash = createHash('sha256')
  for await (const chunk of chunksOf(createReadStream(path, { highWaterMark: 1024 * 1024 }))) hash.update(chunk)
  return hash
}

/** Left early, the source lives on: a request whose rest nobody takes in would stand in the way of its own answer. */
const untilLeft = (source: Readable): AsyncIterable<Buffer> => source.iterator({ destroyOnReturn: false })
const chunksOf = (source: Readable): AsyncIterable<Buffer> => source
