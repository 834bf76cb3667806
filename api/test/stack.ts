import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { allGone, clusterProcesses, send } from '../src/platform/db/cluster-processes.ts'
import { lockDataDir } from '../src/platform/data-dir.ts'
import { freePort } from '../src/platform/free-port.ts'

const embedded = new URL('../src/platform/db/embedded.ts', import.meta.url).href
const entry = fileURLToPath(new URL('../src/server.js', import.meta.url))
const keepDatabase = `const { startEmbedded } = await import(${JSON.stringify(embedded)})
  const { url } = await startEmbedded({ dataDir: process.argv[1] }); console.log(url); setInterval(() => {}, 1000)`
const cluster = z.object({ clusterName: z.string() })

export type Stack = Awaited<ReturnType<typeof aStack>>

/**
 * The API as it is started in production and the PostgreSQL of the house, in processes of their own that can be
 * killed without warning. Nothing of the web app is built or served.
 */
export async function aStack() {
  const dataDir = await mkdtemp(join(tmpdir(), 'thuoc-stack-'))
  const lock = await lockDataDir(dataDir)
  lock.release()
  const port = await freePort()
  const address = `http://127.0.0.1:${port}/api/v1`
  let databaseUrl = ''
  let keeper: ChildProcess | null = null
  let api: ChildProcess | null = null

  async function startDatabase() {
    const child = spawn(process.execPath, ['--input-type=module', '--eval', keepDatabase, dataDir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    keeper = child
    const [url] = await once(child.stdout, 'data')
    databaseUrl = String(url).trim()
  }
  async function startApi() {
    const env = {
      ...process.env,
      NODE_ENV: 'test',
      DATABASE_URL: databaseUrl,
      DATA_DIR: dataDir,
      HOST: '127.0.0.1',
      PORT: String(port),
      DEMONSTRATION: 'false',
      LOG_LEVEL: 'error',
    }
    const child = spawn(process.execPath, [entry], { env, stdio: ['ignore', 'ignore', 'inherit'] })
    api = child
    await ready()
  }
  /** Waits until the API answers and reaches its database. */
  async function ready() {
    const answers = () =>
      fetch(`${address}/ready`).then(
        ({ ok }) => ok,
        () => false,
      )
    for (const end = Date.now() + 60_000; !(await answers()); await sleep(100))
      if (Date.now() > end) throw new Error('The API was not ready within a minute')
  }
  async function kill(child: ChildProcess | null) {
    if (child?.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }
  /** The server and every backend, at once. */
  async function killDatabaseProcesses() {
    const { clusterName } = cluster.parse(JSON.parse(await readFile(join(dataDir, 'postgres', 'thuoc.json'), 'utf8')))
    for (const pid of await clusterProcesses(clusterName)) send(pid, 'SIGKILL')
    return clusterName
  }

  await startDatabase()
  await startApi()
  return {
    address,
    /** Another port after everything was killed. */
    databaseUrl: () => databaseUrl,
    /** Each kills without warning and comes back when everything answers again. */
    killApi: async () => {
      await kill(api)
      await startApi()
    },
    killDatabase: async () => {
      await killDatabaseProcesses()
      await ready()
    },
    killEverything: async () => {
      await Promise.all([kill(api), kill(keeper), killDatabaseProcesses()])
      await startDatabase()
      await startApi()
    },
    end: async () => {
      await kill(api)
      await kill(keeper)
      if (!(await allGone(await killDatabaseProcesses(), 5_000))) throw new Error('PostgreSQL outlived its killing')
      await rm(dataDir, { recursive: true })
    },
  }
}
