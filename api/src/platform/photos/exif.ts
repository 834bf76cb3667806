/** What we take from the notes of a camera before they are thrown away. */
export type CameraNotes = {
  /** 1 is upright; 2 to 8 as EXIF counts turns and mirrors. */
  orientation: number
  /** By the camera's clock, in whatever zone it stood; null if it says nothing that is a day. */
  takenOn: string | null
}

const tags = { orientation: 0x0112, exifFolder: 0x8769, takenAt: 0x9003, digitizedAt: 0x9004 }
const mostEntries = 500

type Reader = { bytes: Buffer; u16: (at: number) => number; u32: (at: number) => number }

/** Reads a TIFF block; one that is torn or lies says nothing, and never throws. */
export function readCameraNotes(exif: Buffer | null): CameraNotes {
  const notes: CameraNotes = { orientation: 1, takenOn: null }
  const reader = exif && readerOf(exif)
  if (!reader) return notes
  try {
    const first = folderAt(reader, reader.u32(4))
    const orientation = first.get(tags.orientation)
    if (orientation !== undefined) notes.orientation = uprightOr(reader.u16(orientation + 8))
    const inner = first.get(tags.exifFolder)
    const taken = inner === undefined ? new Map<number, number>() : folderAt(reader, reader.u32(inner + 8))
    notes.takenOn = dayAt(reader, taken.get(tags.takenAt)) ?? dayAt(reader, taken.get(tags.digitizedAt))
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  return notes
}

const uprightOr = (value: number) => (value >= 1 && value <= 8 ? value : 1)

function readerOf(bytes: Buffer): Reader | null {
  if (bytes.length < 8) return null
  const order = bytes.toString('latin1', 0, 4)
  if (order === 'II*\0') return { bytes, u16: (at) => bytes.readUInt16LE(at), u32: (at) => bytes.readUInt32LE(at) }
  if (order === 'MM\0*') return { bytes, u16: (at) => bytes.readUInt16BE(at), u32: (at) => bytes.readUInt32BE(at) }
  return null
}

/** Tag → where its 12 bytes stand. */
function folderAt({ u16 }: Reader, at: number): Map<number, number> {
  const found = new Map<number, number>()
  const count = Math.min(u16(at), mostEntries)
  for (let index = 0; index < count; index += 1) {
    const entry = at + 2 + index * 12
    found.set(u16(entry), entry)
  }
  return found
}

/** `2026:11:22 09:30:00` */
function dayAt({ bytes, u32 }: Reader, entry: number | undefined): string | null {
  if (entry === undefined) return null
  const at = u32(entry + 8)
  const [, year, month, day] = /^(\d{4})[:-](\d\d)[:-](\d\d)/.exec(bytes.toString('latin1', at, at + 10)) ?? []
  if (year === undefined || month === undefined || day === undefined || year < '1990') return null
  const text = `${year}-${month}-${day}`
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : null
}

/** A TIFF block that says how to turn the picture and nothing else. */
export function orientationOnly(orientation: number): Buffer {
  const block = Buffer.alloc(26)
  block.write('MM\0*', 'latin1')
  block.writeUInt32BE(8, 4)
  block.writeUInt16BE(1, 8)
  block.writeUInt16BE(tags.orientation, 10)
  block.writeUInt16BE(3, 12)
  block.writeUInt32BE(1, 14)
  block.writeUInt16BE(orientation, 18)
  return block
}
