import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const identity = z.object({ password: z.string() })

/**
 * Where the PostgreSQL of this house answers that another process has started under `dataDir`.
 * @throws Error where none runs
 */
export async function addressOfRunning(dataDir: string): Promise<string> {
  const folder = join(dataDir, 'postgres')
  const { password } = identity.parse(JSON.parse(await readFile(join(folder, 'thuoc.json'), 'utf8')))
  // Of the lock file of a running server: process, folder, start, port.
  const port = z.coerce.number().parse((await readFile(join(folder, 'postmaster.pid'), 'utf8')).split('\n')[3])
  return `postgres://thuoc:${password}@127.0.0.1:${port}/thuoc`
}
