import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { getPriority, tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { DataDirInUse, lockDataDir } from '../data-dir.ts'
import { connect } from './client.ts'
import { clusterProcesses } from './cluster-processes.ts'
import { startEmbedded, type EmbeddedDatabase } from './embedded.ts'

let parent: string
let dataDir: string
let running: EmbeddedDatabase | null = null

beforeAll(async () => {
  // As in /root: a folder that the user whom PostgreSQL runs as may not walk through.
  parent = await mkdtemp(join(tmpdir(), 'thuoc-embedded-'))
  await chmod(parent, 0o700)
  dataDir = join(parent, 'data')
  const lock = await lockDataDir(dataDir)
  lock.release()
})
afterEach(async () => {
  await running?.stop()
  running = null
})
afterAll(() => rm(parent, { recursive: true }))

const start = async () => (running = await startEmbedded({ dataDir }))
const server = async () => Number((await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0])
const clusterName = async () =>
  (await query<{ name: string }>(`select current_setting('cluster_name') as name`))?.name ?? ''

async function query<Row extends pg.QueryResultRow>(text: string, url = running?.url) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query<Row>(text)
    return rows[0]
  } finally {
    await client.end()
  }
}

/** A process like ours, which can be killed without warning. It prints `ready` when its database answers. */
async function startElsewhere(): Promise<ChildProcess> {
  const embedded = new URL('./embedded.ts', import.meta.url).href
  const script = `const { startEmbedded } = await import(${JSON.stringify(embedded)})
    await startEmbedded({ dataDir: process.argv[1] }); console.log('ready'); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  return child
}

it('works behind the one process that talks with everybody', async () => {
  await start()
  const backend = await query<{ pid: number }>('select pg_backend_pid() as pid')
  expect(getPriority(backend?.pid)).toBe(Math.min(19, getPriority() + 5))
})

it('starts on a folder that only we may enter, sorts by Vietnamese rules and hides the password', async () => {
  await start()
  const order = await query<{ words: string[] }>(
    `select array_agg(w order by w) as words from unnest(array['Đông','Em','Dũng','Ân','An']) w`,
  )
  expect(order?.words).toEqual(['An', 'Ân', 'Dũng', 'Đông', 'Em'])
  expect((await stat(join(dataDir, 'postgres', 'thuoc.json'))).mode & 0o777).toBe(0o600)
  expect((await stat(dataDir)).mode & 0o777).toBe(0o700)
})

it('gives the application a role that is no superuser', async () => {
  await start()
  expect(await query('select rolsuper, rolcreatedb from pg_roles where rolname = current_user')).toEqual({
    rolsuper: false,
    rolcreatedb: true,
  })
})

it('keeps the data over a restart and leaves no process behind', async () => {
  await start()
  const name = await clusterName()
  await query('create table kept as select 1 as n')
  await running?.stop()
  expect(await clusterProcesses(name)).toEqual([])
  await start()
  expect(await query('select n from kept')).toEqual({ n: 1 })
})

it('takes over from a run that was killed without warning, with everything it had acknowledged', async () => {
  const elsewhere = await startElsewhere()
  const orphan = await server()
  elsewhere.kill('SIGKILL')
  await once(elsewhere, 'exit')

  await start()
  const processes = await clusterProcesses(await clusterName())
  expect(processes).toContain(await server())
  expect(processes).not.toContain(orphan)
  expect(await query('select 1 as n')).toEqual({ n: 1 })
})

it('starts after everything was killed at once', async () => {
  const elsewhere = await startElsewhere()
  process.kill(await server(), 'SIGKILL')
  elsewhere.kill('SIGKILL')
  await once(elsewhere, 'exit')
  await start()
  expect(await query('select 1 as n')).toEqual({ n: 1 })
})

it('starts although the process id in the lock file belongs to a stranger by now', async () => {
  await start()
  await running?.stop()
  await writeFile(join(dataDir, 'postgres', 'postmaster.pid'), `${process.pid}\n`)
  await start()
  expect(await query('select 1 as n')).toEqual({ n: 1 })
})

it('brings the server back on the same address when it is killed while we run, with every committed row', async () => {
  await start()
  await query('create table written (n integer)')
  for (let n = 0; n < 20; n++) await query(`insert into written values (${n})`)
  const killed = await server()
  process.kill(killed, 'SIGKILL')
  await expect
    .poll(() => query<{ n: string }>('select count(*) as n from written').catch(() => null), { timeout: 15_000 })
    .toEqual({ n: '20' })
  expect(await server()).not.toBe(killed)
})

it('brings the server back when somebody asks it to stop while a connection of ours stays open', async () => {
  const { url } = await start()
  const open = new pg.Client({ connectionString: url })
  open.on('error', () => {})
  await open.connect()
  const asked = await server()
  process.kill(asked, 'SIGTERM')
  await expect.poll(() => query('select 1 as n').catch(() => null), { timeout: 15_000 }).toEqual({ n: 1 })
  expect(await server()).not.toBe(asked)
})

it('fails a transaction whose server is killed between two statements, and no more than that', async () => {
  const { url } = await start()
  const errors: string[] = []
  const { db, close } = connect(url, { onError: ({ message }) => errors.push(message) })
  const torn = db.transaction(async (tx) => {
    await tx.execute(sql`select 1`)
    process.kill(await server(), 'SIGKILL')
    await expect.poll(() => errors.length, { timeout: 15_000 }).toBeGreaterThan(0)
    await tx.execute(sql`select 2`)
  })
  await expect(torn).rejects.toThrow()
  await expect
    .poll(
      () =>
        db.execute(sql`select 1`).then(
          () => 'back',
          () => null,
        ),
      { timeout: 15_000 },
    )
    .toBe('back')
  await close()
})

it('lets one process at a time have the data folder, and the next one when that is gone', async () => {
  const first = await lockDataDir(dataDir)
  await expect(lockDataDir(dataDir)).rejects.toBeInstanceOf(DataDirInUse)
  first.release()
  const second = await lockDataDir(dataDir)
  second.release()
})

it('never opens or replaces a folder that is not its own', async () => {
  const foreign = join(parent, 'foreign')
  await mkdir(join(foreign, 'postgres'), { recursive: true })
  await expect(startEmbedded({ dataDir: foreign })).rejects.toThrow(/not ours/)
})
