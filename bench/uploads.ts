import { createHash, randomFillSync } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, open, readFile, rm } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

/**
 * How fast files come in, beside plain copying with hashing on the same disk in the same run, and how much memory that
 * takes. Against a running server; see README.md of this folder.
 */
const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:3000' },
    user: { type: 'string', default: 'thcs1.nhanvien' },
    password: { type: 'string', default: 'Minh-hoa-2026' },
    mb: { type: 'string', default: '300' },
    part: { type: 'string', default: '8' },
    rounds: { type: 'string', default: '3' },
    folder: { type: 'string', default: tmpdir() },
    pid: { type: 'string' },
  },
})
const million = 1024 * 1024
const size = Number(values.mb) * million
const part = Number(values.part) * million
const agent = new Agent({ keepAlive: true })
const folder = await mkdtemp(join(values.folder, 'thuoc-bench-'))
const source = join(folder, 'source.mp4')

/** Noise behind the head of a film: nothing that packs well, of a type that is taken. */
async function makeSource() {
  const head = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypisom\0\0\x02\0isomiso2', 'latin1')])
  const block = Buffer.alloc(million)
  const file = await open(source, 'w')
  for (let at = 0; at < size; at += block.length) {
    randomFillSync(block)
    if (at === 0) head.copy(block)
    await file.write(block, 0, Math.min(block.length, size - at))
  }
  await file.close()
}

/** What any program has to do: read, hash, write, make durable. */
async function plainCopy() {
  const target = await open(join(folder, 'copy'), 'w')
  const hash = createHash('sha256')
  const chunks: AsyncIterable<Buffer> = createReadStream(source, { highWaterMark: 64 * 1024 })
  for await (const chunk of chunks) {
    const writing = target.write(chunk)
    hash.update(chunk)
    await writing
  }
  await target.sync()
  await target.close()
  return hash.digest('hex')
}

type Sent = {
  method: string
  path: string
  headers?: Record<string, string | number>
  body?: string
  from?: number
  to?: number
}
const send = ({ method, path, headers = {}, body, from, to }: Sent) =>
  new Promise<string>((resolve, reject) => {
    const call = request(new URL(`/api/v1${path}`, values.url), { method, headers, agent }, (reply) => {
      let text = ''
      reply.setEncoding('utf8').on('data', (more: string) => (text += more))
      reply.on('end', () => {
        if ((reply.statusCode ?? 500) < 300) resolve(text)
        else reject(new Error(`${method} ${path}: ${reply.statusCode} ${text}`))
      })
    })
    call.on('error', reject)
    if (from === undefined || to === undefined) call.end(body)
    else createReadStream(source, { start: from, end: to - 1, highWaterMark: 64 * 1024 }).pipe(call)
  })

const json = { 'content-type': 'application/json' }
/** A text of an answer. @throws Error where it is none */
function textAt(answer: string, ...path: string[]): string {
  let found: unknown = JSON.parse(answer)
  for (const key of path) found = typeof found === 'object' && found !== null ? Reflect.get(found, key) : undefined
  if (typeof found !== 'string') throw new Error(`No ${path.join('.')} in ${answer}`)
  return found
}

const credentials = JSON.stringify({ username: values.user, password: values.password })
const session = await send({ method: 'POST', path: '/session', headers: json, body: credentials })
const authorization = `Bearer ${textAt(session, 'accessToken')}`
const unit = textAt(await send({ method: 'GET', path: '/me', headers: { authorization } }), 'acting', 'unit', 'id')

async function upload(partSize: number) {
  const announced = await send({
    method: 'POST',
    path: `/units/${unit}/uploads`,
    headers: { ...json, authorization },
    body: JSON.stringify({ name: 'bench.mp4', size }),
  })
  const id = textAt(announced, 'id')
  const tus = { authorization, 'tus-resumable': '1.0.0', 'content-type': 'application/offset+octet-stream' }
  for (let from = 0; from < size; from += partSize) {
    const to = Math.min(size, from + partSize)
    const headers = { ...tus, 'upload-offset': from, 'content-length': to - from }
    await send({ method: 'PATCH', path: `/uploads/${id}`, headers, from, to })
  }
  const answer = await send({ method: 'GET', path: `/uploads/${id}`, headers: { authorization } })
  await send({ method: 'DELETE', path: `/uploads/${id}`, headers: { authorization } })
  return textAt(answer, 'arrived', 'sha256')
}

const memory = async () => {
  if (values.pid === undefined) return 0
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${values.pid}/status`, 'utf8')) ?? []
  return Number(kilobytes) / 1024
}
let most = await memory()
const least = most
const watching = setInterval(() => void memory().then((now) => (most = Math.max(most, now))), 100)

const seconds = { copy: Infinity, whole: Infinity, parts: Infinity }
const timed = async <T>(what: keyof typeof seconds, work: () => Promise<T>): Promise<T> => {
  const begun = performance.now()
  const result = await work()
  seconds[what] = Math.min(seconds[what], (performance.now() - begun) / 1000)
  return result
}
try {
  await makeSource()
  for (let round = 0; round < Number(values.rounds); round++) {
    const sha256 = await timed('copy', plainCopy)
    for (const [what, partSize] of [
      ['whole', size],
      ['parts', part],
    ] as const) {
      const sent = await timed(what, () => upload(partSize))
      if (sent !== sha256) throw new Error('What arrived is not what was sent')
    }
  }
  const line = (what: keyof typeof seconds) =>
    `${(Number(values.mb) / seconds[what]).toFixed(0)} MB/s, ${(seconds.copy / seconds[what]).toFixed(2)} of plain copying`
  console.log(`${values.mb} MB, the best of ${values.rounds} rounds`)
  console.log(`plain copying with hash: ${(Number(values.mb) / seconds.copy).toFixed(0)} MB/s`)
  console.log(`in one part:             ${line('whole')}`)
  console.log(`in parts of ${values.part} MB:       ${line('parts')}`)
  if (values.pid !== undefined)
    console.log(`memory of the server: ${least.toFixed(0)} MB before, ${most.toFixed(0)} at most`)
} finally {
  clearInterval(watching)
  agent.destroy()
  await rm(folder, { recursive: true })
}
