import { spawn } from 'node:child_process'
import { open, rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

/** Milliseconds; a picture of 60 megapixels takes some seconds. */
const patience = 60_000
const script = fileURLToPath(new URL('turn.process.ts', import.meta.url))

let last: Promise<unknown> = Promise.resolve()

/**
 * Turns a picture upright and packs it anew, at a quality that shows no difference, without any note but the colour
 * profile. In a process of its own, one at a time: a picture made to harm the library, or too large for memory, ends
 * that process and not the service, and what it took is given back.
 * @returns false when it could not be done; there is nothing at `to` then
 */
export function turnUpright(mediaType: string, from: string, to: string, lossless: boolean): Promise<boolean> {
  const turn = last.then(() => run(mediaType, from, to, lossless ? 'lossless' : 'lossy'))
  last = turn.catch(() => {})
  return turn
}

async function run(mediaType: string, from: string, to: string, packing: string): Promise<boolean> {
  const succeeded = await new Promise<boolean>((resolve) => {
    const child = spawn(process.execPath, [script, mediaType, from, to, packing], {
      stdio: 'ignore',
      timeout: patience,
      killSignal: 'SIGKILL',
      // No secret of the service is needed for a picture. Memory is given back at once instead of being kept in parts.
      env: { PATH: process.env.PATH, MALLOC_ARENA_MAX: '2', VIPS_CONCURRENCY: '1' },
    })
    child.once('error', () => resolve(false)).once('exit', (code) => resolve(code === 0))
  })
  if (succeeded) await syncFile(to)
  else await rm(to, { force: true })
  return succeeded
}

async function syncFile(path: string) {
  const handle = await open(path, 'r+')
  await handle.sync().finally(() => handle.close())
}
