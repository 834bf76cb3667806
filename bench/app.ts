import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { buildWeb } from '../api/src/cli/web-build.ts'
import { rounded, type Figure } from './figures.ts'

const assets = join(import.meta.dirname, '..', 'web', 'dist', 'assets')
const goals = { entrance: 120, work: 180, chunk: 150 }
/** The first pages that people see, by what the build lays out for them. */
const screens = [
  { name: 'sign-in page', page: 'sign-in', goal: goals.entrance },
  { name: 'public page', page: 'results', goal: goals.entrance },
  { name: 'start page', page: 'work', goal: goals.work },
  { name: 'assessment form', page: 'form', goal: goals.work },
]

/** JavaScript of the built app, compressed as it is sent: what the first screens need, and the largest part of its own. */
export async function app(): Promise<Figure[]> {
  await buildWeb(() => {})
  const files = (await readdir(assets)).filter((file) => file.endsWith('.js'))
  const texts = new Map(
    await Promise.all(files.map(async (file) => [file, await readFile(join(assets, file), 'utf8')] as const)),
  )
  const sizes = new Map([...texts].map(([file, text]) => [file, gzipSync(text, { level: 9 }).length / 1000]))
  /** These files and all that they import as they are loaded. */
  function withImports(begun: readonly string[]): Set<string> {
    const reached = new Set(begun)
    for (const file of reached)
      for (const [, imported = ''] of (texts.get(file) ?? '').matchAll(
        /(?:from|import)\s*["'`]\.\/([\w.-]+\.js)["'`]/g,
      ))
        reached.add(imported)
    return reached
  }

  const weights = await Promise.all(
    screens.map(async ({ name, page, goal }) => {
      const html = await readFile(join(assets, '..', 'pages', `${page}.html`), 'utf8')
      const asked = [...html.matchAll(/(?:src|href)="\/assets\/([^"]+\.js)"/g)].map(([, file = '']) => file)
      const sum = [...withImports(asked)].reduce((kilobytes, file) => kilobytes + (sizes.get(file) ?? 0), 0)
      return figure(name, sum, goal)
    }),
  )
  const plain = [...sizes].filter(([file]) => !file.startsWith('echart'))
  return [...weights, figure('largest part but charts', Math.max(...plain.map(([, size]) => size)), goals.chunk)]
}

function figure(name: string, kilobytes: number, most: number): Figure {
  const value = rounded(kilobytes)
  const compared = { floor: null, ratio: null, goal: `at most ${most}`, met: value <= most }
  return { name: `JavaScript: ${name}`, unit: 'kB gzip', value, spread: [value, value], ...compared }
}
