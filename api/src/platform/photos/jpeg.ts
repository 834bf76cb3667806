import { emptyPlan, keep, type Plan } from './plan.ts'
import { BrokenPicture, type Source } from './source.ts'

const marker = { start: 0xd8, end: 0xd9, scan: 0xda, app0: 0xe0, app1: 0xe1, app2: 0xe2, app14: 0xee, comment: 0xfe }
const jfif = Buffer.from('JFIF\0', 'latin1')
const exif = Buffer.from('Exif\0\0', 'latin1')
const profile = Buffer.from('ICC_PROFILE\0', 'latin1')
const adobe = Buffer.from('Adobe', 'latin1')
/** JFIF without a thumbnail: two bytes of length and fourteen of content. */
const plainJfif = 16

/**
 * A JPEG without what is said about it: of the segments meant for programs (APPn, COM) only those stay that decide how
 * it looks: JFIF, ICC profile, Adobe's colour transform. What hangs on behind the end goes too: second pictures with
 * notes of their own, moving pictures, makers' trailers. The picture itself is not unpacked.
 * @throws BrokenPicture when its segments do not hold together; one that only breaks off early is let off
 */
export async function planJpeg(source: Source): Promise<Plan> {
  const plan = emptyPlan()
  const [first, second] = await source.read(0, 2)
  if (first !== 0xff || second !== marker.start) throw new BrokenPicture('No JPEG')
  keep(plan, 0, 2)
  let at = 2
  while (at < source.size) {
    const head = await source.read(at, 2)
    if (head[0] !== 0xff) throw new BrokenPicture('No segment')
    const code = head[1] ?? 0
    // Any number of fill bytes may stand before a marker.
    if (code === 0xff) {
      at += 1
      plan.changed = true
    } else if (code === marker.end) {
      keep(plan, at, at + 2)
      plan.changed ||= at + 2 < source.size
      return plan
    } else if (isBare(code)) {
      keep(plan, at, at + 2)
      at += 2
    } else {
      at = await takeSegment(source, plan, at, code)
      if (code === marker.scan) {
        const end = await endOfScan(source, at)
        keep(plan, at, end)
        at = end
      }
    }
  }
  return plan
}

const isBare = (code: number) => code === 0x01 || (code >= 0xd0 && code <= 0xd8)

/** @returns where the next segment begins */
async function takeSegment(source: Source, plan: Plan, at: number, code: number): Promise<number> {
  const length = (await source.read(at + 2, 2)).readUInt16BE(0)
  if (length < 2) throw new BrokenPicture('A segment without room for its length')
  const end = at + 2 + length
  const isNote = (code >= marker.app0 && code <= 0xef) || code === marker.comment
  const content = await source.read(at + 4, isNote ? length - 2 : 0)
  if (end > source.size) throw new BrokenPicture('Torn')
  if (!isNote || isLook(code, content)) {
    keep(plan, at, end)
    return end
  }
  plan.changed = true
  if (code === marker.app1 && starts(content, exif)) plan.exif ??= content.subarray(exif.length)
  return end
}

function isLook(code: number, content: Buffer) {
  if (code === marker.app0) return starts(content, jfif) && content.length === plainJfif - 2
  if (code === marker.app2) return starts(content, profile)
  return code === marker.app14 && starts(content, adobe)
}

const starts = (content: Buffer, with_: Buffer) => content.subarray(0, with_.length).equals(with_)

/** In a scan FF stands only before 00 and restart marks; before anything else it begins the next segment. */
async function endOfScan(source: Source, from: number): Promise<number> {
  for (let at = from; ;) {
    const found = await source.find(0xff, at)
    if (found + 1 >= source.size) return source.size
    const code = (await source.read(found + 1, 1))[0] ?? 0
    if (code !== 0 && !(code >= 0xd0 && code <= 0xd7)) return found
    at = found + 2
  }
}

/** The segment that says how to turn the picture, to stand behind the first two bytes. */
export function jpegNote(block: Buffer): { at: number; piece: Buffer } {
  const head = Buffer.from([0xff, marker.app1, 0, 0])
  head.writeUInt16BE(2 + exif.length + block.length, 2)
  return { at: 2, piece: Buffer.concat([head, exif, block]) }
}
