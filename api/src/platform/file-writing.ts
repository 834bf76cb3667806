import type { Hash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'

/** Bytes that are written at once: for each chunk of a line the way to the disk costs more than the chunk. */
const atOnce = 1024 * 1024
const chunksAtOnce = 512
/** Milliseconds after which a slow line need not fill that. */
const patience = 200
/** Bytes after which the disk begins to make them durable, so that little is left to wait for at the end. */
const ahead = 4 * 1024 * 1024
/** One at a time in a process: the few threads for files are everybody's. */
let isSyncing = false

/** What writing asks of an open file. */
export type Writable = Pick<FileHandle, 'datasync' | 'sync'> & {
  writev: (chunks: readonly Buffer[]) => Promise<{ bytesWritten: number }>
}

/**
 * Writes behind what a file holds, in constant memory, while what was written before is hashed.
 * @param keep false when nobody else has the chunks: their memory is given back at once
 */
export function writingTo(handle: Writable, { hash, keep }: { hash: Hash | null; keep: boolean }) {
  let waiting: Buffer[] = []
  let bytes = 0
  let unsynced = 0
  let written = Promise.resolve()
  let synced = Promise.resolve()
  let isWriting = false
  let timer: NodeJS.Timeout | undefined

  const flushSoon = () => setTimeout(() => (isWriting ? (timer = flushSoon()) : flush()), patience)

  function flush() {
    clearTimeout(timer)
    timer = undefined
    const chunks = waiting
    unsynced += bytes
    waiting = []
    bytes = 0
    // A fault stays: nothing is written behind a gap, and whoever waits next hears of it.
    written = written.then(() => write(chunks))
    written.catch(() => {})
  }

  async function write(chunks: readonly Buffer[]) {
    isWriting = true
    await writeWhole(handle, chunks).finally(() => (isWriting = false))
    if (!keep) chunks.forEach(giveBack)
  }

  /** What the disk refuses is told once to each open file, so it is kept until the end. */
  function syncAhead() {
    if (unsynced < ahead || isSyncing) return
    isSyncing = true
    unsynced = 0
    synced = synced.then(() => handle.datasync()).finally(() => (isSyncing = false))
    synced.catch(() => {})
  }

  return {
    /** Waits only where the disk is slower than the line. @throws what the disk said of earlier chunks */
    async add(chunk: Buffer) {
      hash?.update(chunk)
      waiting.push(chunk)
      bytes += chunk.length
      if (bytes < atOnce && waiting.length < chunksAtOnce) {
        timer ??= flushSoon()
        return
      }
      const before = written
      flush()
      await before
      syncAhead()
    },
    /** All that was added is in the file and outlives a power cut, also when the source broke off. */
    async end() {
      flush()
      await written
      await synced
      await handle.sync()
    },
    /** Leaves the file alone: nothing that was added is written after this. */
    async stop() {
      clearTimeout(timer)
      waiting = []
      await Promise.allSettled([written, synced])
    },
  }
}

async function writeWhole(handle: Writable, chunks: readonly Buffer[]) {
  for (let rest = chunks; rest.length > 0;) rest = behind(rest, (await handle.writev(rest)).bytesWritten)
}

/** A disk may take a part of what it is given. */
function behind(chunks: readonly Buffer[], bytes: number): readonly Buffer[] {
  let left = bytes
  const at = chunks.findIndex((chunk) => {
    if (left < chunk.length) return true
    left -= chunk.length
    return false
  })
  const [first, ...rest] = at < 0 ? [] : chunks.slice(at)
  return first ? [first.subarray(left), ...rest] : []
}

/**
 * Lets go of memory that is no object of the heap. Left to the garbage collector it is seen through whole for every 16
 * MB that come in, which takes longer than to write and hash them.
 */
function giveBack({ buffer, byteLength }: Buffer) {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0)
}
