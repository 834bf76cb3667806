import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { root } from '../src/config.ts'
import { freePort } from '../src/platform/free-port.ts'
import { dropDatabase, query, withDatabase } from './template-database.ts'

/** Starts what `pnpm start` starts, for the journeys, and says where it is in BASE_URL. Returns what ends it. */
export default async function startStack() {
  const dataDir = await mkdtemp(join(tmpdir(), 'thuoc-journeys-'))
  const database = await outsideDatabase()
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

  for (const end = Date.now() + 180_000; !(await isReady(address)); await sleep(200)) {
    if (stack.exitCode !== null) throw new Error(`The stack ended with code ${stack.exitCode}`)
    if (Date.now() > end) throw new Error('The stack was not ready within three minutes')
  }
  process.env.BASE_URL = address
  return async () => {
    process.off('exit', onExit)
    stack.kill('SIGTERM')
    await ended
    await database.drop()
    await rm(dataDir, { recursive: true })
  }
}

const isReady = (address: string) =>
  fetch(`${address}/api/v1/ready`).then(
    ({ ok }) => ok,
    () => false,
  )

/** A database of its own on TEST_DATABASE_URL; an empty URL stands for the embedded one. */
async function outsideDatabase() {
  const server = process.env.TEST_DATABASE_URL
  if (!server) return { url: '', drop: async () => {} }
  const name = `thuoc_journeys_${process.pid}`
  await query(server, `create database ${name}`)
  return { url: withDatabase(server, name), drop: () => dropDatabase(server, name) }
}
