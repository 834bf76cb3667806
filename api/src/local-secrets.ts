import { randomBytes } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const secrets = z.object({ jwtSecret: z.string().min(32) })

/**
 * Secrets of this data folder for whoever set none: made once, at random, and kept so that people stay signed in
 * over a restart. Readable by the owner only.
 */
export async function localSecrets(dataDir: string): Promise<z.infer<typeof secrets>> {
  const file = join(dataDir, 'secrets.json')
  const known = await readFile(file, 'utf8').catch(() => null)
  if (known !== null) return secrets.parse(JSON.parse(known))
  const made = { jwtSecret: randomBytes(48).toString('base64url') }
  await writeFile(`${file}.new`, JSON.stringify(made), { mode: 0o600 })
  await rename(`${file}.new`, file)
  return made
}
