import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { root } from '../src/config.ts'
import { freePort } from '../src/platform/free-port.ts'
import { startBalancer } from './balancer.ts'

type Settings = { port: number; env: NodeJS.ProcessEnv; processes: number }
/** Milliseconds between two disturbances. */
const calm = 10_000
/** On a machine that does much else. */
const patience = 300_000

/**
 * Several processes of the API on one database and one folder behind a balancer, with a worker of their own; and somebody who
 * restarts one after another meanwhile: those of the API in order, the worker by `kill -9`.
 */
export async function startSeveral({ port, env, processes }: Settings) {
  const launch = (program: string, own: NodeJS.ProcessEnv = {}) =>
    spawn(process.execPath, [join(root, 'api', 'src', program)], {
      env: { ...env, ...own },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
  const ports = await Promise.all(Array.from({ length: processes }, () => freePort()))
  const api = ports.map((own) => launch('server.js', { PORT: String(own) }))
  let worker = launch('worker.js')
  const balancer = await startBalancer(port, ports)

  const ending = new AbortController()
  const goesOn = () => !ending.signal.aborted
  let turn = 0
  const stop = async (child: ChildProcess, signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill(signal)
    await once(child, 'exit')
  }
  const disturbing = (async () => {
    await Promise.all(ports.map(ready))
    while (goesOn()) {
      await sleep(calm, undefined, { signal: ending.signal }).catch(() => {})
      if (!goesOn()) return
      const at = (turn += 1) % processes
      const [one, own] = [api[at], ports[at]]
      if (!one || own === undefined) throw new Error('No such process')
      await stop(one, 'SIGTERM')
      api[at] = launch('server.js', { PORT: String(own) })
      await ready(own)
      await stop(worker, 'SIGKILL')
      worker = launch('worker.js')
    }
  })()

  return async function end() {
    ending.abort()
    await disturbing
    await balancer.stop()
    await Promise.all([...api, worker].map((child) => stop(child, 'SIGTERM')))
    if (turn === 0) throw new Error('Nothing was restarted meanwhile: so short a walk shows nothing')
    console.log(`Restarted ${turn} times meanwhile, ${processes} processes of the API in turn and the worker`)
  }
}

async function ready(port: number) {
  for (const deadline = Date.now() + patience; Date.now() < deadline; await sleep(100)) {
    const reply = await fetch(`http://127.0.0.1:${port}/api/v1/ready`).catch(() => null)
    if (reply?.ok) return
  }
  throw new Error('A process did not come back')
}
