import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, openSync } from 'node:fs'
import { chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Account, Postgres } from './postgres-binaries.ts'

/** Kept inside the cluster, so that the data and the password to it are copied, moved and restored together. */
const identity = z.object({ clusterName: z.string(), password: z.string() })
export type Cluster = z.infer<typeof identity> & { folder: string }

/**
 * Opens the cluster in `folder`, making it first when it is not there. It is made in a neighbouring folder and moved
 * into place when complete, so a start that is killed half way leaves nothing that looks like data.
 */
export async function openCluster(postgres: Postgres, folder: string, sync: boolean): Promise<Cluster> {
  const known = await readFile(join(folder, 'thuoc.json'), 'utf8').catch(() => null)
  if (known !== null) return { ...identity.parse(JSON.parse(known)), folder }
  if (await stat(folder).catch(() => null)) {
    throw new Error(`${folder} is there but has no thuoc.json: it is not ours to open or to replace`)
  }

  const draft = `${folder}.new`
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { recursive: true, mode: 0o700 })
  if (postgres.account) await chown(draft, postgres.account.uid, postgres.account.gid)
  const made = {
    clusterName: `thuoc-${randomBytes(6).toString('hex')}`,
    password: randomBytes(24).toString('base64url'),
  }
  await initdb(postgres, draft, made.password, sync)
  await writeFile(join(draft, 'thuoc.json'), JSON.stringify(made), { mode: 0o600 })
  await rename(draft, folder)
  return { ...made, folder }
}

async function initdb(postgres: Postgres, folder: string, password: string, sync: boolean) {
  const passwordFile = `${folder}.password`
  await writeFile(passwordFile, password, { mode: 0o600 })
  // Opening /proc/self/fd/4 spares the walk, not the rights of the file itself.
  if (postgres.account) await chown(passwordFile, postgres.account.uid, postgres.account.gid)
  const passwordFd = openSync(passwordFile, 'r')
  try {
    const access = openDataFolder(postgres.account, folder)
    const flags = [
      `--pgdata=${access.path}`,
      `--pwfile=${postgres.account ? '/proc/self/fd/4' : passwordFile}`,
      '--username=postgres',
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=icu',
      '--icu-locale=vi-VN',
      ...(sync ? [] : ['--no-sync']),
    ]
    const child = spawn(join(postgres.bin, 'initdb'), flags, {
      ...postgres.account,
      cwd: '/',
      env: environment(),
      stdio: ['ignore', 'pipe', 'pipe', access.fd, passwordFd],
    })
    access.close()
    let output = ''
    child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()))
    await new Promise<void>((resolve, reject) => {
      child.on('error', reject)
      child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`initdb failed (${code}):\n${output}`))))
    })
  } finally {
    closeSync(passwordFd)
    await rm(passwordFile, { force: true })
  }
}

/**
 * How the programs reach the data folder. As root they run as somebody who may not be allowed to walk there (a clone
 * in /root, a DATA_DIR of mode 0700). So root opens the folder and hands it over as descriptor 3; nobody has to move
 * the data or loosen the rights of a folder for it.
 */
export function openDataFolder(account: Account | null, folder: string) {
  const fd = openSync(folder, 'r')
  return { fd, path: account ? '/proc/self/fd/3' : folder, close: () => closeSync(fd) }
}

/** The locale of whoever starts us must not decide how the database sorts or in which language it reports. */
export function environment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }
}
