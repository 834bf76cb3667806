import type { FileHandle } from 'node:fs/promises'
import { BrokenPicture } from './source.ts'

/** A stretch of the picture as it came, or bytes in its stead. */
export type Piece = { from: number; to: number } | Buffer

/** What is to become of a picture: the pieces that stay, in their order. */
export type Plan = {
  pieces: Piece[]
  /** Something is left out or replaced. */
  changed: boolean
  /** The raw EXIF (TIFF) block, if there is one. */
  exif: Buffer | null
  /** Moves: its frames are not turned one by one. */
  animated: boolean
  /** Packed without loss. */
  lossless: boolean
}

/** No honest picture is in more pieces. */
const mostPieces = 10_000

export function emptyPlan(): Plan {
  return { pieces: [], changed: false, exif: null, animated: false, lossless: false }
}

/** Keeps a stretch; stretches that touch become one. */
export function keep({ pieces }: Plan, from: number, to: number) {
  const last = pieces.at(-1)
  if (last && !Buffer.isBuffer(last) && last.to === from) last.to = to
  else if (from < to) put(pieces, { from, to })
}

export function replace(plan: Plan, by: Buffer) {
  put(plan.pieces, by)
}

function put(pieces: Piece[], piece: Piece) {
  if (pieces.length >= mostPieces) throw new BrokenPicture('In too many pieces')
  pieces.push(piece)
}

const chunk = 256 * 1024

/** Writes what stays, in constant memory. */
export async function writePieces(pieces: readonly Piece[], source: FileHandle, target: FileHandle) {
  const held = Buffer.alloc(chunk)
  for (const piece of pieces) {
    if (Buffer.isBuffer(piece)) await writeAll(target, piece)
    else
      for (let at = piece.from; at < piece.to;) {
        const { bytesRead } = await source.read(held, 0, Math.min(chunk, piece.to - at), at)
        if (bytesRead === 0) throw new BrokenPicture('Torn')
        await writeAll(target, held.subarray(0, bytesRead))
        at += bytesRead
      }
  }
  await target.sync()
}

async function writeAll(target: FileHandle, bytes: Buffer) {
  for (let at = 0; at < bytes.length;) at += (await target.write(bytes, at)).bytesWritten
}
