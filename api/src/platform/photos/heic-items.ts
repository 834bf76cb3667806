import { BrokenPicture } from './source.ts'

/** A box of the container: where it begins, where its content does, where it ends. */
export type Box = { type: string; at: number; content: number; end: number }

/** Bytes of the file, `to` not included. */
export type Stretch = { from: number; to: number }

/** Reads numbers one after the other. */
function readerOf(bytes: Buffer) {
  let at = 0
  /** @param length in bytes, 0 to 8 */
  const number = (length: number) => {
    if (at + length > bytes.length) throw new BrokenPicture('A list that ends before its end')
    let value = 0
    for (let index = 0; index < length; index += 1) value = value * 256 + (bytes[at + index] ?? 0)
    at += length
    return value
  }
  const text = (length: number) => bytes.toString('latin1', at, (at += length))
  const toZero = () => {
    const end = bytes.indexOf(0, at)
    return text((end < 0 ? bytes.length : end) - at)
  }
  return { number, text, toZero, skip: (length: number) => (at += length), isAtEnd: () => at >= bytes.length }
}

/**
 * The items of `iinf` that are notes and no pictures. @returns item → whether it is EXIF
 * @throws BrokenPicture
 */
export function noteItems(content: Buffer): Map<number, boolean> {
  const list = readerOf(content)
  const notes = new Map<number, boolean>()
  const version = list.number(1)
  list.skip(3)
  const count = list.number(version === 0 ? 2 : 4)
  for (let index = 0; index < count && !list.isAtEnd(); index += 1) {
    const length = list.number(4)
    if (length < 12) throw new BrokenPicture('No item')
    list.skip(-4)
    const item = itemIn(list.text(length))
    if (item?.type === 'Exif') notes.set(item.id, true)
    // Texts of programs: XMP, and whatever else is no picture.
    else if (item?.type === 'mime' || item?.type === 'uri ') notes.set(item.id, false)
  }
  return notes
}

/** One `infe`: size, type, version, flags, id, protection, type of the item. Versions before 2 know no types. */
function itemIn(text: string): { id: number; type: string } | null {
  const box = readerOf(Buffer.from(text, 'latin1'))
  box.skip(8)
  const version = box.number(1)
  if (version < 2) return null
  box.skip(3)
  const id = box.number(version === 2 ? 2 : 4)
  box.skip(2)
  return { id, type: box.text(4) }
}

/**
 * Where the items of `iloc` lie in the file.
 * @param data the box that items may lie in instead
 * @throws BrokenPicture also for items made of other items, which nobody writes for notes
 */
export function itemPlaces(content: Buffer, data: Box | null): (Stretch & { item: number })[] {
  const list = readerOf(content)
  const places: (Stretch & { item: number })[] = []
  const version = list.number(1)
  list.skip(3)
  const sizes = list.number(2)
  const [offsetSize, lengthSize, baseSize, indexSize] = [12, 8, 4, 0].map((shift) => (sizes >> shift) & 15)
  const idSize = version < 2 ? 2 : 4
  const count = list.number(idSize)
  for (let index = 0; index < count; index += 1) {
    const item = list.number(idSize)
    const method = version === 0 ? 0 : list.number(2) & 15
    list.skip(2)
    const base = list.number(baseSize ?? 0)
    const extents = list.number(2)
    for (let extent = 0; extent < extents; extent += 1) {
      if (version > 0) list.skip(indexSize ?? 0)
      const from = base + list.number(offsetSize ?? 0)
      const length = list.number(lengthSize ?? 0)
      const start = method === 0 ? from : method === 1 && data ? data.content + from : null
      if (start === null) throw new BrokenPicture('An item made of others')
      places.push({ item, from: start, to: start + length })
    }
  }
  return places
}
