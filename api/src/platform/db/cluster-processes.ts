import { execFile } from 'node:child_process'
import { readFile, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

/**
 * Ids of the running processes of one cluster. Its random `cluster_name` stands on the command line of the server
 * and in the title of every backend, so a recycled process id is never mistaken for ours.
 */
export async function clusterProcesses(clusterName: string): Promise<number[]> {
  const titles = process.platform === 'linux' ? await titlesFromProc() : await titlesFromPs()
  return titles.filter(({ pid, title }) => pid !== process.pid && title.includes(clusterName)).map(({ pid }) => pid)
}

async function titlesFromProc() {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  return Promise.all(
    pids.map(async (pid) => ({
      pid: Number(pid),
      title: await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''),
    })),
  )
}

async function titlesFromPs() {
  const { stdout } = await promisify(execFile)('ps', ['-axo', 'pid=,command='], { maxBuffer: 16 * 1024 * 1024 })
  return stdout.split('\n').map((line) => {
    const [, pid = '0', title = ''] = /^\s*(\d+)\s+(.*)$/.exec(line) ?? []
    return { pid: Number(pid), title }
  })
}

/**
 * Ends whatever an earlier run of this cluster left behind: a server whose parent was killed (stopped in order), or
 * backends whose server was killed (ended; the next start replays the write-ahead log). Afterwards nothing is
 * attached to the data, so a lock file that is still there is a leaf of the past and goes: its process id may belong
 * to a stranger by now, which would keep PostgreSQL from starting.
 */
export async function endLeftovers(folder: string, clusterName: string): Promise<void> {
  const lockFile = join(folder, 'postmaster.pid')
  const server = Number((await readFile(lockFile, 'utf8').catch(() => '')).split('\n')[0])
  const steps = [
    { signal: 'SIGINT', only: server, patience: 15_000 },
    { signal: 'SIGQUIT', only: server, patience: 3_000 },
    { signal: 'SIGKILL', only: null, patience: 5_000 },
  ] as const
  for (const { signal, only, patience } of steps) {
    for (const pid of await clusterProcesses(clusterName)) if (only === null || pid === only) send(pid, signal)
    // Backends without a server leave by themselves within moments; only a server is worth a long wait.
    const serverLives = (await clusterProcesses(clusterName)).includes(server)
    if (await allGone(clusterName, serverLives ? patience : 2_000)) break
  }
  await rm(lockFile, { force: true })
}

/** Whether no process of the cluster is left within so many milliseconds. */
export async function allGone(clusterName: string, patience: number): Promise<boolean> {
  const end = Date.now() + patience
  while (Date.now() < end) {
    if ((await clusterProcesses(clusterName)).length === 0) return true
    await sleep(50)
  }
  return false
}

/** Signals a process that may have ended by itself since it was looked up. */
export function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It has just ended by itself, which is what we wanted.
  }
}
