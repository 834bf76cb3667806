import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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
    await query(server.url, `drop database ${template} with (force)`)
    await server.stop()
  }
}

async function serverForTests() {
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

async function query(url: string, text: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(text)
  await client.end()
}

/** The same server and role, another database. */
export function withDatabase(url: string, name: string) {
  return Object.assign(new URL(url), { pathname: name }).toString()
}
