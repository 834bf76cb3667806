import { crc32, deflateRawSync } from 'node:zlib'

export type WrittenEntry = {
  name: string | Buffer
  data?: Buffer
  /** What lies in the archive, where it is not `data` packed by `method`. */
  stored?: Buffer
  /** What the archive says, where it lies. */
  size?: number
  /** 0 as it is, 8 deflated */
  method?: 0 | 8
  flags?: number
  extra?: Buffer
  madeBy?: number
  attributes?: number
}

/**
 * A ZIP archive, also one that nobody should write.
 * @param again names under which the list names the first entry once more
 */
export function zipOf(entries: readonly WrittenEntry[], again: readonly string[] = []): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const { data = Buffer.alloc(0), method = 0 } = entry
    const stored = entry.stored ?? (method === 8 ? deflateRawSync(data) : data)
    const name = Buffer.from(entry.name)
    const local = headerOf(entry, name, stored, data)
    parts.push(Buffer.from('504b0304', 'hex'), local, name, stored)
    directory.push(listed(entry, headerOf(entry, name, stored, data), name, offset))
    if (offset === 0)
      for (const other of again.map((text) => Buffer.from(text)))
        directory.push(listed(entry, headerOf(entry, other, stored, data), other, 0))
    offset += 30 + name.length + stored.length
  }
  const end = Buffer.alloc(22)
  end.write('504b0506', 'hex')
  end.writeUInt16LE(directory.length, 8)
  end.writeUInt16LE(directory.length, 10)
  end.writeUInt32LE(
    directory.reduce((sum, { length }) => sum + length, 0),
    12,
  )
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, ...directory, end])
}

/** What local header and list have in common. */
function headerOf({ flags = 0, method = 0, size }: WrittenEntry, name: Buffer, stored: Buffer, data: Buffer) {
  const header = Buffer.alloc(26)
  header.writeUInt16LE(20, 0)
  header.writeUInt16LE(flags, 2)
  header.writeUInt16LE(method, 4)
  header.writeUInt32LE(crc32(data), 10)
  header.writeUInt32LE(stored.length, 14)
  header.writeUInt32LE(size ?? data.length, 18)
  header.writeUInt16LE(name.length, 22)
  return header
}

function listed(
  { extra = Buffer.alloc(0), madeBy = 20, attributes = 0 }: WrittenEntry,
  header: Buffer,
  name: Buffer,
  offset: number,
) {
  const mark = Buffer.from('504b01020000', 'hex')
  mark.writeUInt16LE(madeBy, 4)
  header.writeUInt16LE(extra.length, 24)
  const place = Buffer.alloc(14)
  place.writeUInt32LE(attributes, 6)
  place.writeUInt32LE(offset, 10)
  return Buffer.concat([mark, header, place, name, extra])
}
