import sharp from 'sharp'

/** A place and a camera that nobody may find in what is kept. */
export const secrets = { latitude: '21/1 1/1 42/1', camera: 'MAY ANH MAU 007', owner: 'Nguyen Van Mau' }

type Dots = { width: number; height: number; bytes: Buffer }

/** Soft colours with a different corner each, so that every turn and mirror shows. */
export function landscape(width: number, height: number): Dots {
  const bytes = Buffer.alloc(width * height * 3)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 3
      bytes[at] = Math.round((220 * x) / width)
      bytes[at + 1] = Math.round((220 * y) / height)
      bytes[at + 2] = x < width / 3 && y < height / 3 ? 200 : 40
    }
  return { width, height, bytes }
}

/** Where the dot lies in the stored picture that is shown at (x, y), by EXIF's eight orientations. */
const stored: Readonly<Record<number, (x: number, y: number, w: number, h: number) => [number, number]>> = {
  1: (x, y) => [x, y],
  2: (x, y, w) => [w - 1 - x, y],
  3: (x, y, w, h) => [w - 1 - x, h - 1 - y],
  4: (x, y, _, h) => [x, h - 1 - y],
  5: (x, y) => [y, x],
  6: (x, y, _, h) => [y, h - 1 - x],
  7: (x, y, w, h) => [w - 1 - y, h - 1 - x],
  8: (x, y, w) => [w - 1 - y, x],
}

/** The dots as a camera held in this way stores them. */
export function lying({ width, height, bytes }: Dots, orientation: number): Dots {
  const [w, h] = orientation > 4 ? [height, width] : [width, height]
  const turned = Buffer.alloc(bytes.length)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const [sx, sy] = stored[orientation]?.(x, y, w, h) ?? [x, y]
      bytes.copy(turned, (sy * w + sx) * 3, (y * width + x) * 3, (y * width + x) * 3 + 3)
    }
  return { width: w, height: h, bytes: turned }
}

export const drawn = ({ width, height, bytes }: Dots) => sharp(bytes, { raw: { width, height, channels: 3 } })

/** What a telephone writes beside a picture. @param orientation 1 to 8 */
export function notes(orientation = 1) {
  return {
    IFD0: {
      Make: secrets.camera,
      Artist: secrets.owner,
      Orientation: `${orientation}`,
      DateTime: '2026:12:01 00:00:00',
    },
    IFD2: { DateTimeOriginal: '2026:11:20 23:59:58', BodySerialNumber: secrets.camera },
    IFD3: { GPSLatitudeRef: 'N', GPSLatitude: secrets.latitude, GPSLongitudeRef: 'E', GPSLongitude: '105/1 51/1 15/1' },
  }
}

/** Alike to the eye: the square root of the mean square difference, in steps of 255. */
export function difference(one: Buffer, other: Buffer) {
  let sum = 0
  for (let at = 0; at < one.length; at += 1) sum += ((one[at] ?? 0) - (other[at] ?? 0)) ** 2
  return Math.sqrt(sum / one.length)
}
