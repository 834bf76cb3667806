import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { keysOf } from '../../test/kept-files.ts'
import { startS3Server, swiftIsInstalled, type S3Server } from '../../test/s3-server.ts'
import { s3Files, type S3Settings } from './files-s3.ts'
import { fileKey, incomingFiles, type IncomingFiles } from './files.ts'

const unavailable = { code: 'server.storage-unavailable' }
const nowhere: S3Settings = {
  endpoint: 'http://127.0.0.1:9',
  region: 'vn-test-1',
  bucket: 'minh-chung',
  accessKeyId: 'thuoc:thuoc',
  secretAccessKey: 'test-of-files',
}

let folder = ''
let incoming: IncomingFiles
const between: { close: () => void }[] = []
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thuoc-files-s3-'))
  incoming = await incomingFiles(folder)
})
afterEach(() => between.splice(0).forEach((one) => one.close()))
afterAll(() => rm(folder, { recursive: true }))

/** Some content, received; nobody else has it. */
async function received(size: number) {
  const content = randomBytes(size)
  const file = await incoming.receive(Readable.from([content]), size)
  return { content, file, key: fileKey(randomUUID(), file.sha256) }
}

/** A line between us and the server on which a test can do what lines do. */
async function line(toPort: number, onData: (chunk: Buffer, ours: Socket, theirs: Socket) => void) {
  const server = createServer((ours) => {
    const theirs = connect(toPort, '127.0.0.1')
    const end = () => [ours, theirs].forEach((socket) => socket.destroy())
    for (const socket of [ours, theirs]) socket.on('error', end).on('close', end)
    theirs.pipe(ours)
    ours.on('data', (chunk) => onData(Buffer.from(chunk), ours, theirs))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  between.push(server)
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

describe('storage that does not answer', () => {
  it('is said with a code of its own, whatever is asked, and what came in is not lost', async () => {
    const store = await s3Files(nowhere, incoming)
    const { file, key } = await received(1000)
    await expect(store.keep(file, key)).rejects.toMatchObject(unavailable)
    await expect(buffer(store.read(key))).rejects.toMatchObject(unavailable)
    await expect(store.remove(key)).rejects.toMatchObject(unavailable)
    await expect(store.find(key)).rejects.toMatchObject(unavailable)
    await expect(keysOf(store)).rejects.toMatchObject(unavailable)
    expect(await readdir(folder)).toHaveLength(1)
    await store.discard(file)
    expect(await readdir(folder)).toEqual([])
  })

  it('keeps nobody waiting for ever', async () => {
    const silent = createServer(() => {}).listen(0, '127.0.0.1')
    await once(silent, 'listening')
    between.push(silent)
    const endpoint = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`
    const store = await s3Files({ ...nowhere, endpoint }, incoming, { patience: 0.5 })
    await expect(buffer(store.read(fileKey(randomUUID(), 'a'.repeat(64))))).rejects.toMatchObject(unavailable)
  })

  it('is never asked for a key that is none', async () => {
    const store = await s3Files(nowhere, incoming)
    expect(() => store.read('../x')).toThrow('Not a key')
    await expect(store.remove('')).rejects.toThrow('Not a key')
    const { file } = await received(10)
    await expect(store.keep(file, fileKey(randomUUID(), 'b'.repeat(64)))).rejects.toThrow('Not the key')
    await store.discard(file)
  })
})

describe.skipIf(!swiftIsInstalled)('files in a bucket', { timeout: 90_000 }, () => {
  let server: S3Server
  let store: Awaited<ReturnType<typeof s3Files>>
  beforeAll(async () => {
    server = await startS3Server()
    store = await s3Files(server.settings, incoming, { patience: 10 })
  }, 90_000)
  afterAll(() => server.end())
  afterEach(async () => {
    for (const key of await keysOf(store)) await store.remove(key)
  })

  it('keeps the same content of one owner once, and gives it back byte by byte, whole and in ranges', async () => {
    const { content, file, key } = await received(100_000)
    for (let round = 0; round < 2; round += 1) await store.keep(file, key)
    await store.discard(file)
    expect(await keysOf(store)).toEqual([key])
    expect(await store.find(key)).toMatchObject({ key, size: 100_000 })
    expect((await buffer(store.read(key))).equals(content)).toBe(true)
    expect((await buffer(store.read(key, { start: 10, end: 19 }))).equals(content.subarray(10, 20))).toBe(true)
    expect((await buffer(store.read(key, { start: 99_999, end: 99_999 }))).equals(content.subarray(99_999))).toBe(true)
  })

  it('sends large files in parts, and nobody sees the seams', async () => {
    const size = 20 * 1024 * 1024 + 7
    const { content, file, key } = await received(size)
    await store.keep(file, key)
    await store.discard(file)
    expect(await store.find(key)).toMatchObject({ size })
    const sha256 = createHash('sha256')
    for await (const chunk of store.read(key)) sha256.update(chunk)
    expect(key).toContain(sha256.digest('hex'))
    const seam = 8 * 1024 * 1024
    const across = await buffer(store.read(key, { start: seam - 5, end: seam + 4 }))
    expect(across.equals(content.subarray(seam - 5, seam + 5))).toBe(true)
  })

  it('says of what is not there that it is not there; removing it again is harmless', async () => {
    const { file, key } = await received(10)
    await expect(buffer(store.read(key))).rejects.toMatchObject({ code: 'ENOENT' })
    expect(await store.find(key)).toBeNull()
    await store.keep(file, key)
    for (let round = 0; round < 2; round += 1) await store.remove(key)
    expect(await store.find(key)).toBeNull()
    await store.discard(file)
  })

  it('lists more than fits on one page', async () => {
    const keys: string[] = []
    for (let at = 0; at < 23; at += 1) {
      const { file, key } = await received(10)
      await store.keep(file, key)
      await store.discard(file)
      keys.push(key)
    }
    expect(await keysOf(store)).toEqual(keys.sort())
  })

  it('refuses wrong credentials and a bucket that is not there, and says which it was', async () => {
    const { file, key } = await received(10)
    const wrong = [
      { set: { secretAccessKey: 'guessed' }, name: 'SignatureDoesNotMatch' },
      { set: { accessKeyId: 'thuoc:stranger' }, name: 'SignatureDoesNotMatch' },
      { set: { bucket: 'another' }, name: 'NoSuchBucket' },
    ]
    for (const { set, name } of wrong) {
      const other = await s3Files({ ...server.settings, ...set }, incoming)
      await expect(other.requireReachable()).rejects.toMatchObject({ ...unavailable, cause: { name } })
      await expect(other.keep(file, key)).rejects.toMatchObject(unavailable)
      await expect(buffer(other.read(key))).rejects.toMatchObject({ ...unavailable, cause: { name } })
    }
    await store.discard(file)
    expect(await keysOf(store)).toEqual([])
  })

  it.each([200_000, 9_000_000])('keeps nothing of %i bytes of which one changed on the way', async (size) => {
    let seen = 0
    const endpoint = await line(server.port, (chunk, _ours, theirs) => {
      const at = 150_000 - seen
      seen += chunk.length
      if (at >= 0 && at < chunk.length) chunk[at] = (chunk[at] ?? 0) ^ 1
      theirs.write(chunk)
    })
    const noisy = await s3Files({ ...server.settings, endpoint }, incoming)
    const { file, key } = await received(size)
    await expect(noisy.keep(file, key)).rejects.toMatchObject(unavailable)
    expect(await store.find(key)).toBeNull()
    await store.keep(file, key)
    expect(await store.find(key)).toMatchObject({ size })
    await store.discard(file)
  })

  it.each([1_000_000, 20_000_000])('keeps nothing of %i bytes when the server dies half way', async (size) => {
    let seen = 0
    const dying: Promise<void>[] = []
    const endpoint = await line(server.port, (chunk, _ours, theirs) => {
      seen += chunk.length
      if (seen < size / 2) theirs.write(chunk)
      else if (dying.length === 0) dying.push(server.kill())
    })
    const cutOff = await s3Files({ ...server.settings, endpoint }, incoming, { patience: 2 })
    const { file, key } = await received(size)
    await expect(cutOff.keep(file, key)).rejects.toMatchObject(unavailable)
    await Promise.all(dying)
    await server.startAgain()
    expect(await store.find(key)).toBeNull()
    expect(await keysOf(store)).toEqual([])
    // The parts that had arrived are nobody's: old ones go.
    expect(await store.sweep(new Date(0))).toBe(0)
    expect(await store.sweep(new Date(Date.now() + 60_000))).toBe(size > 8_000_000 ? 2 : 1)
    expect(await store.sweep(new Date(Date.now() + 60_000))).toBe(0)
  })

  it('ends a reading that breaks off with an error, never as if that were all', async () => {
    const { file, key } = await received(5_000_000)
    await store.keep(file, key)
    await store.discard(file)
    const reading = store.read(key)
    await once(reading, 'readable')
    await server.kill()
    await expect(buffer(reading)).rejects.toMatchObject(unavailable)
    await server.startAgain()
  })

  it('removes as old only what has not been kept again since', async () => {
    const { file, key } = await received(10)
    await store.keep(file, key)
    await store.discard(file)
    expect(await store.removeOld(key, new Date(Date.now() - 60_000))).toBe(false)
    expect(await store.removeOld(key, new Date(Date.now() + 60_000))).toBe(true)
    expect(await store.removeOld(key, new Date(Date.now() + 60_000))).toBe(false)
    expect(await keysOf(store)).toEqual([])
  })
})
