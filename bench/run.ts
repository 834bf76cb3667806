import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { freePort } from '../api/src/platform/free-port.ts'
import type { Figure } from './figures.ts'
import { loaded } from './generator/load.ts'
import type { SizeName } from './generator/sizes.ts'
import { startService, type Service } from './service.ts'

/** A database of a size with our server on it. */
export type Bench = {
  size: SizeName
  /** Of the database. */
  url: string
  client: pg.Client
  ours: Service
  /** A folder for this run alone; the server keeps its files there. */
  own: string
  say: (line: string) => void
}
export type Section = (bench: Bench) => Promise<Figure[]>
export type Measured = { data: Record<string, number>; postgres: string; figures: (Figure & { size: SizeName })[] }
type Where = { server: string; folder: string }

/** Makes the data of a size where it is not there yet, and measures. */
export async function measure(
  size: SizeName,
  { server, folder }: Where,
  sections: readonly Section[],
): Promise<Measured> {
  const say = (line: string) => void process.stderr.write(`${size}: ${line}\n`)
  const url = await loaded(server, size, say)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const own = await mkdtemp(join(folder, 'run-'))
  const ours = await startService({ databaseUrl: url, dataDir: own, port: await freePort() })
  try {
    const figures: Figure[] = []
    for (const section of sections) figures.push(...(await section({ size, url, client, ours, own, say })))
    return {
      data: await countsOf(client),
      postgres: await versionOf(client),
      figures: figures.map((figure) => ({ ...figure, size })),
    }
  } finally {
    await ours.stop()
    await client.end()
    await rm(own, { recursive: true })
  }
}

const counted = ['units', 'people', 'campaigns', 'submissions', 'submission_lines', 'evidence']
async function countsOf(client: pg.Client): Promise<Record<string, number>> {
  const { rows } = await client.query<{ name: string; rows: number }>(
    `select relname as name, n_live_tup::int as rows from pg_stat_user_tables where relname = any ($1) order by 2`,
    [counted],
  )
  return Object.fromEntries(rows.map(({ name, rows: count }) => [name, count]))
}
async function versionOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ version: string }>('select version()')
  return rows[0]?.version.split(' ').slice(0, 2).join(' ') ?? ''
}
