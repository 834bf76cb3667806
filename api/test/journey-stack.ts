import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { buildWeb } from '../src/cli/web-build.ts'
import { root } from '../src/config.ts'
import { freePort } from '../src/platform/free-port.ts'
import { dropDatabase, query, withDatabase } from './template-database.ts'

/**
 * Starts what `pnpm start` starts, for the journeys, once for each worker: journeys of two workers share no data. Says
 * where they are in BASE_URL_0, BASE_URL_1 and so on. Returns what ends them.
 */
export default async function startStacks({ workers }: { workers: number }) {
  // Once for all, which then start side by side.
  await buildWeb(() => {})
  const begun = await Promise.allSettled(Array.from({ length: workers }, (_, at) => startStack(at)))
  const stacks = begun.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const endAll = async () => void (await Promise.all(stacks.map(({ end }) => end())))
  const fault = begun.find((one) => one.status === 'rejected')
  if (fault) {
    await endAll()
    throw fault.reason
  }
  for (const [at, { address }] of stacks.entries()) process.env[`BASE_URL_${at}`] = address
  return endAll
}

/** One app with its database, on a free port, with the data of the demonstration. */
async function startStack(at: number) {
  const dataDir = await mkdtemp(join(tmpdir(), 'thuoc-journeys-'))
  const database = await outsideDatabase(at)
  const port = await freePort()
  const address = `http://localhost:${port}`
  const stack = spawn(process.execPath, [join(root, 'api', 'src', 'cli', 'start.ts')], {
    env: {
      ...process.env,
      NODE_ENV: 'test',
      DATA_DIR: dataDir,
      DATABASE_URL: database.url,
      PORT: String(port),
      PUBLIC_URL: address,
      LOG_LEVEL: 'error',
      // Journeys are faster than people, and all come from one address.
      REQUESTS_PER_MINUTE: '100000',
      SIGN_INS_PER_MINUTE: '10000',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => stack.once('exit', () => resolve()))
  const onExit = () => stack.kill('SIGTERM')
  process.once('exit', onExit)
  async function end() {
    process.off('exit', onExit)
    stack.kill('SIGTERM')
    await ended
    await database.drop()
    await rm(dataDir, { recursive: true })
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

/** A database of its own on TEST_DATABASE_URL; an empty URL stands for the embedded one. */
async function outsideDatabase(at: number) {
  const server = process.env.TEST_DATABASE_URL
  if (!server) return { url: '', drop: async () => {} }
  const name = `thuoc_journeys_${process.pid}_${at}`
  await query(server, `create database ${name}`)
  return { url: withDatabase(server, name), drop: () => dropDatabase(server, name) }
}
