import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ConfigFaults, readConfig } from '../config.ts'
import { lockDataDir } from '../platform/data-dir.ts'
import { connect } from '../platform/db/client.ts'
import { startEmbedded } from '../platform/db/embedded.ts'
import { ownDatabase } from './own-database.ts'

let dataDir = ''
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'thuoc-own-'))
})
afterAll(() => rm(dataDir, { recursive: true }))

const database = () => ownDatabase(readConfig({ DATA_DIR: dataDir }))

it('makes no database where there is none', async () => {
  await expect(database()).rejects.toThrow(ConfigFaults)
})

it('takes the one that is given', async () => {
  const url = 'postgres://app@db/app'
  expect(await ownDatabase(readConfig({ DATABASE_URL: url }))).toMatchObject({ url })
})

it('joins the embedded database that runs, and starts it where it does not', async () => {
  const lock = await lockDataDir(dataDir)
  const running = await startEmbedded({ dataDir, throwaway: true })
  const joined = await database()
  expect(joined.url).toBe(running.url)
  await joined.end()
  await answers(running.url)
  await running.stop()
  lock.release()

  const started = await database()
  await answers(started.url)
  await started.end()
  await expect(answers(started.url)).rejects.toThrow()
  ;(await lockDataDir(dataDir)).release()
}, 60_000)

async function answers(url: string) {
  const { db, close } = connect(url, { max: 1 })
  try {
    expect((await db.execute(sql`select 1 as one`)).rows).toEqual([{ one: 1 }])
  } finally {
    await close()
  }
}
