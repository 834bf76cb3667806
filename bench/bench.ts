import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { lockDataDir } from '../api/src/platform/data-dir.ts'
import { startEmbedded } from '../api/src/platform/db/embedded.ts'
import { sizeNames, type SizeName } from './generator/sizes.ts'
import { lastEvening } from './evening/evening.ts'
import { report } from './figures.ts'
import { hotPaths } from './hot.ts'
import { pagesAndPlans } from './pages/measure.ts'
import { measure, type Measured, type Section } from './run.ts'

/**
 * `node bench/bench.ts [commune|province|country …] [--only hot …]`: everything when nothing is named. See README.md of
 * this folder.
 */
const { values, positionals: asked } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '4' },
    connections: { type: 'string', default: '16' },
    minutes: { type: 'string', default: '5' },
    only: { type: 'string', multiple: true },
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
  const terms = { seconds: Number(values.seconds), connections: Number(values.connections) }
  const sections: Record<string, Section> = {
    hot: { run: (bench) => hotPaths(bench, { rounds: Number(values.rounds), terms }) },
    pages: { run: pagesAndPlans },
    evening: { run: (bench) => lastEvening(bench, Number(values.minutes)), sizes: ['province'], copy: true },
  }
  // What is named is measured wherever one wants it.
  const chosen = Object.entries(sections).filter(([name]) => values.only?.includes(name) ?? true)
  const made: [SizeName, Measured][] = []
  for (const size of wanted) {
    const those = chosen.filter(([, { sizes }]) => values.only !== undefined || (sizes?.includes(size) ?? true))
    made.push([
      size,
      await measure(
        size,
        { server, folder },
        those.map(([, one]) => one),
      ),
    ])
  }
  await report(made)
  const ends = made.flatMap(([, { figures }]) => figures).filter(({ unit, met }) => unit === 'statements' && !met)
  if (ends.length > 0) process.exitCode = 1
} finally {
  await embedded?.stop()
  lock.release()
}
