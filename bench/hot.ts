import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { figuresOf, type Figure } from './figures.ts'
import { savePreparation } from './floor/save.ts'
import { sendPreparation } from './floor/send.ts'
import { repliesTo, sameBytes, sampleOf, sentSampleOf } from './learn.ts'
import { readOver, saveOver, type Slot, type Speed, type Terms } from './measure.ts'
import { choosePaths, type Paths } from './paths.ts'
import { standReady, type Send } from './ready.ts'
import type { Bench } from './run.ts'
import { sendOver } from './sending.ts'
import { startFloor, type Service } from './service.ts'

/** `rounds` of `terms` each, of us and of the floor in turn. */
export type Rounds = { rounds: number; terms: Terms }
const readGoal = { ratio: 0.8, p99: 2 }
const writeGoal = { ratio: 0.7, p99: 2 }
/** So many files are sent over and over. */
const mostSends = 120

/** The hot paths beside the floor. */
export async function hotPaths(bench: Bench, { rounds, terms }: Rounds): Promise<Figure[]> {
  const { client, ours, say } = bench
  say('files are made ready to be sent')
  const sends = await standReady(client, ours, mostSends)
  const paths = await choosePaths(client, ours)
  const floor = await startedFloor(bench, paths, sends)
  try {
    const figures: Figure[] = []
    for (const { name, calls } of paths.reads) {
      say(name)
      const speeds = await side(({ url }) => readOver(url, calls, terms), { ours, floor, rounds })
      figures.push(...figuresOf(name, speeds, readGoal))
    }
    say('save one line')
    const save = async (service: Service) => {
      const table = service === ours ? 'submission_lines' : 'bench_lines'
      return saveOver(service.url, await standing(client, table, paths.saves), terms)
    }
    figures.push(...figuresOf('save one line', await side(save, { ours, floor, rounds }), writeGoal))
    say('submit')
    const send = (service: Service) => sendOver(service, { client, ours, sends, ...terms })
    figures.push(...figuresOf('submit', await side(send, { ours, floor, rounds }), writeGoal))
    return figures
  } finally {
    await floor.stop()
  }
}

/** The floor, told what we answer, and shown to answer the same. */
async function startedFloor({ client, ours, url, own }: Bench, { reads, saves }: Paths, sends: readonly Send[]) {
  await client.query(savePreparation)
  const [save] = saves
  const [send] = sends
  if (!save || !send) throw new Error('Nothing to save, or nothing to send')
  const saved = await sampleOf(ours, save)
  const sent = await sentSampleOf(ours, send)
  await client.query(sendPreparation)
  const replies = await Promise.all(reads.map((read) => repliesTo(ours, read)))
  const told = reads.map(({ floor }, at) => ({ floor, replies: replies[at] }))
  const file = join(own, 'told.json')
  await writeFile(file, JSON.stringify({ databaseUrl: url, reads: told, saved, sent }))
  const floor = await startFloor(file)
  try {
    for (const [at, read] of reads.entries()) await sameBytes(floor, read, replies[at] ?? [])
  } catch (error) {
    await floor.stop()
    throw error
  }
  return floor
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

/** The lines with the version they have now: a save whose reply came too late for the last round stands all the same. */
async function standing(client: pg.Client, table: 'submission_lines' | 'bench_lines', slots: readonly Slot[]) {
  const { rows } = await client.query<{ path: string; version: number }>(
    `select '/submissions/' || submission_id || '/lines/' || criterion_code as path, version from ${table}
     where submission_id = any ($1)`,
    [[...new Set(slots.map(({ path }) => path.split('/')[2]))]],
  )
  const versions = new Map(rows.map(({ path, version }) => [path, version]))
  return slots.map((slot) => ({ ...slot, version: versions.get(slot.path) ?? slot.version }))
}
