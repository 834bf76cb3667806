import { PassThrough, type Readable } from 'node:stream'
import ZipStream from 'zip-stream'

/** One file of an archive; what it holds is asked for when its turn comes. */
export type ZipEntry = { name: string; at: Date; content: Buffer | (() => Readable) }

/**
 * An archive that is written while it is read: one file open at a time, nothing of it in memory or on disk. It is not
 * compressed unless that is asked for, since what people collect mostly is already. `eachEntry` hears that another file is
 * in it, and may make the writing wait or end. Whoever stops reading ends it; when a
 * file cannot be read the stream breaks off, so that nobody takes half an archive for a whole one.
 */
export function zipOf(
  entries: Iterable<ZipEntry>,
  { compress = false, eachEntry = async () => {} }: { compress?: boolean; eachEntry?: () => Promise<void> } = {},
): Readable {
  const out = new PassThrough()
  const zip = new ZipStream({ store: !compress })
  let source: Readable | null = null
  /** An entry whose reader has left is never told that it ended. */
  let leave = () => {}
  const stop = (error: Error) => void out.destroy(error)
  zip.on('error', stop)
  // It may break before anybody reads: whoever does finds it broken, and the process goes on.
  out.on('error', () => {})
  out.once('close', () => {
    source?.destroy()
    zip.destroy()
    leave()
  })

  const add = ({ name, at, content }: ZipEntry) =>
    new Promise<void>((resolve, reject) => {
      leave = resolve
      const from = typeof content === 'function' ? content() : content
      source = Buffer.isBuffer(from) ? null : from
      source?.once('error', reject)
      zip.entry(from, { name, date: at }, (error) => (error ? reject(error) : resolve()))
    })
  async function write() {
    for (const entry of entries) {
      if (out.destroyed) return
      await add(entry)
      await eachEntry()
    }
    if (!out.destroyed) zip.finish()
  }
  zip.pipe(out)
  write().catch(stop)
  return out
}
