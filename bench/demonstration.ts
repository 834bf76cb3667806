import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../api/src/platform/free-port.ts'
import type { Service } from './service.ts'

/** The product with its demonstration, as `pnpm start` brings it up. @returns it, and how long it took to be ready */
export async function startDemonstration(dataDir: string): Promise<Service & { milliseconds: number }> {
  const port = await freePort()
  const begun = performance.now()
  const child = spawn(process.execPath, ['api/src/cli/start.js'], {
    cwd: new URL('..', import.meta.url),
    env: { ...process.env, DATABASE_URL: '', DATA_DIR: dataDir, PORT: String(port), REQUESTS_PER_MINUTE: '100000000' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const url = `http://127.0.0.1:${port}/api/v1`
  for (const end = begun + 300_000; ; await sleep(20)) {
    if (performance.now() > end || child.exitCode !== null) throw new Error('The demonstration did not start')
    const reply = await fetch(`${url}/ready`).catch(() => null)
    if (reply?.ok) break
  }
  const milliseconds = performance.now() - begun
  const stop = async () => {
    if (child.exitCode !== null) return
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
  return { url, pid: child.pid ?? 0, stop, milliseconds }
}

/** Megabytes that a process and those it started take, PostgreSQL left out. Where there is no /proc: 0. */
export async function memoryOf(pid: number): Promise<number> {
  const names = await readdir('/proc').catch(() => [])
  const all = await Promise.all(names.filter((name) => /^\d+$/.test(name)).map(statusOf))
  const known = all.filter((one) => one !== null)
  const ours = new Set([pid])
  for (let before = 0; before < ours.size;) {
    before = ours.size
    for (const one of known) if (ours.has(one.parent) && one.name !== 'postgres') ours.add(one.pid)
  }
  return known.reduce((sum, one) => (ours.has(one.pid) ? sum + one.kilobytes / 1024 : sum), 0)
}

async function statusOf(pid: string) {
  const text = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => null)
  if (text === null) return null
  const field = (name: string) => new RegExp(`^${name}:\\s+(\\S+)`, 'm').exec(text)?.[1] ?? ''
  return { pid: Number(pid), parent: Number(field('PPid')), name: field('Name'), kilobytes: Number(field('VmRSS')) }
}

/** The most that a process takes from now until it is asked. */
export async function watchMemory(pid: number) {
  const least = await memoryOf(pid)
  let most = least
  const watching = setInterval(() => void memoryOf(pid).then((now) => (most = Math.max(most, now))), 100)
  return () => {
    clearInterval(watching)
    return { least, most }
  }
}
