import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { password } from './generator/load.ts'

const root = new URL('..', import.meta.url)

/** A process of ours under measurement. */
export type Service = { url: string; pid: number; stop: () => Promise<void> }

type Start = { databaseUrl: string; dataDir: string; port: number; flags?: string[]; env?: Record<string, string> }
/** The product’s own server on a database, as in production, with its log in a file, but for the limits of requests. */
export async function startService({ databaseUrl, dataDir, port, flags = [], env = {} }: Start): Promise<Service> {
  const given = process.env.BENCH_NODE_FLAGS?.split(' ') ?? []
  const log = openSync(join(dataDir, 'server.log'), 'a')
  const child = spawn(process.execPath, [...given, ...flags, 'api/src/server.js'], {
    cwd: root,
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      DATA_DIR: dataDir,
      PORT: String(port),
      DEMONSTRATION: 'false',
      LOG_LEVEL: 'info',
      REQUESTS_PER_MINUTE: '100000000',
      SIGN_INS_PER_MINUTE: '1000000',
      ...env,
    },
    stdio: ['ignore', log, 'inherit'],
  })
  closeSync(log)
  const url = `http://127.0.0.1:${port}/api/v1`
  for (let left = 600; ; left -= 1) {
    if (left === 0 || child.exitCode !== null) throw new Error('The server did not start')
    const reply = await fetch(`${url}/ready`).catch(() => null)
    if (reply?.ok) break
    await sleep(100)
  }
  return { url, pid: child.pid ?? 0, stop: () => ended(child) }
}

/** The worker that does the jobs of that server. */
export function startWorker({ databaseUrl, dataDir }: Pick<Start, 'databaseUrl' | 'dataDir'>) {
  const child = spawn(process.execPath, ['api/src/worker.js'], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: databaseUrl, DATA_DIR: dataDir },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return { pid: child.pid ?? 0, stop: () => ended(child) }
}

/** The floor beside it. @param file what it is told, see there */
export async function startFloor(file: string): Promise<Service> {
  const child = spawn(process.execPath, ['bench/floor/server.ts', file], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const line of createInterface(child.stdout)) {
    const { port } = z.object({ port: z.int() }).parse(JSON.parse(line))
    return { url: `http://127.0.0.1:${port}`, pid: child.pid ?? 0, stop: () => ended(child) }
  }
  throw new Error('The floor did not start')
}

async function ended(child: ChildProcess) {
  if (child.exitCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}

/** Waits as long as a full server says. @returns the access token of somebody of the made-up data */
export async function signIn({ url }: Service, username: string): Promise<string> {
  const ask = () =>
    fetch(`${url}/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password }),
    })
  let reply = await ask()
  for (let again = 0; reply.status === 503 && again < 30; again += 1) {
    await sleep(Number(reply.headers.get('retry-after')) * 1000)
    reply = await ask()
  }
  if (!reply.ok) throw new Error(`${username} may not sign in: ${reply.status} ${await reply.text()}`)
  return z.object({ accessToken: z.string() }).parse(await reply.json()).accessToken
}
