import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, open, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { settingsOf } from './office-profile.ts'
import { findProgram } from './programs.ts'

/** A PDF that lies in a folder of its own until `discard`. */
export type ConvertedFile = { path: string; discard: () => Promise<void> }

/** Turns Office files into PDF, to be looked at. */
export type OfficeConverter = {
  /**
   * @param extension without the dot, of what the file really is: it decides how the file is read
   * @throws NotConverted
   */
  toPdf: (path: string, extension: string) => Promise<ConvertedFile>
}

/** Broken, protected by a password, or more than the time allows: such a file can be downloaded only. */
export class NotConverted extends Error {}

export type OfficeSettings = {
  /** The program `soffice`. */
  program: string
  /** Milliseconds for one file. */
  patience?: number
}

/** The LibreOffice of this machine: the one that was set, or one in the usual places; null if there is none. */
export const findLibreOffice = (set?: string) =>
  findProgram(['soffice', 'libreoffice'], set, [
    '/opt/libreoffice/program',
    '/usr/lib/libreoffice/program',
    '/Applications/LibreOffice.app/Contents/MacOS',
  ])

/** In blocks of 512 bytes, as shells count: 1 GiB a file; and seconds of one core. */
const limits = { fileBlocks: 2 * 1024 * 1024, cpuSeconds: 300 }

/**
 * LibreOffice without a screen, one file at a time. Each file gets a profile of its own, which forbids macros, links to
 * other files and addresses, and goes with it; the environment holds nothing of ours. A file that takes too long ends
 * with every process it started.
 */
export function libreOffice({ program, patience = 120_000 }: OfficeSettings): OfficeConverter {
  let last: Promise<unknown> = Promise.resolve()

  async function convert(path: string, extension: string): Promise<ConvertedFile> {
    const folder = await mkdtemp(join(tmpdir(), 'thuoc-office-'))
    const discard = () => rm(folder, { recursive: true, force: true })
    try {
      await mkdir(join(folder, 'profile', 'user'), { recursive: true })
      await writeFile(join(folder, 'profile', 'user', 'registrymodifications.xcu'), settingsOf())
      // Under a name of ours: LibreOffice goes by the ending, and what a user typed is no argument of a program.
      const source = join(folder, `source.${extension.replace(/[^a-z0-9]/gi, '')}`)
      await symlink(resolve(path), source)
      await run(program, folder, source, patience)
      const result = join(folder, 'out', 'source.pdf')
      if (!(await isPdf(result))) throw new NotConverted('No PDF came out')
      await rm(join(folder, 'profile'), { recursive: true, force: true })
      return { path: result, discard }
    } catch (error) {
      await discard()
      throw error
    }
  }

  return {
    toPdf: (path, extension) => {
      const turn = last.then(() => convert(path, extension))
      last = turn.catch(() => {})
      return turn
    },
  }
}

function run(program: string, folder: string, source: string, patience: number): Promise<void> {
  const options = [
    '--headless',
    '--invisible',
    '--norestore',
    '--nolockcheck',
    '--nodefault',
    '--nologo',
    '--nofirststartwizard',
  ]
  const command = [
    program,
    `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`,
    ...options,
    ...['--convert-to', 'pdf', '--outdir', join(folder, 'out'), source],
  ]
  return new Promise((resolve, reject) => {
    // A group of its own, so that all of it can be ended: `soffice` is a script that starts others.
    const child = spawn(
      '/bin/sh',
      ['-c', `ulimit -f ${limits.fileBlocks} -t ${limits.cpuSeconds}; exec "$@"`, 'sh', ...command],
      {
        detached: true,
        stdio: 'ignore',
        cwd: folder,
        env: { PATH: process.env.PATH, HOME: folder, TMPDIR: folder, LANG: 'C.UTF-8', SAL_USE_VCLPLUGIN: 'svp' },
      },
    )
    const endGroup = () => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
      } catch {
        // All of it has ended already.
      }
    }
    let slow = false
    const timer = setTimeout(() => {
      slow = true
      endGroup()
    }, patience)
    child.once('error', (error) =>
      settle(() => reject(new NotConverted('LibreOffice does not start', { cause: error }))),
    )
    child.once('exit', (code) => {
      settle(() => {
        if (slow) reject(new NotConverted('Took too long'))
        else if (code === 0) resolve()
        else reject(new NotConverted(`LibreOffice ended with ${code ?? 'a signal'}`))
      })
    })
    function settle(then: () => void) {
      clearTimeout(timer)
      endGroup()
      then()
    }
  })
}

/** It ends well also where it could not read the file. */
async function isPdf(path: string): Promise<boolean> {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  )
  if (size === 0) return false
  const handle = await open(path, 'r')
  const { buffer } = await handle.read(Buffer.alloc(5), 0, 5, 0).finally(() => handle.close())
  return buffer.toString('latin1') === '%PDF-'
}
