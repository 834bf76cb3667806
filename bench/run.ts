import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { freePort } from '../api/src/platform/free-port.ts'
import { copyOf } from './copies.ts'
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
/** A part of what is measured: of every size or of some, on what lies there or on a copy that is thrown away. */
export type Section = { run: (bench: Bench) => Promise<Figure[]>; sizes?: readonly SizeName[]; copy?: true }
export type Measured = { data: Record<string, number>; postgres: Record<string, string>; figures: Figure[] }
type Where = { server: string; folder: string }

/** Makes the data of a size where it is not there yet, and measures. */
export async function measure(
  size: SizeName,
  { server, folder }: Where,
  sections: readonly Section[],
): Promise<Measured> {
  const say = (line: string) => void process.stderr.write(`${size}: ${line}\n`)
  const url = await loaded(server, size, say)
  const figures: Figure[] = []
  const counts = await served({ size, url, folder, say }, async (bench) => {
    for (const { run, copy } of sections) if (!copy) figures.push(...(await run(bench)))
    return { data: await countsOf(bench.client), postgres: await settingsOf(bench.client) }
  })
  for (const { run } of sections.filter(({ copy }) => copy)) {
    const copy = await copyOf(server, size)
    try {
      await served({ size, url: copy.url, folder, say }, async (bench) => figures.push(...(await run(bench))))
    } finally {
      await copy.drop()
    }
  }
  return { ...counts, figures }
}

type Stage = Pick<Bench, 'size' | 'url' | 'say'> & { folder: string }
/** Does something with our server on a database. */
async function served<T>({ folder, ...stage }: Stage, work: (bench: Bench) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: stage.url })
  await client.connect()
  const own = await mkdtemp(join(folder, 'run-'))
  const ours = await startService({ databaseUrl: stage.url, dataDir: own, port: await freePort() })
  try {
    return await work({ ...stage, client, ours, own })
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
/** What whoever compares with another PostgreSQL has to know: whether writes reach the disk, and how much it keeps in memory. */
const told = ['fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers', 'max_connections', 'jit']
async function settingsOf(client: pg.Client): Promise<Record<string, string>> {
  const { rows } = await client.query<{ name: string; value: string }>(
    `select 'version' as name, split_part(version(), ' on ', 1) as value
     union all select name, current_setting(name) from pg_settings where name = any ($1)`,
    [told],
  )
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]))
}
