import type pg from 'pg'
import { sendEach, type Speed } from './measure.ts'
import { asTheyStand, standAgain, type Send } from './ready.ts'
import type { Service } from './service.ts'

type Sides = { client: pg.Client; ours: Service; sends: readonly Send[]; seconds: number; connections: number }

/**
 * Sends all files, lets them come back and sends them again until enough time has gone by in sending; coming back is not
 * measured. What was acknowledged must stand there afterwards, on either side.
 */
export async function sendOver(service: Service, { client, ours, sends, seconds, connections }: Sides): Promise<Speed> {
  const isOurs = service === ours
  const ids = sends.map(({ id }) => id)
  const before = await written(client, isOurs)
  const waits: number[] = []
  let [spent, failed] = [0, 0]
  while (spent < seconds * 1000) {
    if (isOurs) await standAgain(client, ids)
    else await client.query(floorAgain, [ids])
    const standing = isOurs ? await asTheyStand(client, sends) : await inTheFloor(client, sends)
    const pass = await sendEach(service.url, standing, connections)
    waits.push(...pass.waits)
    spent += pass.milliseconds
    failed += pass.failed
  }
  const done = (await written(client, isOurs)) - before
  if (done !== waits.length - failed) throw new Error(`${waits.length - failed} acknowledged, ${done} written`)
  const slowest = waits.toSorted((a, b) => a - b)[Math.floor(waits.length * 0.99)] ?? 0
  return { rate: (waits.length / spent) * 1000, p99: slowest, failed }
}

const floorAgain = `update bench_files set status = 'approved', version = version + 1 where id = any ($1)`
async function inTheFloor(client: pg.Client, sends: readonly Send[]): Promise<Send[]> {
  const { rows } = await client.query<{ id: string; version: number }>(
    'select id, version from bench_files where id = any ($1)',
    [sends.map(({ id }) => id)],
  )
  const versions = new Map(rows.map(({ id, version }) => [id, version]))
  return sends.map((send) => ({ ...send, version: versions.get(send.id) ?? 0 }))
}

/** Sendings that stand with all that belongs to one: receipt, seal and step of the file; of the floor its log. */
async function written(client: pg.Client, ours: boolean): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    ours
      ? `select count(*)::int as count from submission_receipts r
           join submission_events e on e.submission_id = r.submission_id and e.round = r.round and e.action = 'submit'
           join submission_seals s on s.submission_id = r.submission_id and s.round = r.round and s.kind = 'submitted'`
      : 'select count(*)::int as count from bench_moves',
  )
  return rows[0]?.count ?? 0
}
