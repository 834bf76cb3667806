import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { root } from '../config.ts'
import { findLibreOffice } from '../platform/office.ts'
import { findProgram } from '../platform/programs.ts'
import { findChromium } from './chromium.ts'

const counts = z.object({ passed: z.int(), failed: z.int(), skipped: z.int() })
type Counts = z.infer<typeof counts>

// `pnpm test`: every test of the house, added up in the last line. Arguments choose: a path of web/e2e runs browser
// journeys only, any other argument goes to vitest alone.
const args = process.argv.slice(2).filter((argument) => argument !== '--')
const wantsJourneys = args.length === 0 || args.some((argument) => argument.includes('e2e'))
const wantsTests = args.length === 0 || !wantsJourneys
/** From signing in to sent, received, decided and revoked: what has to hold while processes come and go. */
const road = ['web/e2e/road', 'web/e2e/recognition', '--workers=1']
const require = createRequire(import.meta.url)
const folder = await mkdtemp(join(tmpdir(), 'thuoc-counts-'))

const parts: Counts[] = []
if (wantsTests) sayWhatIsSkipped()
if (wantsTests) parts.push(await part('vitest', [binary('vitest', 'vitest.mjs'), 'run', ...args]))
if (wantsJourneys) parts.push(await journeys('journeys', args))
if (args.length === 0) parts.push(await journeys('journeys over two processes', road, { PROCESSES: '2' }))
await rm(folder, { recursive: true })

const sum = (key: keyof Counts) => parts.reduce((total, one) => total + one[key], 0)
const skipped = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : ''
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed${skipped}`)
process.exit(sum('failed') > 0 ? 1 : 0)

/** What some tests of the API want of the machine; where it is missing they are skipped, and counted as skipped. */
function sayWhatIsSkipped() {
  if (findProgram(['clamd'], process.env.CLAMD_PATH) === null)
    console.log(`
Không tìm thấy clamd: các kiểm thử quét vi-rút bị bỏ qua. Cài bằng "apt-get install clamav-daemon", hoặc đặt CLAMD_PATH.
(No clamd found: the tests of the virus scanner are skipped. Install clamav-daemon or set CLAMD_PATH.)`)
  if (findLibreOffice(process.env.LIBREOFFICE) === null)
    console.log(`
Không tìm thấy LibreOffice: các kiểm thử chuyển tệp Office sang PDF bị bỏ qua. Cài bằng "apt-get install
libreoffice-writer-nogui libreoffice-calc-nogui", hoặc đặt LIBREOFFICE. (No LibreOffice found: the tests of the
conversion to PDF are skipped. Install it or set LIBREOFFICE.)`)
}

async function journeys(name: string, which: readonly string[], env: Record<string, string> = {}): Promise<Counts> {
  const playwright = [binary('@playwright/test', 'cli.js'), 'test', ...which]
  const chromium = findChromium()
  if (chromium !== null) return part(name, playwright, { ...env, CHROMIUM_PATH: chromium })
  console.log(`
Không tìm thấy Chromium: các hành trình trên trình duyệt dưới đây bị bỏ qua. Cài bằng "apt-get install chromium", hoặc
đặt CHROMIUM_PATH. (No Chromium found: these browser journeys are skipped. Install one or set CHROMIUM_PATH.)`)
  return part(name, [...playwright, '--list'])
}

/** Runs one part; its reporter leaves the figures in COUNTS_FILE. A part that says nothing, or lies, has failed. */
async function part(name: string, command: string[], env: Record<string, string> = {}): Promise<Counts> {
  const file = join(folder, `${name}.json`)
  const code = await new Promise<number>((resolve, reject) => {
    const child = spawn(process.execPath, command, {
      cwd: root,
      env: { ...process.env, ...env, COUNTS_FILE: file },
      stdio: 'inherit',
    })
    // Whoever stops us stops the part as well, and waits for its databases to go.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
    child.on('error', reject).on('exit', (exit) => resolve(exit ?? 1))
  })
  const text = await readFile(file, 'utf8').catch(() => null)
  const said = text === null ? { passed: 0, failed: 1, skipped: 0 } : counts.parse(JSON.parse(text))
  return code !== 0 && said.failed === 0 ? { ...said, failed: 1 } : said
}

/** The program of a package of the workspace's root, run by this very Node. */
function binary(packageName: string, file: string) {
  return join(dirname(require.resolve(`${packageName}/package.json`, { paths: [root] })), file)
}
