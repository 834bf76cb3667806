import { crc32 } from 'node:zlib'
import { emptyPlan, keep, type Plan } from './plan.ts'
import { BrokenPicture, type Source } from './source.ts'

const signature = Buffer.from('89504e470d0a1a0a', 'hex')
/** Signature and IHDR, which always comes first. */
const headEnd = 33
/** What decides how the picture looks, besides the chunks that every reader must know. */
const looks = new Set('tRNS gAMA cHRM sRGB iCCP cICP mDCV cLLI sBIT bKGD hIST pHYs sPLT acTL fcTL fdAT'.split(' '))
const largestExif = 1024 * 1024

/**
 * A PNG without what is said about it: texts, times, EXIF, makers' chunks, and what hangs on behind the end.
 * @throws BrokenPicture when its chunks do not hold together; one that only breaks off early is let off
 */
export async function planPng(source: Source): Promise<Plan> {
  const plan = emptyPlan()
  plan.lossless = true
  if (!(await source.read(0, 8)).equals(signature)) throw new BrokenPicture('No PNG')
  if ((await source.read(12, 4)).toString('latin1') !== 'IHDR') throw new BrokenPicture('No head')
  keep(plan, 0, headEnd)
  for (let at = headEnd; at + 12 <= source.size;) {
    const head = await source.read(at, 8)
    const [length, type] = [head.readUInt32BE(0), head.toString('latin1', 4)]
    const end = at + 12 + length
    if (!/^[A-Za-z]{4}$/.test(type)) throw new BrokenPicture('No chunk')
    const isCritical = /^[A-Z]/.test(type)
    if (end > source.size) {
      // Torn in the picture itself: what there is of it stays.
      if (isCritical) keep(plan, at, source.size)
      else plan.changed = true
      return plan
    }
    if (isCritical || looks.has(type)) keep(plan, at, end)
    else plan.changed = true
    if (type === 'eXIf' && length <= largestExif) plan.exif ??= await source.read(at + 8, length)
    if (type === 'acTL') plan.animated = true
    if (type === 'IEND') {
      plan.changed ||= end < source.size
      return plan
    }
    at = end
  }
  return plan
}

/** The chunk that says how to turn the picture, to stand behind the head. */
export function pngNote(block: Buffer): { at: number; piece: Buffer } {
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(block.length)
  const content = Buffer.concat([Buffer.from('eXIf'), block])
  check.writeUInt32BE(crc32(content))
  return { at: headEnd, piece: Buffer.concat([length, content, check]) }
}
