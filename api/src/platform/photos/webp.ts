import { emptyPlan, keep, type Plan, replace } from './plan.ts'
import { BrokenPicture, type Source } from './source.ts'

/** What decides how the picture looks; the rest is said about it. */
const looks = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])
/** Bits of VP8X that promise EXIF and XMP. */
const promises = 0x08 | 0x04
const moves = 0x02
const largestExif = 1024 * 1024

/**
 * A WebP without what is said about it (EXIF, XMP, unknown chunks), moving or not.
 * @throws BrokenPicture when its chunks do not hold together; one that only breaks off early is let off
 */
export async function planWebp(source: Source): Promise<Plan> {
  const plan = emptyPlan()
  const head = await source.read(0, 12)
  if (head.toString('latin1', 0, 4) !== 'RIFF' || head.toString('latin1', 8) !== 'WEBP')
    throw new BrokenPicture('No WebP')
  const said = 8 + head.readUInt32LE(4)
  const last = Math.min(source.size, said)
  const kept = emptyPlan()
  let size = 4
  for (let at = 12; at + 8 <= last;) {
    const chunk = await source.read(at, 8)
    const [type, length] = [chunk.toString('latin1', 0, 4), chunk.readUInt32LE(4)]
    // Chunks of odd length are followed by one byte more.
    const end = Math.min(at + 8 + length + (length % 2), last)
    if (type === 'EXIF' && length <= largestExif && at + 8 + length <= last)
      plan.exif ??= withoutPrefix(await source.read(at + 8, length))
    if (type === 'VP8L') plan.lossless = true
    if (looks.has(type)) {
      size += end - at
      if (type === 'VP8X') await takeHead(source, kept, at, end)
      else keep(kept, at, end)
    }
    if (type === 'VP8X' && ((await source.read(at + 8, 1))[0] ?? 0) & moves) plan.animated = true
    at = end
  }
  if (size === 4) throw new BrokenPicture('No picture in it')
  // Torn: nothing left out, and still not as long as it says.
  plan.changed = kept.changed || 8 + size < source.size
  const start = Buffer.from(head)
  start.writeUInt32LE(size, 4)
  plan.pieces = [start, ...kept.pieces]
  return plan
}

async function takeHead(source: Source, kept: Plan, at: number, end: number) {
  const flags = (await source.read(at + 8, 1))[0] ?? 0
  keep(kept, at, at + 8)
  replace(kept, Buffer.from([flags & ~promises]))
  kept.changed ||= (flags & promises) !== 0
  keep(kept, at + 9, end)
}

/** Some programs put the name of the block before it, as in a JPEG. */
const withoutPrefix = (block: Buffer) => (block.toString('latin1', 0, 6) === 'Exif\0\0' ? block.subarray(6) : block)
