import { type Box, itemPlaces, noteItems, type Stretch } from './heic-items.ts'
import { emptyPlan, keep, type Plan, replace } from './plan.ts'
import { BrokenPicture, type Source } from './source.ts'

const mostBoxes = 5_000
const largestNote = 16 * 1024 * 1024
const largestList = 8 * 1024 * 1024
/** Places and makers' notes in the film part of a HEIC that moves; nothing of that is taken apart here. */
const filmNotes = /udta|\xa9xyz|loci|mebx/

/**
 * A HEIC (HEIF) whose notes are blanked where they lie: EXIF, XMP and foreign boxes become empty ones of the same
 * length. No other byte moves, and the picture need not be unpacked, which our library could not. Its turn is no matter
 * of EXIF: it stands beside the picture (`irot`) and stays.
 * @throws BrokenPicture when the container does not hold together, or holds a film with notes
 */
export async function planHeic(source: Source): Promise<Plan> {
  const plan = { ...emptyPlan(), lossless: true }
  const blanks: { from: number; by: Buffer }[] = []
  let hasMeta = false
  for (const box of await boxesIn(source, 0, source.size)) {
    if (box.type === 'uuid') blanks.push({ from: box.at + 4, by: freeBox(box) })
    if (box.type === 'moov' && filmNotes.test((await contentOf(source, box)).toString('latin1')))
      throw new BrokenPicture('A film with notes of its own')
    if (box.type !== 'meta') continue
    hasMeta = true
    // A full box: version and flags come first.
    const inside = await boxesIn(source, box.content + 4, box.end)
    for (const stretch of await notesIn(source, inside)) {
      const content = await noteAt(source, stretch)
      if (stretch.isExif) plan.exif ??= tiffIn(content)
      const by = blankOf(stretch)
      if (!content.equals(by)) blanks.push({ from: stretch.from, by })
    }
  }
  if (!hasMeta) throw new BrokenPicture('No list of what is in it')
  blanks.sort((a, b) => a.from - b.from)
  let at = 0
  for (const { from, by } of blanks) {
    if (from < at) throw new BrokenPicture('Notes that overlap')
    keep(plan, at, from)
    replace(plan, by)
    at = from + by.length
  }
  keep(plan, at, source.size)
  plan.changed = blanks.length > 0
  return plan
}

async function boxesIn(source: Source, from: number, to: number): Promise<Box[]> {
  const boxes: Box[] = []
  for (let at = from; at + 8 <= to;) {
    if (boxes.length >= mostBoxes) throw new BrokenPicture('Too many boxes')
    const head = await source.read(at, 8)
    const [short, type] = [head.readUInt32BE(0), head.toString('latin1', 4)]
    const isLong = short === 1
    const length = isLong ? Number((await source.read(at + 8, 8)).readBigUInt64BE(0)) : short === 0 ? to - at : short
    const content = at + (isLong ? 16 : 8)
    if (at + length < content || at + length > to) throw new BrokenPicture('A box larger than what it lies in')
    boxes.push({ type, at, content, end: at + length })
    at += length
  }
  return boxes
}

function contentOf(source: Source, { content, end }: Box) {
  if (end - content > largestList) throw new BrokenPicture('A list without end')
  return source.read(content, end - content)
}

async function notesIn(source: Source, inside: readonly Box[]): Promise<(Stretch & { isExif: boolean })[]> {
  const [info, places, data] = ['iinf', 'iloc', 'idat'].map((type) => inside.find((box) => box.type === type))
  if (!info || !places) return []
  const notes = noteItems(await contentOf(source, info))
  return itemPlaces(await contentOf(source, places), data ?? null).flatMap(({ item, ...stretch }) => {
    const isExif = notes.get(item)
    return isExif === undefined ? [] : [{ ...stretch, isExif }]
  })
}

function noteAt(source: Source, { from, to }: Stretch) {
  if (to - from > largestNote) throw new BrokenPicture('Notes without end')
  return source.read(from, to - from)
}

/** Four bytes say how far behind them the TIFF block begins. */
const tiffIn = (content: Buffer) => (content.length < 4 ? null : content.subarray(4 + content.readUInt32BE(0)))

/** An EXIF block with nothing in it, or nothing at all. */
function blankOf({ from, to, isExif }: Stretch & { isExif: boolean }) {
  const blank = Buffer.alloc(to - from)
  if (isExif && blank.length >= 18) blank.write('\0\0\0\0MM\0*\0\0\0\x08', 'latin1')
  return blank
}

/** From the type on: readers step over it. */
function freeBox({ at, end }: Box) {
  if (end - at > largestNote) throw new BrokenPicture('Notes without end')
  const blank = Buffer.alloc(end - at - 4)
  blank.write('free', 'latin1')
  return blank
}
