import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { testApi } from '../test/harness.ts'
import { age, aKeptFile, aRowFor, keysOf } from '../test/kept-files.ts'
import { openFileStorage, storageWorkers, type FileStorage } from './file-storage.ts'

const { api } = testApi()
let dataDir: string
let storage: FileStorage
const said: string[] = []

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'thuoc-storage-'))
  storage = await openFileStorage({ dataDir, s3: null, filesIn: 'local' })
  said.length = 0
})
afterEach(async () => {
  await api.db.execute(sql`delete from attachments`)
  await rm(dataDir, { recursive: true })
})

/** The job as the worker runs it at night. */
async function nightly() {
  const [sweep] = storageWorkers({ db: api.db, ...storage }, ({ message }) => said.push(message))
  if (!sweep) throw new Error('No job')
  expect(sweep.schedule).toMatch(/^\d+ [0-5] \* \* \*$/)
  await sweep.run({}, AbortSignal.timeout(10_000))
}

it('removes by night what has lain a day without a row, and nothing else', async () => {
  const kept = await aKeptFile(storage.local)
  await aRowFor(api.db, kept)
  const [old, fresh] = [await aKeptFile(storage.local), await aKeptFile(storage.local)]
  for (const key of [kept, old]) await age(join(dataDir, 'files'), key)
  await nightly()
  expect(await keysOf(storage.local)).toEqual([kept, fresh].sort())
  expect(said).toEqual([])
})

it('removes nothing and says so when hardly any file has a row: that is another database', async () => {
  const lost = await aKeptFile(storage.local)
  await age(join(dataDir, 'files'), lost)
  await expect(nightly()).rejects.toThrow('is this the right database?')
  expect(await keysOf(storage.local)).toEqual([lost])
  expect(said).toEqual(['1 files without a row, 0 with one: is this the right database?'])
})
