import { mkdtemp, open, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { watchMemory } from '../../../test/memory.ts'
import { difference, drawn, landscape, lying, notes, secrets } from '../../../test/pictures.ts'
import { BrokenPicture, preparePhoto } from './index.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thuoc-photos-'))
})
afterAll(() => rm(folder, { recursive: true }))

const formats = ['jpeg', 'png', 'webp'] as const
type Format = (typeof formats)[number]

/** As a telephone held in this way would write it, with everything it likes to tell. */
const photo = (format: Format, orientation: number) =>
  drawn(lying(landscape(96, 64), orientation))
    .withExif(notes(orientation))
    .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><who>${secrets.owner}</who></x:xmpmeta>`)
    .withMetadata({ orientation })
    .toFormat(format, { quality: 95 })
    .toBuffer()

/** What becomes of a picture; null where it stays as it is. */
async function prepared(mediaType: string, content: Buffer) {
  const from = join(folder, crypto.randomUUID())
  const to = `${from}.new`
  await writeFile(from, content)
  const { changed, takenOn } = await preparePhoto(mediaType, from, to)
  const result = await readFile(to).catch(() => null)
  expect(result !== null).toBe(changed)
  expect((await readFile(from)).equals(content)).toBe(true)
  return { takenOn, result }
}

const pixels = (content: Buffer) => sharp(content).removeAlpha().raw().toBuffer()
const said = [secrets.camera, secrets.owner, 'GPS', 'xmpmeta', '2026:11:20'].map((text) => Buffer.from(text))
const tells = (content: Buffer) => said.filter((text) => content.includes(text)).map(String)

function present(content: Buffer | null): Buffer {
  if (!content) throw new Error('The picture was left as it is')
  return content
}

describe.each(formats)('a photograph (%s)', (format) => {
  const mediaType = `image/${format}`

  it('tells its secrets before', async () => {
    expect(tells(await photo(format, 1)).length).toBeGreaterThan(2)
  })

  it('tells neither place nor camera nor owner afterwards, and when it was taken only to us', async () => {
    const { result, takenOn } = await prepared(mediaType, await photo(format, 1))
    expect(takenOn).toBe('2026-11-20')
    expect(tells(present(result))).toEqual([])
    const { exif, xmp, iptc, icc, format: kind } = await sharp(present(result)).metadata()
    expect({ exif, xmp, iptc, kind }).toEqual({ exif: undefined, xmp: undefined, iptc: undefined, kind: format })
    expect(icc?.length).toBeGreaterThan(0)
  })

  it('keeps every dot where it stands upright', async () => {
    const content = await photo(format, 1)
    const { result } = await prepared(mediaType, content)
    expect((await pixels(present(result))).equals(await pixels(content))).toBe(true)
  })

  it.each([2, 3, 4, 5, 6, 7, 8])('is turned upright from orientation %i, with nothing left to tell', async (held) => {
    const { result, takenOn } = await prepared(mediaType, await photo(format, held))
    const { width, height, orientation, icc } = await sharp(present(result)).metadata()
    expect({ width, height, orientation, takenOn }).toEqual({
      width: 96,
      height: 64,
      orientation: undefined,
      takenOn: '2026-11-20',
    })
    expect(icc?.length).toBeGreaterThan(0)
    expect(tells(present(result))).toEqual([])
    expect(difference(await pixels(present(result)), landscape(96, 64).bytes)).toBeLessThan(6)
  })

  it('is left byte for byte once it has nothing to tell', async () => {
    const plain = await drawn(landscape(96, 64)).toFormat(format).toBuffer()
    expect(await prepared(mediaType, plain)).toEqual({ result: null, takenOn: null })
    for (const orientation of [1, 6]) {
      const { result } = await prepared(mediaType, await photo(format, orientation))
      expect((await prepared(mediaType, present(result))).result).toBeNull()
    }
  })

  it('loses what hangs on behind its end', async () => {
    const plain = await drawn(landscape(96, 64)).toFormat(format).toBuffer()
    const { result } = await prepared(mediaType, Buffer.concat([plain, Buffer.from(`MOVIE ${secrets.camera}`)]))
    expect(present(result).equals(plain)).toBe(true)
  })

  it('is cleaned also when it breaks off, and refused when nothing in it holds together', async () => {
    const torn = (await photo(format, 1)).subarray(0, -60)
    const { result } = await prepared(mediaType, torn)
    expect(tells(present(result))).toEqual([])
    for (const content of [Buffer.alloc(0), Buffer.from('no picture'), torn.subarray(0, 14)])
      await expect(prepared(mediaType, content)).rejects.toThrow(BrokenPicture)
  })

  it('never brings anything down, whichever byte is wrong', { timeout: 60_000 }, async () => {
    const content = await photo(format, 1)
    for (let at = 0; at < content.length; at += 17) {
      const wrong = Buffer.from(content)
      wrong[at] = (wrong[at] ?? 0) ^ 0x55
      const outcome = await prepared(mediaType, wrong).catch((error: unknown) => error)
      if (outcome instanceof Error) expect(outcome).toBeInstanceOf(BrokenPicture)
    }
  })
})

describe('a photograph', () => {
  it('keeps its colours: the profile stays, and the numbers mean the same', async () => {
    const wide = await drawn(lying(landscape(96, 64), 6))
      .withIccProfile('p3')
      .withExif(notes())
      .toFormat('jpeg')
      .toBuffer()
    const held = await sharp(wide).withMetadata({ orientation: 6 }).keepIccProfile().jpeg({ quality: 95 }).toBuffer()
    const { result } = await prepared('image/jpeg', held)
    const [before, after] = await Promise.all([sharp(held).metadata(), sharp(present(result)).metadata()])
    expect(after.icc?.equals(before.icc ?? Buffer.alloc(0))).toBe(true)
    const upright = await sharp(held, { autoOrient: true }).toColourspace('srgb').raw().toBuffer()
    expect(difference(await sharp(present(result)).raw().toBuffer(), upright)).toBeLessThan(4)
  })

  it('that cannot be turned keeps the one note that says how, and no other', async () => {
    const inks = await drawn(lying(landscape(96, 64), 8))
      .withMetadata({ orientation: 8 })
      .withExifMerge(notes(8))
      .withIccProfile('cmyk')
      .toColourspace('cmyk')
      .jpeg()
      .toBuffer()
    expect((await sharp(inks).metadata()).space).toBe('cmyk')
    const deep = await drawn(lying(landscape(96, 64), 8))
      .toColourspace('rgb16')
      .withExif(notes(8))
      .withMetadata({ orientation: 8 })
      .png()
      .toBuffer()
    const cases: [string, Buffer][] = [
      ['image/jpeg', inks],
      ['image/png', deep],
    ]
    for (const [mediaType, content] of cases) {
      const { result } = await prepared(mediaType, content)
      expect(tells(present(result))).toEqual([])
      expect((await sharp(present(result)).metadata()).orientation).toBe(8)
      expect((await pixels(present(result))).equals(await pixels(content))).toBe(true)
    }
  })

  it('larger than memory is not unpacked: what it tells is cut out, its turn is told', async () => {
    const bomb = pngOf(60_000, 60_000)
    const { result } = await prepared('image/png', bomb)
    const kept = present(result)
    expect(tells(kept)).toEqual([])
    expect(kept.includes(Buffer.from('eXIf'))).toBe(true)
    expect(kept.length).toBeLessThan(bomb.length)
  })

  it('of 300 MB goes through in constant memory', async () => {
    const [from, to] = [join(folder, 'large.jpg'), join(folder, 'large.new')]
    const content = await photo('jpeg', 1)
    // A scan without end: zeros between the last dots and the end mark.
    const size = 300 * 1024 * 1024
    await writeFile(from, content.subarray(0, -2))
    const handle = await open(from, 'r+')
    await handle.truncate(size)
    await handle.close()
    const { result, grownBy } = await watchMemory(() => preparePhoto('image/jpeg', from, to))
    expect(result).toEqual({ changed: true, takenOn: '2026-11-20' })
    expect((await stat(to)).size).toBeGreaterThan(size - 10_000)
    expect(grownBy).toBeLessThan(60 * 1024 * 1024)
  })

  it('that moves keeps moving', async () => {
    const frame = (level: number) => Buffer.alloc(20 * 20 * 3, level)
    const film = sharp(Buffer.concat([frame(10), frame(120), frame(250)]), {
      raw: { width: 20, height: 60, channels: 3, pageHeight: 20 },
    })
    const webp = await film
      .clone()
      .withExif(notes())
      .webp({ loop: 3, delay: [100, 100, 100] })
      .toBuffer()
    const { result } = await prepared('image/webp', webp)
    expect(tells(present(result))).toEqual([])
    expect(await sharp(present(result), { animated: true }).metadata()).toMatchObject({ pages: 3, loop: 3 })

    const gif = await film
      .clone()
      .gif({ loop: 3, delay: [100, 100, 100] })
      .toBuffer()
    expect((await prepared('image/gif', gif)).result).toBeNull()
    const comment = Buffer.from(`!\xfe\x0f${secrets.camera}\0`, 'latin1')
    const talking = Buffer.concat([gif.subarray(0, -1), comment, gif.subarray(-1)])
    expect(present((await prepared('image/gif', talking)).result).equals(gif)).toBe(true)
  })

  it('in HEIC is blanked where it lies, and its picture not touched', async () => {
    // The same container as HEIC, with a packing that may be written here.
    const content = await drawn(landscape(96, 64)).withExif(notes()).avif().toBuffer()
    expect(tells(content)).toContain(secrets.camera)
    const { result, takenOn } = await prepared('image/heic', content)
    expect(takenOn).toBe('2026-11-20')
    expect(tells(present(result))).toEqual([])
    expect(present(result).length).toBe(content.length)
    expect((await pixels(present(result))).equals(await pixels(content))).toBe(true)
    expect((await prepared('image/heic', present(result))).result).toBeNull()
    for (const torn of [content.subarray(0, 100), content.subarray(0, 24), Buffer.from('no picture')])
      await expect(prepared('image/heic', torn)).rejects.toThrow(BrokenPicture)
    for (let at = 0; at < 500; at += 5) {
      const wrong = Buffer.from(content)
      wrong[at] = (wrong[at] ?? 0) ^ 0x55
      const outcome = await prepared('image/heic', wrong).catch((error: unknown) => error)
      if (outcome instanceof Error) expect(outcome).toBeInstanceOf(BrokenPicture)
    }
  })

  it('that is a script as well is no picture, and a script in its notes goes with them', async () => {
    await expect(prepared('image/gif', Buffer.from('GIF89a=1;alert(document.cookie)//'))).rejects.toThrow(BrokenPicture)
    const plain = await drawn(landscape(8, 8)).gif().toBuffer()
    const script = Buffer.from('!\xfe\x0b*/=alert(1)/\0', 'latin1')
    const { result } = await prepared('image/gif', Buffer.concat([plain.subarray(0, -1), script, plain.subarray(-1)]))
    expect(present(result).includes('alert')).toBe(false)
  })

  it('is what we look at; everything else is left alone', async () => {
    expect(await prepared('application/pdf', Buffer.from('%PDF-1.7'))).toEqual({ result: null, takenOn: null })
  })

  it.each([
    ['2026:11:20 10:00:00', '2026-11-20'],
    ['2026-11-20T10:00:00', '2026-11-20'],
    ['0000:00:00 00:00:00', null],
    ['2026:02:30 10:00:00', null],
    ['    :  :     :  :  ', null],
    ['1970:01:01 00:00:00', null],
  ])('says %s: taken on %s', async (DateTimeOriginal, day) => {
    const content = await drawn(landscape(8, 8)).withExif({ IFD2: { DateTimeOriginal } }).jpeg().toBuffer()
    expect((await prepared('image/jpeg', content)).takenOn).toBe(day)
  })
})

/** A small PNG that says it is a large one, lies on its side and tells its camera. */
function pngOf(width: number, height: number): Buffer {
  const chunk = (type: string, content: Buffer) => {
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(content.length)
    const named = Buffer.concat([Buffer.from(type), content])
    check.writeUInt32BE(crc32(named))
    return Buffer.concat([length, named, check])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const exif = Buffer.from('4d4d002a00000008000101120003000000010006000000000000', 'hex')
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('eXIf', exif),
    chunk('tEXt', Buffer.from(`Author\0${secrets.camera}`)),
    chunk('IDAT', Buffer.from('789c0300000000001', 'hex')),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
