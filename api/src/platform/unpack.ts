import { crc32, inflateRawSync } from 'node:zlib'

/** Why an archive is not unpacked. */
export class BrokenArchive extends Error {
  readonly reason: 'damaged' | 'encrypted' | 'too-large'
  constructor(reason: BrokenArchive['reason'], cause?: unknown) {
    super(`archive ${reason}`, { cause })
    this.reason = reason
  }
}

/** What an archive may come to when it is unpacked. */
export type UnpackingLimits = {
  entries: number
  /** Of all entries together. */
  bytes: number
  /** Unpacked to packed, of the whole; small archives are let off. */
  ratio: number
}

type Entry = { name: string; flags: number; method: number; crc: number; packed: number; size: number; offset: number }

const endMark = 0x06054b50
const entryMark = 0x02014b50
const localMark = 0x04034b50
const farEndMark = 0x06064b50
const farLocatorMark = 0x07064b50
const endSize = 22
const longestComment = 0xffff
const far16 = 0xffff
const far32 = 0xffffffff
/** Below this no ratio is a danger. */
const harmless = 4 * 1024 * 1024

/**
 * Unpacks a ZIP archive. The sizes in its headers are only promises: what counts is what really comes out, and nothing
 * is unpacked beyond the limits. An entry that says one thing in the directory and is another is refused.
 * @returns the content of each entry by its name
 * @throws BrokenArchive `damaged`, `encrypted`, `too-large`
 */
export function unpack(file: Buffer, limits: UnpackingLimits): Map<string, Buffer> {
  const allowed = Math.min(limits.bytes, Math.max(harmless, file.length * limits.ratio))
  const parts = new Map<string, Buffer>()
  let left = allowed
  for (const entry of orDamaged(() => entriesOf(file, limits.entries))) {
    if (parts.has(entry.name)) throw new BrokenArchive('damaged')
    const content = orDamaged(() => contentOf(file, entry, left))
    left -= content.length
    if (left < 0) throw new BrokenArchive('too-large')
    parts.set(entry.name, content)
  }
  return parts
}

/** Reading outside the file means that one of its addresses lies. */
function orDamaged<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw error instanceof BrokenArchive ? error : new BrokenArchive('damaged', error)
  }
}

function entriesOf(file: Buffer, most: number): Entry[] {
  const { count, start } = directoryOf(file)
  if (count > most) throw new BrokenArchive('too-large')
  const entries: Entry[] = []
  let at = start
  for (let index = 0; index < count; index += 1) {
    if (file.readUInt32LE(at) !== entryMark) throw new BrokenArchive('damaged')
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => file.readUInt16LE(at + field))
    if (nameLength === undefined || extraLength === undefined || commentLength === undefined) break
    const nameEnd = at + 46 + nameLength
    const entry = {
      name: file.toString('utf8', at + 46, nameEnd),
      flags: file.readUInt16LE(at + 8),
      method: file.readUInt16LE(at + 10),
      crc: file.readUInt32LE(at + 16),
      packed: file.readUInt32LE(at + 20),
      size: file.readUInt32LE(at + 24),
      offset: file.readUInt32LE(at + 42),
    }
    entries.push(withFarSizes(entry, file.subarray(nameEnd, nameEnd + extraLength)))
    at = nameEnd + extraLength + commentLength
  }
  return entries.filter(({ name }) => !name.endsWith('/'))
}

/** The directory stands at the end, behind it perhaps a comment. */
function directoryOf(file: Buffer): { count: number; start: number } {
  const lowest = Math.max(0, file.length - endSize - longestComment)
  for (let at = file.length - endSize; at >= lowest; at -= 1) {
    if (file.readUInt32LE(at) !== endMark || at + endSize + file.readUInt16LE(at + 20) !== file.length) continue
    const [count, start] = [file.readUInt16LE(at + 10), file.readUInt32LE(at + 16)]
    if (count !== far16 && start !== far32) return { count, start }
    return farDirectoryOf(file, at)
  }
  throw new BrokenArchive('damaged')
}

/** ZIP64, which some programs write also for small files. */
function farDirectoryOf(file: Buffer, end: number) {
  if (file.readUInt32LE(end - 20) !== farLocatorMark) throw new BrokenArchive('damaged')
  const at = Number(file.readBigUInt64LE(end - 12))
  if (file.readUInt32LE(at) !== farEndMark) throw new BrokenArchive('damaged')
  return { count: Number(file.readBigUInt64LE(at + 32)), start: Number(file.readBigUInt64LE(at + 48)) }
}

/** The sizes that did not fit into 32 bits stand in a field of their own, in this order, each only where it is needed. */
function withFarSizes(entry: Entry, extra: Buffer): Entry {
  const far = { ...entry }
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue
    let next = at + 4
    for (const field of ['size', 'packed', 'offset'] as const) {
      if (entry[field] !== far32) continue
      far[field] = Number(extra.readBigUInt64LE(next))
      next += 8
    }
  }
  return far
}

function contentOf(file: Buffer, { flags, method, crc, packed, offset }: Entry, most: number): Buffer {
  if ((flags & 1) !== 0) throw new BrokenArchive('encrypted')
  if (file.readUInt32LE(offset) !== localMark) throw new BrokenArchive('damaged')
  const start = offset + 30 + file.readUInt16LE(offset + 26) + file.readUInt16LE(offset + 28)
  const data = file.subarray(start, start + packed)
  if (data.length !== packed || (method !== 0 && method !== 8)) throw new BrokenArchive('damaged')
  const content = method === 0 ? data : inflate(data, most)
  if (crc32(content) !== crc) throw new BrokenArchive('damaged')
  return content
}

function inflate(data: Buffer, most: number): Buffer {
  if (data.length === 0) throw new BrokenArchive('damaged')
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(1, most) })
  } catch (error) {
    throw new BrokenArchive(isTooLarge(error) ? 'too-large' : 'damaged', error)
  }
}

const isTooLarge = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'

/** An archive of these entries, stored as they are. */
export function pack(parts: ReadonlyMap<string, Buffer>): Buffer {
  const pieces: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, content] of parts) {
    const path = Buffer.from(name)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(0x0800, 2)
    common.writeUInt32LE(crc32(content), 10)
    common.writeUInt32LE(content.length, 14)
    common.writeUInt32LE(content.length, 18)
    common.writeUInt16LE(path.length, 22)
    const local = Buffer.alloc(4)
    local.writeUInt32LE(localMark)
    pieces.push(local, common, path, content)
    const [mark, place] = [Buffer.alloc(6), Buffer.alloc(14)]
    mark.writeUInt32LE(entryMark)
    mark.writeUInt16LE(20, 4)
    place.writeUInt32LE(offset, 10)
    directory.push(mark, common, place, path)
    offset += 30 + path.length + content.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(endSize)
  end.writeUInt32LE(endMark)
  end.writeUInt16LE(parts.size, 8)
  end.writeUInt16LE(parts.size, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...pieces, listed, end])
}
