import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '../api/src/platform/db/embedded.ts'
import { hotPaths } from './hot.ts'
import { measure } from './run.ts'

/**
 * `pnpm bench:guard`: one commune for a minute, on a database that nobody needs afterwards. It looks at ratios alone and
 * leaves them wide margins: a third of what a quiet machine shows. Whoever makes something three times slower hears of it.
 */
const least: Readonly<Record<string, number>> = {
  'open the assessment form': 0.2,
  'worklist of a managing body': 0.17,
  'search of units without accents': 0.17,
  'public search': 0.15,
  'save one line': 0.04,
  submit: 0.012,
}

const folder = await mkdtemp(join(tmpdir(), 'thuoc-guard-'))
const embedded = await startEmbedded({ dataDir: folder, throwaway: true })
try {
  const terms = { rounds: 1, terms: { seconds: 1, connections: 8 } }
  const { figures } = await measure('commune', { server: embedded.url, folder }, [
    { run: (bench) => hotPaths(bench, terms) },
  ])
  const rates = figures.filter(({ unit }) => unit === 'per second')
  const seen = new Set(rates.map(({ name }) => name))
  for (const name of Object.keys(least)) if (!seen.has(name)) fault(`${name}: not measured`)
  for (const { name, ratio } of rates) {
    const limit = least[name] ?? 0
    console.log(`${name}: ${ratio} of the floor, at least ${limit}`)
    if ((ratio ?? 0) < limit) fault(`${name}: ${ratio} of the floor, wanted ${limit}`)
  }
} finally {
  await embedded.stop()
  await rm(folder, { recursive: true, force: true })
}

function fault(line: string) {
  console.error(line)
  process.exitCode = 1
}
