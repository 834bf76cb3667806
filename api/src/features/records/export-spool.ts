import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

const prefix = 'thuoc-export-'
const aDay = 86_400_000

/** What a process left behind that was killed in the middle; nobody downloads for a day. */
async function sweep() {
  for (const name of await readdir(tmpdir())) {
    const folder = join(tmpdir(), name)
    const old = async () => Date.now() - (await stat(folder)).mtimeMs > aDay
    // Another process may be sweeping, too, and what belongs to others stays.
    if (name.startsWith(prefix) && (await old().catch(() => false)))
      await rm(folder, { recursive: true, force: true }).catch(() => {})
  }
}

export type Spool = Awaited<ReturnType<typeof openSpool>>

/**
 * Where an export is laid down while it is made: neither the session of the database nor memory is held for as long as
 * somebody takes to download.
 */
export async function openSpool() {
  await sweep()
  const folder = await mkdtemp(join(tmpdir(), prefix))
  const pathOf = (name: string) => join(folder, name)

  async function write(name: string, text: AsyncIterable<string> | Iterable<string>) {
    await mkdir(dirname(pathOf(name)), { recursive: true })
    await pipeline(Readable.from(text), createWriteStream(pathOf(name)))
  }
  const read = (name: string): Readable => createReadStream(pathOf(name))

  /** Lines of JSON, one by one; what they hold was written by `write` of the same export. */
  async function* lines(name: string): AsyncIterable<string> {
    let rest = ''
    // Only line feeds end a line: what people typed may hold other breaks.
    for await (const chunk of read(name).setEncoding('utf8')) {
      const parts = `${rest}${chunk}`.split('\n')
      rest = parts.pop() ?? ''
      yield* parts
    }
    if (rest !== '') yield rest
  }
  const remove = () => rm(folder, { recursive: true, force: true })
  return { write, read, lines, remove }
}
