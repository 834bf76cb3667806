import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { readFile, rm, stat } from 'node:fs/promises'
import { constants, getPriority, setPriority } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { freePort } from '../free-port.ts'
import { environment, openCluster, openDataFolder, type Cluster } from './cluster.ts'
import { endLeftovers } from './cluster-processes.ts'
import { findPostgres, type Postgres } from './postgres-binaries.ts'

export type EmbeddedOptions = {
  /** Holds `postgres/` (the cluster) and `postgres.log`. Must exist. One process at a time: see `lockDataDir`. */
  dataDir: string
  /** A cluster nobody will miss: writes are not forced to disk. */
  throwaway?: boolean
  /** Called when the server could not be brought back after it went away. */
  onLost?: (error: Error) => void
  log?: (message: string) => void
}
export type EmbeddedDatabase = {
  /** Of the database `thuoc`, as its owner: an ordinary role that may create databases, as in production. */
  url: string
  /** Ends the server in order; all that was acknowledged is on disk already. */
  stop: () => Promise<void>
}

const mayFailInARow = 5
/**
 * Where all want the same cores, one process that talks with everybody stands against dozens that work for it: it takes what
 * it needs of a core before they do, or all of them wait for it.
 */
const niceness = 5
const logLimit = 10 * 1024 * 1024

/**
 * Starts the PostgreSQL of this house under `dataDir` and keeps it running: whatever an earlier run left is ended
 * first, and a server that dies is started again on the same port. It runs in a session of its own, so that Ctrl-C
 * in a terminal reaches us alone and the API can finish its requests before the database goes.
 * @throws Error when it cannot be started; `postgres.log` says why.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const { dataDir, throwaway = false, log = () => {}, onLost = () => {} } = options
  const postgres = await findPostgres()
  const cluster = await openCluster(postgres, join(dataDir, 'postgres'), !throwaway)
  const port = await freePort()
  const launch = () => startServer({ postgres, cluster, port, throwaway, logFile: join(dataDir, 'postgres.log') })

  let server = await launch()
  let stopping = false
  let restarting: Promise<void> = Promise.resolve()
  const watch = () => {
    const hurrying = hurry(server, join(cluster.folder, 'postmaster.pid'), () => !stopping)
    server.once('exit', () => {
      clearInterval(hurrying)
      if (!stopping) restarting = bringBack()
    })
  }
  const bringBack = async () => {
    for (let attempt = 1; !stopping; attempt++) {
      log('PostgreSQL went away; starting it again')
      try {
        server = await launch()
        watch()
        return
      } catch (error) {
        if (attempt >= mayFailInARow) return onLost(error instanceof Error ? error : new Error(String(error)))
        await sleep(attempt * 500)
      }
    }
  }
  const stop = async () => {
    stopping = true
    await restarting
    await stopServer(server)
  }

  watch()
  try {
    await createOwnDatabase(cluster, port)
  } catch (error) {
    await stop()
    throw error
  }
  return { url: urlOf(cluster, port, 'thuoc', 'thuoc'), stop }
}

type Launch = { postgres: Postgres; cluster: Cluster; port: number; throwaway: boolean; logFile: string }

async function startServer({ postgres, cluster, port, throwaway, logFile }: Launch): Promise<ChildProcess> {
  await endLeftovers(cluster.folder, cluster.clusterName)
  const { uid, gid } = await stat(cluster.folder)
  const logSize = await stat(logFile).then(
    ({ size }) => size,
    () => 0,
  )
  if (logSize > logLimit) await rm(logFile)
  const logFd = openSync(logFile, 'a', 0o600)
  const access = openDataFolder(postgres.account, cluster.folder)
  const settings = [
    `port=${port}`,
    `cluster_name=${cluster.clusterName}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    'jit=off',
    ...(throwaway ? ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'] : []),
  ]
  const server = spawn(join(postgres.bin, 'postgres'), ['-D', access.path, ...settings.flatMap((one) => ['-c', one])], {
    // The owner of the data, who may be another than this machine's choice when the folder came from elsewhere.
    ...(postgres.account && { uid, gid }),
    cwd: '/',
    env: environment(),
    detached: true,
    stdio: ['ignore', logFd, logFd, access.fd],
  })
  access.close()
  closeSync(logFd)
  if (server.pid !== undefined && !throwaway)
    setPriority(server.pid, Math.min(constants.priority.PRIORITY_LOW, getPriority() + niceness))
  // For an end without goodbye (an uncaught error, `process.exit`); only `kill -9` leaves a server behind.
  const onExit = () => server.kill('SIGINT')
  process.once('exit', onExit)
  server.once('exit', () => process.off('exit', onExit))
  try {
    await answers(server, urlOf(cluster, port, 'postgres', 'postgres'))
  } catch (cause) {
    await stopServer(server)
    throw new Error(`PostgreSQL did not start; see ${logFile}`, { cause })
  }
  return server
}

async function answers(server: ChildProcess, url: string) {
  const failures: Error[] = []
  server.once('error', (error) => failures.push(error))
  server.once('exit', (code) => failures.push(new Error(`postgres ended with code ${code}`)))
  // Replaying the log after a crash may take its time; a server that will not start ends by itself.
  for (const end = Date.now() + 120_000; Date.now() < end; await sleep(30)) {
    if (failures[0]) throw failures[0]
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
    client.on('error', () => {})
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      // 28P01: something else answers on our port. Everything else means "not yet".
      if (error instanceof pg.DatabaseError && error.code === '28P01') throw error
    }
  }
  throw new Error('PostgreSQL did not answer within two minutes')
}

async function stopServer(server: ChildProcess) {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (server.pid === undefined || server.exitCode !== null || server.signalCode !== null) return
    const ended = new Promise((resolve) => server.once('exit', resolve))
    server.kill(signal)
    await Promise.race([ended, sleep(20_000, undefined, { ref: false })])
  }
}

/**
 * A server that somebody else asked to stop (`kill` sends SIGTERM) takes no new connection and waits for the last old
 * one to leave, which is ours and never does: it is stopped at once instead, and started again like one that died.
 * Its lock file says so in its last line.
 */
const hurry = (server: ChildProcess, lockFile: string, isWanted: () => boolean) =>
  setInterval(() => {
    void readFile(lockFile, 'utf8').then(
      (text) => isWanted() && text.trimEnd().endsWith('stopping') && server.kill('SIGINT'),
      () => {},
    )
  }, 1000).unref()

async function createOwnDatabase(cluster: Cluster, port: number) {
  const admin = new pg.Client({ connectionString: urlOf(cluster, port, 'postgres', 'postgres') })
  await admin.connect()
  try {
    const { rowCount } = await admin.query(`select from pg_roles where rolname = 'thuoc'`)
    if (!rowCount) await admin.query(`create role thuoc login createdb password ${pg.escapeLiteral(cluster.password)}`)
    const existing = await admin.query(`select from pg_database where datname = 'thuoc'`)
    if (!existing.rowCount) await admin.query('create database thuoc owner thuoc')
  } finally {
    await admin.end()
  }
}

const urlOf = (cluster: Cluster, port: number, user: string, database: string) =>
  `postgres://${user}:${cluster.password}@127.0.0.1:${port}/${database}`
