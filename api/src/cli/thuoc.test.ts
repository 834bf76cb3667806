import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { testApi } from '../../test/harness.ts'
import { age, aKeptFile, aRowFor, keysOf, spoil } from '../../test/kept-files.ts'
import { startS3Server, swiftIsInstalled, type S3Server } from '../../test/s3-server.ts'
import { withDatabase } from '../../test/template-database.ts'
import { s3Files } from '../platform/files-s3.ts'
import { incomingFiles, localFiles, type FileKey, type FileStore } from '../platform/files.ts'
import { parseFilesArguments } from './files-arguments.ts'

const { api } = testApi()
const command = fileURLToPath(new URL('thuoc.ts', import.meta.url))
let dataDir: string
let local: FileStore

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'thuoc-cli-'))
  local = await localFiles(join(dataDir, 'files'))
})
afterEach(async () => {
  await api.db.execute(sql`delete from attachments`)
  await rm(dataDir, { recursive: true })
})

async function environment(over: Record<string, string>) {
  const { rows } = await api.db.execute<{ name: string }>(sql`select current_database() as name`)
  const DATABASE_URL = withDatabase(inject('adminUrl'), rows[0]?.name ?? '')
  return { PATH: process.env.PATH, DATABASE_URL, DATA_DIR: dataDir, ...over }
}

/** @returns what it said and the exit code */
async function run(args: string[], over: Record<string, string> = {}) {
  const env = await environment(over)
  return new Promise<{ code: number; said: string }>((resolve) => {
    execFile(process.execPath, [command, ...args], { env }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, said: stdout + stderr })
    })
  })
}

async function files(count: number, store = local) {
  const keys: FileKey[] = []
  for (let at = 0; at < count; at += 1) {
    const key = await aKeptFile(store)
    await aRowFor(api.db, key)
    keys.push(key)
  }
  return keys.sort()
}
/** Asks for no more than the first page. */
const isEmpty = async (store: FileStore) => {
  for await (const _ of store.list()) return false
  return true
}

describe('thuoc', { timeout: 60_000 }, () => {
  it('explains itself when it does not understand, and does nothing', async () => {
    const { code, said } = await run(['files', 'move', '--to', 'tape'])
    expect(code).toBe(2)
    expect(said).toContain('pnpm thuoc files move --to s3|local')
  })

  it.each([
    ['', null],
    ['move', null],
    ['move verify --to s3', null],
    ['move --to s3 --delete-orphans', null],
    ['verify --now', null],
    ['verify --to s3', null],
    ['verify --delete-source', null],
    ['verify', { verb: 'verify', deleteOrphans: false }],
    ['verify --delete-orphans', { verb: 'verify', deleteOrphans: true }],
    ['move --to=local', { verb: 'move', to: 'local', deleteSource: false }],
    ['move --delete-source --to s3', { verb: 'move', to: 's3', deleteSource: true }],
  ])('understands what is clear and nothing else: files %s', (line, asked) => {
    expect(parseFilesArguments(line.split(' ').filter(Boolean))).toEqual(asked)
  })

  it('names the settings that are missing', async () => {
    const { code, said } = await run(['files', 'move', '--to', 's3'])
    expect(code).toBe(2)
    expect(said).toContain('S3_ENDPOINT')
  })

  it('says when the storage does not answer, and changes nothing', async () => {
    await files(1)
    const nowhere = {
      S3_ENDPOINT: 'http://127.0.0.1:9',
      S3_REGION: 'r',
      S3_BUCKET: 'b',
      S3_ACCESS_KEY_ID: 'a',
      S3_SECRET_ACCESS_KEY: 's',
    }
    const { code, said } = await run(['files', 'move', '--to', 's3'], nowhere)
    expect(code).toBe(1)
    expect(said).toContain('does not answer')
    expect(said).not.toMatch(/at .+\.ts/)
  })
})

describe('thuoc files verify', { timeout: 60_000 }, () => {
  it('is content when every row has its file', async () => {
    await files(3)
    const { code, said } = await run(['files', 'verify'])
    expect(code).toBe(0)
    expect(said).toContain('3 files checked, 0 faults; 0 files without a row')
  })

  it('names rows whose file is missing or spoilt, lists files without a row, and is not content', async () => {
    const [spoilt = ''] = await files(1)
    await spoil(join(dataDir, 'files'), spoilt)
    const missing = `${'0'.repeat(36)}/${'a'.repeat(64)}`
    const row = await aRowFor(api.db, missing)
    const orphan = await aKeptFile(local)
    const { code, said } = await run(['files', 'verify'])
    expect(code).toBe(1)
    expect(said).toMatch(new RegExp(`missing +${missing} +← ${row}`))
    expect(said).toMatch(new RegExp(`differs from its hash +${spoilt} +← attachments`))
    expect(said).toMatch(new RegExp(`without a row +local ${orphan}`))
    expect(await keysOf(local)).toEqual([spoilt, orphan].sort())
  })

  it('removes old files without a row when told to, even where there are many', async () => {
    const kept = await files(1)
    const fresh = await aKeptFile(local)
    for (let at = 0; at < 25; at += 1) await age(join(dataDir, 'files'), await aKeptFile(local))
    const { code, said } = await run(['files', 'verify', '--delete-orphans'])
    expect(code).toBe(0)
    expect(said).toContain('25 files without a row removed')
    expect(await keysOf(local)).toEqual([...kept, fresh].sort())
  })
})

