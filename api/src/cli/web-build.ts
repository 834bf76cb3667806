import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { root } from '../config.ts'

const web = join(root, 'web')
const stamp = join(web, 'dist', '.built-from')
/** What the built app depends on. */
const sources = [
  'web/src',
  'web/public',
  'web/index.html',
  'web/vite.config.ts',
  'web/build',
  'web/package.json',
  'shared/src',
  'pnpm-lock.yaml',
]

/**
 * Builds the web app when its sources are not those of the last build.
 * @returns whether there was something to do. @throws Error with the output of the build when it fails.
 */
export async function buildWeb(onStart: () => void): Promise<boolean> {
  const wanted = await fingerprint()
  if ((await readFile(stamp, 'utf8').catch(() => '')) === wanted) return false
  onStart()
  await run()
  // Written last: an interrupted build is no build.
  await writeFile(stamp, wanted)
  return true
}

async function fingerprint() {
  const hash = createHash('sha256')
  for (const file of (await Promise.all(sources.map((source) => filesOf(join(root, source))))).flat().sort()) {
    hash
      .update(`${relative(root, file)}\0`)
      .update(await readFile(file))
      .update('\0')
  }
  return hash.digest('hex')
}

async function filesOf(path: string): Promise<string[]> {
  try {
    const entries = await readdir(path, { withFileTypes: true })
    return (await Promise.all(entries.map((entry) => filesOf(join(path, entry.name))))).flat()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return [path]
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

function run(): Promise<void> {
  return new Promise((resolve, reject) => {
    const vite = join(web, 'node_modules', 'vite', 'bin', 'vite.js')
    const env = { ...process.env, NODE_ENV: 'production' }
    const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: web, env, stdio: 'pipe' })
    const onExit = () => child.kill()
    process.once('exit', onExit)
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.on('error', reject)
    child.on('close', (code) => {
      process.off('exit', onExit)
      if (code === 0) resolve()
      else reject(new Error(`The web app could not be built (${code}):\n${output}`))
    })
  })
}
