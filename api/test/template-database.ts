import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../src/platform/db/embedded.ts'
import { migrate } from '../src/platform/db/migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Of a role that may create databases. */
    adminUrl: string
    /** Name of the migrated database that test files copy. */
    template: string
  }
}

/** Runs the real migrations once, on TEST_DATABASE_URL or on a PostgreSQL that goes when the run ends. */
export default async function setup(project: TestProject) {
  const server = await serverForTests()
  const template = `thuoc_template_${process.pid}`
  try {
    await query(server.url, `create database ${template}`)
    await migrate(withDatabase(server.url, template))
  } catch (error) {
    await server.stop()
    throw error
  }
  project.provide('adminUrl', server.url)
  project.provide('template', template)
  return async () => {
    await dropDatabase(server.url, template)
    await server.stop()
  }
}

/** The server of the tests, for databases that go when they end: TEST_DATABASE_URL, or one of our own. */
export async function serverForTests() {
  const url = process.env.TEST_DATABASE_URL
  if (url) return { url, stop: async () => {} }
  const dataDir = await mkdtemp(join(tmpdir(), 'thuoc-test-'))
  const embedded = await startEmbedded({ dataDir, throwaway: true })
  return {
    url: embedded.url,
    stop: async () => {
      await embedded.stop()
      await rm(dataDir, { recursive: true })
    },
  }
}

/** One statement on a connection of its own. */
export async function query(url: string, text: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(text)
  } finally {
    await client.end()
  }
}

const insufficientPrivilege = '42501'

/** Drops a database. Where the server's autovacuum is at work in it, which only a superuser may end, waits for it. */
export async function dropDatabase(url: string, name: string) {
  for (let tries = 60; ; tries -= 1) {
    try {
      return await query(url, `drop database ${name} with (force)`)
    } catch (error) {
      const busy = error instanceof pg.DatabaseError && error.code === insufficientPrivilege
      if (!busy || tries === 0) throw error
      await sleep(500)
    }
  }
}

/** The same server and role, another database. */
export function withDatabase(url: string, name: string) {
  return Object.assign(new URL(url), { pathname: name }).toString()
}
