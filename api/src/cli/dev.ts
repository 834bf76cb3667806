import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { readConfig, root } from '../config.ts'
import { lockDataDir } from '../platform/data-dir.ts'
import { startEmbedded } from '../platform/db/embedded.ts'
import { freePort } from '../platform/free-port.ts'
import { lifetime } from '../platform/lifetime.ts'
import { explain } from './say.ts'

// `pnpm dev`: the web app from vite on PORT, which passes /api on to the API on a port of its own; both reload when
// their sources change, the database stays.
const life = lifetime((error) => console.error(error))
let place = { host: '127.0.0.1', port: 3000, dataDir: 'data' }
try {
  const config = readConfig(process.env)
  place = config
  const webPort = await freePort(config.host, config.port)
  const apiPort = await freePort()
  let { databaseUrl } = config
  if (databaseUrl === null) {
    life.onEnd((await lockDataDir(config.dataDir)).release)
    const embedded = await startEmbedded({ dataDir: config.dataDir, log: (message) => console.error(message) })
    life.onEnd(embedded.stop)
    databaseUrl = embedded.url
  }
  const address = `http://localhost:${webPort}`
  const api = { HOST: '127.0.0.1', PORT: String(apiPort), DATABASE_URL: databaseUrl, PUBLIC_URL: address }
  run([process.execPath, '--watch', join(root, 'api', 'src', 'server.js')], root, api)
  const vite = join(root, 'web', 'node_modules', 'vite', 'bin', 'vite.js')
  const listen = ['--host', config.host, '--port', String(webPort), '--strictPort']
  run([process.execPath, vite, ...listen], join(root, 'web'), { API_URL: `http://127.0.0.1:${apiPort}` })
} catch (error) {
  if (!life.isEnding()) console.error(explain(error, place))
  await life.end(1)
}

function run([command = '', ...args]: string[], cwd: string, env: Record<string, string>) {
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: 'inherit' })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.once('exit', (code) => void life.end(code ?? 0))
  life.onEnd(async () => {
    child.kill('SIGTERM')
    await ended
  })
}
