import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { freePort } from '../../api/src/platform/free-port.ts'
import { answeredText } from '../client.ts'
import { rounded, type Figure } from '../figures.ts'
import { median } from '../measure.ts'
import type { Bench } from '../run.ts'
import { startService, type Service } from '../service.ts'
import { pages, readersOf, tiers, type Page, type Reader, type Tier } from './pages.ts'
import { planOf, rowsOfTables, statement, type Planned } from './plans.ts'

/** Milliseconds at p95 in which a page is there. */
const goals: Record<Tier, number> = { public: 100, school: 100, body: 100, province: 100, country: 300 }
const most = { times: 40, milliseconds: 4000 }
const atLeast = 6

/** How long pages wait for their data, one after the other, and the plans behind them. */
export async function pagesAndPlans(bench: Bench): Promise<Figure[]> {
  const readers = await readersOf(bench.client, bench.ours)
  const figures: Figure[] = []
  for (const tier of tiers) {
    for (const page of pages.filter((one) => one.tiers.includes(tier))) {
      bench.say(`${tier}: ${page.name}`)
      figures.push(await timed(bench.ours, page, tier, readers))
    }
  }
  return [...figures, await plans(bench, readers)]
}

const open = (ours: Service, page: Page, reader: Reader) =>
  Promise.all(page.paths(reader).map((path) => answeredText(ours, { path, token: reader.token })))

async function timed(ours: Service, page: Page, tier: Tier, all: readonly Reader[]): Promise<Figure> {
  const readers = all.filter((one) => one.tier === tier)
  for (const reader of readers) await open(ours, page, reader)
  const times: number[] = []
  for (let at = 0, spent = 0; at < atLeast || (at < most.times && spent < most.milliseconds); at += 1) {
    const reader = readers[at % readers.length]
    if (!reader) throw new Error(`Nobody of ${tier}`)
    const begun = performance.now()
    await open(ours, page, reader)
    times.push(performance.now() - begun)
    spent += times.at(-1) ?? 0
  }
  const sorted = times.toSorted((a, b) => a - b)
  const value = rounded(sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0)
  return {
    ...{ name: `${tier}: ${page.name}`, unit: 'ms at p95', value, median: rounded(median(sorted)) },
    spread: [rounded(sorted[0] ?? 0), rounded(sorted.at(-1) ?? 0)],
    ...{ floor: null, ratio: null, goal: `at most ${goals[tier]}`, met: value <= goals[tier] },
  }
}

/** Opens every page once on a server that writes its statements down, and asks PostgreSQL how it answers each. */
async function plans({ size, url, client, own, say }: Bench, readers: readonly Reader[]): Promise<Figure> {
  say('plans')
  const file = join(own, 'statements')
  const recording = await startService({
    ...{ databaseUrl: url, dataDir: own, port: await freePort() },
    flags: ['--import', './bench/pages/record.ts'],
    env: { BENCH_STATEMENTS: file },
  })
  const rows = await rowsOfTables(client)
  const found: (Planned & { tier: Tier; page: string })[] = []
  try {
    for (const page of pages)
      for (const reader of readers.filter(({ tier }) => page.tiers.includes(tier))) {
        await writeFile(file, '')
        await open(recording, page, reader)
        for (const asked of await written(file))
          for (const one of await planOf(client, asked, rows))
            found.push({ ...one, tier: reader.tier, page: page.name })
      }
  } finally {
    await recording.stop()
    await rm(file, { force: true })
  }
  const folder = new URL('../plans/', import.meta.url)
  await mkdir(folder, { recursive: true })
  await writeFile(new URL(`${size}.json`, folder), JSON.stringify(found, null, 1))
  const whole = new Map<string, string>()
  for (const { tier, page, tables, text } of found)
    for (const table of tables) whole.set(`${table}\n${text}`, `${tier}, ${page}: ${table}: ${text.slice(0, 120)}`)
  for (const line of whole.values()) say(`reads from end to end: ${line.replaceAll(/\s+/g, ' ')}`)
  return {
    ...{ name: 'statements that read a large table from end to end', unit: 'statements', value: whole.size },
    ...{ spread: [whole.size, whole.size], floor: null, ratio: null, goal: 'none', met: whole.size === 0 },
  }
}

/** Statements a page sent, each once. */
async function written(file: string) {
  const lines = new Set((await readFile(file, 'utf8')).split('\n').filter((line) => line !== ''))
  return [...lines].map((line) => statement.parse(JSON.parse(line)))
}
