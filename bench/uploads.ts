import { createHash, randomFillSync } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { firstPart, partAfter } from '@thuoc/shared'
import { z } from 'zod'
import { answered } from './client.ts'
import { startDemonstration, watchMemory } from './demonstration.ts'
import { rounded, type Figure } from './figures.ts'
import { median } from './measure.ts'
import { signIn, type Service } from './service.ts'

const million = 1024 * 1024
const part = 8 * million
/** Milliseconds after which a service that has started is at rest. */
const rest = 25_000
const goals = { ratio: 0.8, megabytes: 64 }
export type Uploads = { megabytes: number; rounds: number }

/** How many bytes come with each request: all, as the app does it, or always the same. */
type Cut = { name: string; first: number; next: (bytes: number, milliseconds: number) => number }
const always = (bytes: number) => bytes

/** Files that come in, whole and in parts, beside plain copying with a hash on the same disk; and the memory meanwhile. */
export async function uploads(folder: string, { megabytes, rounds }: Uploads): Promise<Figure[]> {
  const own = await mkdtemp(join(folder, 'uploads-'))
  const ours = await startDemonstration(join(own, 'data'))
  const agent = new Agent({ keepAlive: true })
  try {
    const source = { path: join(own, 'source.mp4'), size: megabytes * million }
    await makeSource(source)
    const send = await senderOf(ours, source, agent)
    const cuts: Cut[] = [
      { name: 'upload in one part', first: source.size, next: always },
      { name: 'upload in parts as the app cuts them', first: firstPart, next: partAfter },
      { name: 'upload in parts of 8 MB', first: part, next: always },
    ]
    // A small file first, once the start has given back what it alone needed: what is looked for is what the size costs.
    const small = { path: join(own, 'small.mp4'), size: part }
    await makeSource(small)
    await sleep(rest)
    await (
      await senderOf(ours, small, agent)
    )({ name: '', first: part, next: always })
    const stop = await watchMemory(ours.pid)
    for (const cut of cuts) await send(cut)
    const ratios = cuts.map((): number[] => [])
    const durable: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      const copied = await timed(() => plainCopy(source.path, join(own, 'copy')))
      for (const [at, cut] of cuts.entries()) {
        const arrived = await timed(() => send(cut))
        if (arrived.made !== copied.made) throw new Error('What arrived is not what was sent')
        ratios[at]?.push(copied.seconds / arrived.seconds)
        if (cut.first !== part) continue
        const inParts = await timed(() => plainCopy(source.path, join(own, 'copy'), part))
        durable.push(inParts.seconds / arrived.seconds)
      }
    }
    const { least, most } = stop()
    return [
      ...cuts.map(({ name }, at) => share(name, 'of plain copying', ratios[at] ?? [])),
      share('upload in parts of 8 MB', 'of copying made durable every 8 MB', durable),
      figure(
        `memory for ${megabytes} MB`,
        'MB more',
        [most - least],
        (value) => value <= goals.megabytes,
        `at most ${goals.megabytes}`,
      ),
    ]
  } finally {
    agent.destroy()
    await ours.stop()
    await rm(own, { recursive: true, force: true })
  }
}

function figure(
  name: string,
  unit: string,
  values: readonly number[],
  says: (value: number) => boolean,
  goal: string,
): Figure {
  const value = rounded(median(values))
  const spread: [number, number] = [rounded(Math.min(...values)), rounded(Math.max(...values))]
  return { name, unit, value, spread, floor: null, ratio: null, goal, met: says(value) }
}

const share = (name: string, unit: string, ratios: readonly number[]) =>
  figure(name, unit, ratios, (value) => value >= goals.ratio, `at least ${goals.ratio}`)

async function timed<T>(work: () => Promise<T>) {
  const begun = performance.now()
  const made = await work()
  return { made, seconds: (performance.now() - begun) / 1000 }
}

type Source = { path: string; size: number }
/** Noise behind the head of a film: nothing that packs well, of a type that is taken. */
async function makeSource({ path, size }: Source) {
  const head = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypisom\0\0\x02\0isomiso2', 'latin1')])
  const block = Buffer.alloc(million)
  const file = await open(path, 'w')
  for (let at = 0; at < size; at += block.length) {
    randomFillSync(block)
    if (at === 0) head.copy(block)
    await file.write(block, 0, Math.min(block.length, size - at))
  }
  await file.close()
}

/** What any program has to do: read, hash, write, make durable; at its end, or whenever so many bytes more are there. */
async function plainCopy(from: string, to: string, durableEvery = Infinity) {
  const target = await open(to, 'w')
  const hash = createHash('sha256')
  let written = 0
  const chunks: AsyncIterable<Buffer> = createReadStream(from, { highWaterMark: 64 * 1024 })
  for await (const chunk of chunks) {
    const writing = target.write(chunk)
    hash.update(chunk)
    await writing
    written += chunk.length
    if (written % durableEvery === 0) await target.sync()
  }
  await target.sync()
  await target.close()
  return hash.digest('hex')
}

const me = z.object({ acting: z.object({ unit: z.object({ id: z.string() }) }) })
const announced = z.object({ id: z.string() })
const upload = z.object({ arrived: z.object({ sha256: z.string() }) })

/** Sends the source as somebody of a school would, and takes it back; @returns how: the hash of what arrived */
async function senderOf(ours: Service, { path: source, size }: Source, agent: Agent) {
  const token = await signIn(ours, 'thcs1.nhanvien')
  const { acting } = await answered(ours, { path: '/me', token }, me)
  const tus = { authorization: `Bearer ${token}`, 'tus-resumable': '1.0.0' }
  const raw = (method: string, path: string, headers: Record<string, string | number>, range?: [number, number]) =>
    new Promise<void>((resolve, reject) => {
      const call = request(ours.url + path, { method, headers: { ...tus, ...headers }, agent }, (reply) => {
        reply.resume().on('end', () => {
          if ((reply.statusCode ?? 500) < 300) resolve()
          else reject(new Error(`${method} ${path}: ${reply.statusCode}`))
        })
      })
      call.on('error', reject)
      if (range) createReadStream(source, { start: range[0], end: range[1] - 1, highWaterMark: 64 * 1024 }).pipe(call)
      else call.end()
    })
  return async ({ first, next }: Cut): Promise<string> => {
    const body = { name: 'bench.mp4', size }
    const path = `/units/${acting.unit.id}/uploads`
    const { id } = await answered(ours, { method: 'POST', path, token, body }, announced)
    const type = { 'content-type': 'application/offset+octet-stream' }
    for (let [from, bytes] = [0, first]; from < size;) {
      const to = Math.min(size, from + bytes)
      const begun = performance.now()
      await raw('PATCH', `/uploads/${id}`, { ...type, 'upload-offset': from, 'content-length': to - from }, [from, to])
      bytes = next(bytes, performance.now() - begun)
      from = to
    }
    const { arrived } = await answered(ours, { path: `/uploads/${id}`, token }, upload)
    await raw('DELETE', `/uploads/${id}`, {})
    return arrived.sha256
  }
}
