import { mkdir } from 'node:fs/promises'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { lockDataDir } from '../api/src/platform/data-dir.ts'
import { startEmbedded } from '../api/src/platform/db/embedded.ts'
import { app } from './app.ts'
import { sizeNames } from './generator/sizes.ts'
import { bulk } from './bulk/bulk.ts'
import { lastEvening } from './evening/evening.ts'
import { growthIn, report, type Figure, type Kept } from './figures.ts'
import { hotPaths } from './hot.ts'
import { lighthouse } from './lighthouse.ts'
import { pagesAndPlans } from './pages/measure.ts'
import { measure, type Section } from './run.ts'
import { starting } from './starting.ts'
import { uploads } from './uploads.ts'

/**
 * `node bench/bench.ts [commune|province|country …] [--only hot …]`: everything when nothing is named, and of a size that is
 * named what has to do with data. See README.md of this folder.
 */
const { values, positionals: asked } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '4' },
    connections: { type: 'string', default: '16' },
    mb: { type: 'string', default: '500' },
    minutes: { type: 'string', default: '5' },
    only: { type: 'string', multiple: true },
  },
})
const unknown = asked.filter((one) => !sizeNames.some((name) => name === one))
if (unknown.length > 0) throw new Error(`No such size: ${unknown.join(', ')}; there are ${sizeNames.join(', ')}`)
const wanted = asked.length === 0 ? sizeNames : sizeNames.filter((name) => asked.includes(name))

const [busyBefore = 0] = loadavg()
const folder = join(import.meta.dirname, '..', 'data', 'bench')
await mkdir(folder, { recursive: true })
const lock = await lockDataDir(folder)
const embedded = process.env.DATABASE_URL === undefined ? await startEmbedded({ dataDir: folder }) : null
try {
  const server = process.env.DATABASE_URL ?? embedded?.url ?? ''
  const usual = ['commune', 'province', 'country'] as const
  const terms = { seconds: Number(values.seconds), connections: Number(values.connections) }
  const sections: Record<string, Section> = {
    hot: { run: (bench) => hotPaths(bench, { rounds: Number(values.rounds), terms }), sizes: usual },
    pages: { run: pagesAndPlans, sizes: usual },
    evening: { run: (bench) => lastEvening(bench, Number(values.minutes)), sizes: ['province'], copy: true },
    bulk: { run: bulk, sizes: ['large'], copy: true },
  }
  const once: Record<string, () => Promise<Figure[]>> = {
    app: async () => [...(await app()), ...(await lighthouse(folder))],
    start: () => starting(folder),
    uploads: () => uploads(folder, { megabytes: Number(values.mb), rounds: 3 }),
  }
  const isNamed = ([name]: [string, unknown]) => values.only?.includes(name) ?? true
  const sized = Object.entries(sections).filter(isNamed)
  const figures: Kept[] = []
  const data: Record<string, Record<string, number>> = {}
  let postgres: Record<string, string> = {}
  for (const size of sized.length > 0 ? wanted : []) {
    // What is named is measured wherever one wants it.
    const those = sized.filter(([, { sizes }]) => values.only !== undefined || (sizes?.includes(size) ?? true))
    const measured = await measure(size, { server, folder }, Object.values(Object.fromEntries(those)))
    figures.push(...measured.figures.map((figure) => ({ ...figure, size })))
    data[size] = measured.data
    postgres = measured.postgres
  }
  for (const [, run] of Object.entries(once).filter((one) => isNamed(one) && (asked.length === 0 || values.only)))
    figures.push(...(await run()).map((figure) => ({ ...figure, size: null })))
  const all = [...figures, ...growthIn(figures)]
  await report({ figures: all, data, postgres, busyBefore, asked: { sizes: asked, ...values } })
  // Neither is a matter of the machine: a plan that reads a large table whole, and what was promised and is not there.
  if (all.some(({ goal, met }) => goal === 'none' && !met)) process.exitCode = 1
} finally {
  await embedded?.stop()
  lock.release()
}
