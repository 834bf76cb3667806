import sharp, { type Sharp } from 'sharp'

/** Above this a picture keeps its note instead: turned, every pixel lies in memory, and more than once: some 600 MB here. */
const mostPixels = 64_000_000
const [mediaType, from = '', to = '', packing] = process.argv.slice(2)

// One picture a process: nothing to keep for the next.
sharp.cache(false)
sharp.concurrency(1)

const picture = sharp(from, { limitInputPixels: mostPixels, failOn: 'truncated' })
const { space, depth, chromaSubsampling, isProgressive } = await picture.metadata()
// What would look different afterwards is not touched: four inks, sixteen bits.
if (!['srgb', 'b-w'].includes(space) || depth !== 'uchar') process.exit(2)

/** Subsampling as it was; 92 of 100 is above what phones pack at. */
const packed: Readonly<Record<string, (upright: Sharp) => Sharp>> = {
  'image/jpeg': (upright) =>
    upright.jpeg({ quality: 92, chromaSubsampling: chromaSubsampling ?? '4:4:4', progressive: isProgressive }),
  'image/png': (upright) => upright.png({ compressionLevel: 9 }),
  'image/webp': (upright) => upright.webp(packing === 'lossless' ? { lossless: true } : { quality: 92 }),
}
const pack = packed[mediaType ?? '']
if (!pack) process.exit(2)
await pack(picture.autoOrient().keepIccProfile()).toFile(to)
