import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import { chromium } from '@playwright/test'
import { z } from 'zod'
import { findChromium } from '../api/src/cli/chromium.ts'
import { freePort } from '../api/src/platform/free-port.ts'
import { startDemonstration } from './demonstration.ts'
import { rounded, type Figure } from './figures.ts'
import { password } from './generator/load.ts'
import { median } from './measure.ts'

/** From npm, for this run alone: with all that it brings it is larger than everything else we install. */
const version = '13.5.0'
const goals = { performance: 95, shift: 0.02 }
const runs = 3

const measured = z.object({ numericValue: z.number() })
const told = z.object({
  environment: z.object({ benchmarkIndex: z.number() }),
  categories: z.object({ performance: z.object({ score: z.number() }) }),
  audits: z.object({
    'largest-contentful-paint': measured,
    'total-blocking-time': measured,
    'cumulative-layout-shift': measured,
  }),
})
type Told = z.output<typeof told>

/**
 * What Lighthouse says of the public page and of the assessment form, as a phone on a slow line has them that was never here
 * before: a real Chromium, the built app, the service with its demonstration. Nothing where one of them is not to be had.
 */
export async function lighthouse(folder: string): Promise<Figure[]> {
  const executablePath = findChromium()
  if (executablePath === null) return skipped('there is no Chromium (CHROMIUM_PATH)')
  if ((await asked(['--version'])) !== 0) return skipped(`npx could not get lighthouse@${version}`)
  const own = await mkdtemp(join(folder, 'lighthouse-'))
  const { url, stop } = await startDemonstration(join(own, 'data'))
  try {
    const figures: Figure[] = []
    for (const page of pages) {
      const all: Told[] = []
      for (let run = 0; run < runs; run += 1) all.push(await seen({ url, page, executablePath, own }))
      figures.push(...figuresOf(page.name, all))
    }
    return figures
  } finally {
    await stop()
    await rm(own, { recursive: true, force: true })
  }
}

const skipped = (why: string): Figure[] => {
  process.stderr.write(`Lighthouse is left out: ${why}\n`)
  return []
}

type Page = { name: string; username?: string; path: (signedIn: { url: string; token: string }) => Promise<string> }
const pages: readonly Page[] = [
  { name: 'public page', path: () => Promise.resolve('/cong-khai') },
  {
    name: 'assessment form',
    username: 'thcs1.hieutruong',
    path: async ({ url, token }) => {
      const reply = await fetch(`${url}/submissions`, { headers: { authorization: `Bearer ${token}` } })
      const files = z.object({ items: z.array(z.object({ id: z.string(), status: z.string() })) })
      const open = files.parse(await reply.json()).items.find(({ status }) => status === 'drafting')
      if (!open) throw new Error('The demonstration has no file that is being filled in')
      return `/ho-so/${open.id}/phieu`
    },
  },
]

/** It asks to be run again where it missed the beginning of a visit. */
async function seen({ own, ...asked }: Omit<Visit, 'folder'> & { own: string }): Promise<Told> {
  for (let left = 3; left > 0; left -= 1) {
    const told = await visit({ ...asked, folder: await mkdtemp(join(own, 'visit-')) })
    if (told) return told
  }
  throw new Error(`Lighthouse did not manage to visit ${asked.page.name}`)
}

type Visit = { url: string; page: Page; executablePath: string; folder: string }
/**
 * One visit in a browser of its own that has nothing of ours but, where it takes one, a session.
 * @returns null where Lighthouse gave it up
 */
async function visit({ url, page, executablePath, folder }: Visit): Promise<Told | null> {
  const port = await freePort()
  const browser = await chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', `--remote-debugging-port=${port}`],
    env: { ...process.env, LANG: 'C.UTF-8' },
  })
  try {
    let token = ''
    if (page.username !== undefined) {
      const data = { username: page.username, password }
      const reply = await browser.request.post(`${url}/session`, { data })
      token = z.object({ accessToken: z.string() }).parse(await reply.json()).accessToken
      // Noted as the app does it, on a page of ours without the app: nothing of that is there yet.
      const [tab = await browser.newPage()] = browser.pages()
      await tab.goto(`${url}/ready`)
      await tab.evaluate(() => localStorage.setItem('thuoc.session', 'begun before'))
    }
    const address = new URL(await page.path({ url, token }), url).href
    const output = join(folder, 'told.json')
    const terms = ['--only-categories=performance', '--disable-storage-reset', '--quiet']
    const code = await asked([address, `--port=${port}`, ...terms, '--output=json', `--output-path=${output}`])
    if (code !== 0) return null
    return told.parse(JSON.parse(await readFile(output, 'utf8')))
  } finally {
    await browser.close()
  }
}

/** Runs Lighthouse of that version under our Node. @returns what it ended with */
async function asked(args: readonly string[]): Promise<number> {
  const PATH = [dirname(process.execPath), process.env.PATH].join(delimiter)
  const child = spawn('npx', ['--yes', `lighthouse@${version}`, ...args], {
    env: { ...process.env, PATH },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = once(child, 'exit').then(([code]) => (typeof code === 'number' ? code : 1))
  return await Promise.race([ended, once(child, 'error').then(() => 1)])
}

function figuresOf(page: string, all: readonly Told[]): Figure[] {
  const figure = (unit: string, of: (one: Told) => number, goal: string, met: (value: number) => boolean): Figure => {
    const values = all.map(of)
    const exact = median(values)
    const spread: [number, number] = [rounded(Math.min(...values)), rounded(Math.max(...values))]
    const compared = { floor: null, ratio: null, goal, met: met(exact) }
    return { name: `Lighthouse: ${page}`, unit, value: rounded(exact), spread, ...compared }
  }
  const { performance, shift } = goals
  const any = () => true
  return [
    figure(
      'of 100',
      ({ categories }) => categories.performance.score * 100,
      `at least ${performance}`,
      (value) => value >= performance,
    ),
    figure(
      'CLS',
      ({ audits }) => audits['cumulative-layout-shift'].numericValue,
      `below ${shift}`,
      (value) => value < shift,
    ),
    figure('ms to the largest part (LCP)', ({ audits }) => audits['largest-contentful-paint'].numericValue, '', any),
    figure('ms blocked (TBT)', ({ audits }) => audits['total-blocking-time'].numericValue, '', any),
    // What the machine had left for the browser: the score is partly that of whoever else works on it.
    figure('benchmarkIndex', ({ environment }) => environment.benchmarkIndex, '', any),
  ]
}
