import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { buildWeb } from '../src/cli/web-build.ts'
import { root } from '../src/config.ts'
import { freePort } from '../src/platform/free-port.ts'
import { startSeveral } from './several-processes.ts'
import { dropDatabase, query, serverForTests, withDatabase } from './template-database.ts'

/** What a stack works on: its database, and the folder of its files and secrets. */
type Data = { url: string; folder: string }
const fill = `const at = (path) => import(new URL(path, ${JSON.stringify(import.meta.url)}))
  const [{ prepare }, { readConfig }] = await Promise.all([at('../src/prepare.ts'), at('../src/config.ts')])
  await prepare(readConfig(process.env), process.env.DATABASE_URL)`

/**
 * Starts what `pnpm start` starts, for the journeys, once for each worker: journeys of two workers share no data. The
 * demonstration is made once, and each gets a copy of it. Says where they are in BASE_URL_0, BASE_URL_1 and so on.
 * Returns what ends them.
 */
export default async function startStacks({ workers }: { workers: number }) {
  const ends: (() => Promise<unknown>)[] = []
  const endAll = async () => {
    for (const end of ends.toReversed()) await end()
  }
  try {
    const folder = await mkdtemp(join(tmpdir(), 'thuoc-journeys-'))
    ends.push(() => rm(folder, { recursive: true }))
    const server = await serverForTests()
    ends.push(server.stop)

    const database = `thuoc_journeys_${process.pid}`
    const made: Data = { url: withDatabase(server.url, database), folder: join(folder, 'made') }
    await query(server.url, `create database ${database}`)
    ends.push(() => dropDatabase(server.url, database))
    await Promise.all([buildWeb(() => {}), makeDemonstration(made)])

    for (let at = 0; at < workers; at += 1) {
      const copy = `${database}_${at}`
      await query(server.url, `create database ${copy} template ${database}`)
      ends.push(() => dropDatabase(server.url, copy))
      await cp(made.folder, join(folder, `${at}`), { recursive: true })
    }
    const begun = await Promise.allSettled(
      Array.from({ length: workers }, (_, at) =>
        startStack({ url: withDatabase(server.url, `${database}_${at}`), folder: join(folder, `${at}`) }),
      ),
    )
    const stacks = begun.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    ends.push(() => Promise.all(stacks.map(({ end }) => end())))
    for (const one of begun) if (one.status === 'rejected') throw one.reason
    for (const [at, { address }] of stacks.entries()) process.env[`BASE_URL_${at}`] = address
    return endAll
  } catch (error) {
    await endAll()
    throw error
  }
}

const environmentOf = ({ url, folder }: Data) => ({
  ...process.env,
  NODE_ENV: 'test',
  DATA_DIR: folder,
  DATABASE_URL: url,
  LOG_LEVEL: 'error',
})

/** Fills an empty database as the first start does. */
async function makeDemonstration(data: Data) {
  const stdio = ['ignore', 'inherit', 'inherit'] as const
  const child = spawn(process.execPath, ['--input-type=module', '--eval', fill], {
    ...{ env: environmentOf(data), stdio: [...stdio] },
  })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`The demonstration could not be made (${code})`)
}

/** With `PROCESSES=2` every journey walks over so many processes of the API, which are restarted meanwhile. */
const processes = Number(process.env.PROCESSES ?? 1)

/** One app on this data, on a free port. */
async function startStack(data: Data) {
  const port = await freePort()
  const address = `http://localhost:${port}`
  const env = {
    ...environmentOf(data),
    PORT: String(port),
    PUBLIC_URL: address,
    // Journeys are faster than people, and all come from one address.
    REQUESTS_PER_MINUTE: '100000',
    SIGN_INS_PER_MINUTE: '10000',
  }
  return processes > 1 ? startedSeveral(address, port, env) : startedOne(address, env)
}

async function startedSeveral(address: string, port: number, env: NodeJS.ProcessEnv) {
  const end = await startSeveral({ port, env, processes })
  for (const deadline = Date.now() + 300_000; !(await isReady(address)); await sleep(200)) {
    if (Date.now() <= deadline) continue
    await end()
    throw new Error('The processes were not ready within five minutes')
  }
  return { address, end }
}

async function startedOne(address: string, env: NodeJS.ProcessEnv) {
  const stack = spawn(process.execPath, [join(root, 'api', 'src', 'cli', 'start.js')], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => stack.once('exit', () => resolve()))
  const onExit = () => stack.kill('SIGTERM')
  process.once('exit', onExit)
  async function end() {
    process.off('exit', onExit)
    stack.kill('SIGTERM')
    await ended
  }

  for (const deadline = Date.now() + 180_000; !(await isReady(address)); await sleep(200)) {
    const fault = stack.exitCode !== null ? `ended with code ${stack.exitCode}` : 'was not ready within three minutes'
    if (stack.exitCode === null && Date.now() <= deadline) continue
    await end()
    throw new Error(`The stack ${fault}`)
  }
  return { address, end }
}

const isReady = (address: string) =>
  fetch(`${address}/api/v1/ready`).then(
    ({ ok }) => ok,
    () => false,
  )
