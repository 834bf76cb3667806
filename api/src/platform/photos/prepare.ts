import { open, rm } from 'node:fs/promises'
import { orientationOnly, readCameraNotes } from './exif.ts'
import { planGif } from './gif.ts'
import { planHeic } from './heic.ts'
import { jpegNote, planJpeg } from './jpeg.ts'
import { type Piece, type Plan, writePieces } from './plan.ts'
import { planPng, pngNote } from './png.ts'
import { type Source, sourceOf } from './source.ts'
import { turnUpright } from './turn.ts'
import { planWebp } from './webp.ts'

export type PreparedPhoto = {
  /** A new file lies at the second path; else the first is good as it is and there is no second. */
  changed: boolean
  /** The day by the camera's clock, `YYYY-MM-DD`. */
  takenOn: string | null
}

/** Each kind of picture by its media type. */
const plans: Readonly<Record<string, (source: Source) => Promise<Plan>>> = {
  'image/jpeg': planJpeg,
  'image/png': planPng,
  'image/webp': planWebp,
  'image/gif': planGif,
  'image/heic': planHeic,
  'image/heif': planHeic,
}
/** Where a picture that cannot be turned still says how it wants to be turned. */
const notes: Readonly<Record<string, (block: Buffer) => { at: number; piece: Buffer }>> = {
  'image/jpeg': jpegNote,
  'image/png': pngNote,
}

/**
 * A picture that came in, fit to be shown to others: without place, camera, time, thumbnail or any other note, with its
 * colour profile, and upright. Notes are cut out without unpacking the picture, so that it loses nothing; only one that
 * lies on its side is turned and packed anew, where that can be done (`turnUpright`), else it keeps the one note that
 * says how. What has nothing to hide and stands upright is left byte for byte.
 * @param mediaType by content; anything but a picture is left as it is
 * @param from stays as it is
 * @param to must not be there yet; nothing is left there after an error
 * @throws BrokenPicture when it does not hold together: it may hide anything, and is not to be shown
 */
export async function preparePhoto(mediaType: string, from: string, to: string): Promise<PreparedPhoto> {
  const planOf = plans[mediaType]
  if (!planOf) return { changed: false, takenOn: null }
  const source = await open(from, 'r')
  try {
    const plan = await planOf(await sourceOf(source))
    const { orientation, takenOn } = readCameraNotes(plan.exif)
    // The turn of a HEIC stands beside the picture; in its EXIF it is only told again.
    const isTurned = orientation !== 1 && !/hei[cf]$/.test(mediaType)
    if (isTurned && !plan.animated && (await turnUpright(mediaType, from, to, plan.lossless)))
      return { changed: true, takenOn }
    if (!plan.changed) return { changed: false, takenOn }
    const note = isTurned ? notes[mediaType]?.(orientationOnly(orientation)) : undefined
    await write(note ? insert(plan.pieces, note) : plan.pieces)
    return { changed: true, takenOn }
  } finally {
    await source.close()
  }

  async function write(pieces: readonly Piece[]) {
    const target = await open(to, 'wx', 0o600)
    try {
      await writePieces(pieces, source, target)
    } catch (error) {
      await rm(to, { force: true })
      throw error
    } finally {
      await target.close()
    }
  }
}

/** Into the first piece, which every kind begins with. */
function insert(pieces: readonly Piece[], { at, piece }: { at: number; piece: Buffer }): Piece[] {
  const [first, ...rest] = pieces
  if (!first || Buffer.isBuffer(first)) return [...pieces]
  return [{ from: first.from, to: at }, piece, { from: at, to: first.to }, ...rest]
}
