import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { findProgram } from '../src/platform/programs.ts'
import { clamd } from '../src/platform/scanner/index.ts'

/** The scanner of this machine: CLAMD_PATH, or the one of Debian's clamav-daemon; null if there is none. */
export const clamdProgram = findProgram(['clamd'], process.env.CLAMD_PATH)

/** The harmless file that every scanner reports. In two halves, so that none reports this source. */
export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-', 'ANTIVIRUS-TEST-FILE!$H+H*'].join('')

export type RunningClamd = { path: string; process: ChildProcess; stop: () => Promise<void> }

/**
 * A clamd of our own on a socket in a folder of its own, which knows nothing but the EICAR test file: signatures cannot
 * be downloaded where tests run.
 * @param settings lines of clamd.conf
 */
export async function startClamd(settings: readonly string[] = []): Promise<RunningClamd> {
  if (clamdProgram === null) throw new Error('No clamd: install clamav-daemon, or set CLAMD_PATH')
  const folder = await mkdtemp(join(tmpdir(), 'thuoc-clamd-'))
  const path = join(folder, 'clamd.sock')
  // A body signature: name, any kind of file, at any place, these bytes.
  await writeFile(join(folder, 'local.ndb'), `Thuoc.Eicar-Test:0:*:${Buffer.from(eicar).toString('hex')}\n`)
  const lines = [
    'Foreground yes',
    `LocalSocket ${path}`,
    `DatabaseDirectory ${folder}`,
    `TemporaryDirectory ${folder}`,
    ...settings,
  ]
  await writeFile(join(folder, 'clamd.conf'), `${lines.join('\n')}\n`)
  const child = spawn(clamdProgram, ['--config-file', join(folder, 'clamd.conf')], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text))
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))

  const scanner = clamd({ address: { path } })
  while (!(await scanner.version().catch(() => null))) {
    if (child.exitCode !== null) throw new Error(`clamd does not start: ${said}`)
    await wait(50)
  }
  return {
    path,
    process: child,
    stop: async () => {
      child.kill('SIGKILL')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}