describe.skipIf(!swiftIsInstalled)('thuoc files move', { timeout: 120_000 }, () => {
  let server: S3Server
  let s3: FileStore
  let settings: Record<string, string>
  beforeAll(async () => {
    server = await startS3Server()
    const { endpoint, region, bucket, accessKeyId, secretAccessKey } = server.settings
    settings = {
      S3_ENDPOINT: endpoint,
      S3_REGION: region,
      S3_BUCKET: bucket,
      S3_ACCESS_KEY_ID: accessKeyId,
      S3_SECRET_ACCESS_KEY: secretAccessKey,
    }
  }, 90_000)
  afterAll(() => server.end())
  beforeEach(async () => {
    s3 = await s3Files(server.settings, await incomingFiles(join(dataDir, 'files', 'incoming')))
  })
  afterEach(async () => {
    await Promise.all((await keysOf(s3)).map((key) => s3.remove(key)))
  })

  it('brings every file to the bucket and back, and empties a place only when told to and when it is left', async () => {
    const keys = await files(5)
    const inLocal = { ...settings, FILES_IN: 'local' }
    const tooEarly = await run(['files', 'move', '--to', 's3', '--delete-source'], inLocal)
    expect(tooEarly).toMatchObject({ code: 2 })
    expect(tooEarly.said).toContain('FILES_IN=s3')

    const there = await run(['files', 'move', '--to', 's3'], inLocal)
    expect(there).toMatchObject({ code: 0 })
    expect(there.said).toContain('5 files copied, 0 were there and right, 0 faults')
    expect([await keysOf(local), await keysOf(s3)]).toEqual([keys, keys])

    const emptied = await run(['files', 'move', '--to', 's3', '--delete-source'], settings)
    expect(emptied.said).toContain('0 files copied, 5 were there')
    expect([await keysOf(local), await keysOf(s3)]).toEqual([[], keys])
    expect(await run(['files', 'verify'], settings)).toMatchObject({ code: 0 })

    const back = await run(['files', 'move', '--to', 'local', '--delete-source'], inLocal)
    expect(back.said).toContain('5 files copied')
    expect([await keysOf(local), await keysOf(s3)]).toEqual([keys, []])
  })

  it('ends in failure and deletes nothing when a file is missing', async () => {
    const keys = await files(2)
    await aRowFor(api.db, `${'0'.repeat(36)}/${'a'.repeat(64)}`)
    const { code, said } = await run(['files', 'move', '--to', 's3', '--delete-source'], settings)
    expect(code).toBe(1)
    expect(said).toContain('2 files copied, 0 were there and right, 1 faults')
    expect(await keysOf(local)).toEqual(keys)
  })

  it.each(['SIGKILL', 'SIGINT'] as const)('goes on after %s where it was, with nothing half copied', async (signal) => {
    const keys = await files(60)
    const env = await environment(settings)
    const child = spawn(process.execPath, [command, 'files', 'move', '--to', 's3'], { env, stdio: 'ignore' })
    const exit = once(child, 'exit')
    while (await isEmpty(s3)) await sleep(50)
    child.kill(signal)
    const [code] = await exit
    expect(code).toBe(signal === 'SIGINT' ? 130 : null)
    const before = (await keysOf(s3)).length
    expect(before).toBeLessThan(60)

    const { code: second, said } = await run(['files', 'move', '--to', 's3', '--delete-source'], settings)
    expect(second).toBe(0)
    // What was under way at the end of the first may have arrived after it was counted.
    const [, copied, there] = /(\d+) files copied, (\d+) were there and right, 0 faults/.exec(said) ?? []
    expect(Number(copied) + Number(there)).toBe(60)
    expect(Number(there)).toBeGreaterThanOrEqual(before)
    expect(Number(copied)).toBeGreaterThan(0)
    expect([await keysOf(local), await keysOf(s3)]).toEqual([[], keys])
    if (signal === 'SIGINT') expect(await readdir(join(dataDir, 'files', 'incoming'))).toEqual([])
  })
})
