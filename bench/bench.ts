import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { lockDataDir } from '../api/src/platform/data-dir.ts'
import { startEmbedded } from '../api/src/platform/db/embedded.ts'
import { sizeNames } from './generator/sizes.ts'
import { measure } from './run.ts'

/** `node bench/bench.ts [commune|province|country …]`: all sizes when none is named. See README.md of this folder. */
const { values, positionals: asked } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '4' },
    connections: { type: 'string', default: '16' },
  },
})
const unknown = asked.filter((one) => !sizeNames.some((name) => name === one))
if (unknown.length > 0) throw new Error(`No such size: ${unknown.join(', ')}; there are ${sizeNames.join(', ')}`)
const wanted = asked.length === 0 ? sizeNames : sizeNames.filter((name) => asked.includes(name))

const folder = join(import.meta.dirname, '..', 'data', 'bench')
await mkdir(folder, { recursive: true })
const lock = await lockDataDir(folder)
const embedded = process.env.DATABASE_URL === undefined ? await startEmbedded({ dataDir: folder }) : null
try {
  const server = process.env.DATABASE_URL ?? embedded?.url ?? ''
  const rounds = Number(values.rounds)
  const terms = { seconds: Number(values.seconds), connections: Number(values.connections) }
  for (const size of wanted) await measure(size, { server, folder, rounds, terms })
} finally {
  await embedded?.stop()
  lock.release()
}
