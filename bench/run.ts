import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { freePort } from '../api/src/platform/free-port.ts'
import { loaded } from './generator/load.ts'
import type { SizeName } from './generator/sizes.ts'
import { figuresOf, report, type Figure } from './figures.ts'
import { savePreparation } from './floor/save.ts'
import { readOver, saveOver, type Slot, type Speed, type Terms } from './measure.ts'
import { repliesTo, sameBytes, sampleOf } from './learn.ts'
import { choosePaths } from './paths.ts'
import { startFloor, startService, type Service } from './service.ts'

/** `rounds` of `terms` each, of us and of the floor in turn. */
export type Order = { server: string; folder: string; rounds: number; terms: Terms }
const readGoal = { ratio: 0.8, p99: 2 }
const writeGoal = { ratio: 0.7, p99: 2 }
const say = (line: string) => process.stderr.write(`${line}\n`)

/** Makes the data of a size where it is not there yet, and measures the hot paths beside the floor. */
export async function measure(size: SizeName, { server, folder, rounds, terms }: Order) {
  const url = await loaded(server, size, say)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const own = await mkdtemp(join(folder, 'run-'))
  const ours = await startService({ databaseUrl: url, dataDir: own, port: await freePort() })
  try {
    const { reads, saves } = await choosePaths(client, ours)
    await client.query(savePreparation)
    const [first] = saves
    if (!first) throw new Error('Nothing to save')
    const told = join(own, 'told.json')
    const saved = await sampleOf(ours, first)
    first.version += 1
    const replies = await Promise.all(reads.map((read) => repliesTo(ours, read)))
    await writeFile(
      told,
      JSON.stringify({
        databaseUrl: url,
        reads: reads.map(({ floor }, at) => ({ floor, replies: replies[at] })),
        saved,
      }),
    )
    const floor = await startFloor(told)
    try {
      for (const [at, read] of reads.entries()) await sameBytes(floor, read, replies[at] ?? [])
      const figures: Figure[] = []
      for (const { name, calls } of reads) {
        say(name)
        const speeds = await side(({ url: to }) => readOver(to, calls, terms), { ours, floor, rounds })
        figures.push(...figuresOf(name, speeds, readGoal))
      }
      say('save one line')
      const save = async (service: Service) =>
        saveOver(
          service.url,
          await standing(client, service === ours ? 'submission_lines' : 'bench_lines', saves),
          terms,
        )
      figures.push(...figuresOf('save one line', await side(save, { ours, floor, rounds }), writeGoal))
      await report({ size, data: await countsOf(client), postgres: await versionOf(client), figures })
    } finally {
      await floor.stop()
    }
  } finally {
    await ours.stop()
    await client.end()
    await rm(own, { recursive: true })
  }
}

type Sides = { ours: Service; floor: Service; rounds: number }
/** Us and the floor in turn, so that what else the machine does meets both; the first round warms up and is left out. */
async function side(run: (service: Service) => Promise<Speed>, { ours, floor, rounds }: Sides) {
  const made: { ours: Speed; floor: Speed }[] = []
  for (let round = 0; round <= rounds; round += 1) {
    const pair = { ours: await run(ours), floor: await run(floor) }
    if (round > 0) made.push(pair)
  }
  return made
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

/** The lines with the version they have now: a save whose reply came too late for the last round stands all the same. */
async function standing(client: pg.Client, table: 'submission_lines' | 'bench_lines', slots: readonly Slot[]) {
  const { rows } = await client.query<{ path: string; version: number }>(
    `select '/submissions/' || submission_id || '/lines/' || criterion_code as path, version from ${table}`,
  )
  const versions = new Map(rows.map(({ path, version }) => [path, version]))
  return slots.map((slot) => ({ ...slot, version: versions.get(slot.path) ?? slot.version }))
}
