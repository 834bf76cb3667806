import { emptyPlan, keep, type Plan } from './plan.ts'
import { BrokenPicture, type Source } from './source.ts'

const mark = { extension: 0x21, image: 0x2c, end: 0x3b }
const [comment, application] = [0xfe, 0xff]
/** How often a moving picture begins anew: the only notes of programs that decide how it looks. */
const loops = new Set(['NETSCAPE2.0', 'ANIMEXTS1.0'])
const mostBlocks = 5_000_000

/**
 * A GIF without comments, XMP, programs' notes and what hangs on behind the end.
 * @throws BrokenPicture when its blocks do not hold together; one that only breaks off early is let off
 */
export async function planGif(source: Source): Promise<Plan> {
  const plan = { ...emptyPlan(), animated: true, lossless: true }
  const head = await source.read(0, 13)
  if (!/^GIF8[79]a$/.test(head.toString('latin1', 0, 6))) throw new BrokenPicture('No GIF')
  let at = 13 + tableSize(head[10] ?? 0)
  keep(plan, 0, Math.min(at, source.size))
  let blocks = 0
  while (at < source.size) {
    const kind = (await source.read(at, 1))[0]
    if (kind === mark.end) {
      keep(plan, at, at + 1)
      plan.changed ||= at + 1 < source.size
      return plan
    }
    const from = at
    const isLook = kind === mark.image || (kind === mark.extension && (await isLookExtension(source, at)))
    if (kind === mark.extension) at += 2
    else if (kind === mark.image) at += 11 + tableSize((await source.read(at + 9, 1))[0] ?? 0)
    else throw new BrokenPicture('No block')
    // Pieces of at most 255 bytes, each behind its length; an empty one ends the block.
    for (let length = 1; length !== 0 && at < source.size; blocks += 1) {
      if (blocks > mostBlocks) throw new BrokenPicture('In too many blocks')
      length = (await source.read(at, 1))[0] ?? 0
      at += 1 + length
    }
    if (isLook) keep(plan, from, Math.min(at, source.size))
    else plan.changed = true
  }
  return plan
}

/** The table of colours that a byte of flags announces. */
const tableSize = (flags: number) => ((flags & 0x80) !== 0 ? 3 * 2 ** ((flags & 7) + 1) : 0)

async function isLookExtension(source: Source, at: number) {
  const label = (await source.read(at + 1, 1))[0]
  if (label === comment) return false
  if (label !== application) return true
  return loops.has((await source.read(at + 3, 11)).toString('latin1'))
}
