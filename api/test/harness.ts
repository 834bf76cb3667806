import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { Agent } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tierOfRole, type Role } from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import request from 'supertest'
import { afterAll, beforeAll, inject } from 'vitest'
import { buildApp } from '../src/app.ts'
import type { UnitRow } from '../src/features/org/index.ts'
import { connect, type PooledDb } from '../src/platform/db/client.ts'
import { localFiles } from '../src/platform/files.ts'
import { allFileTypes } from '../src/platform/known-file-types.ts'
import { partialFiles } from '../src/platform/partial-files.ts'
import type { Ports } from '../src/ports.ts'
import { aMembership, aPerson, aSession, aWorld, type World } from './factories.ts'
import { dropDatabase, query, withDatabase } from './template-database.ts'

type Api = { app: FastifyInstance; db: PooledDb; url: string; world: World; filesFolder: string }
type Method = 'get' | 'post' | 'put' | 'delete'

/** Everything generous, so that a test meets only the limit it is about. */
const ports: Omit<Ports, 'db' | 'files' | 'partial'> = {
  maxFileBytes: 1024 * 1024,
  maxUnitBytes: 64 * 1024 * 1024,
  intake: { fileTypes: allFileTypes, scanner: null },
  office: null,
  checkLink: async () => ({ state: 'up', fault: null, httpStatus: 200, title: null }),
  sendsMail: false,
  now: () => new Date(),
  jwtSecret: 'a secret of the tests, long enough to sign with',
  publicUrl: 'http://localhost:3000',
  secureCookies: false,
  security: { strictTransport: false, requestsPerMinute: 100_000, signInsPerMinute: 100_000, shedLoad: false },
  trustProxy: false,
  webDist: null,
  checksReplies: true,
  logger: false,
}

/**
 * A whole API over its own copy of the migrated database, for one test file, with an invented province (`api.world`).
 * Requests go through HTTP. `over` changes what the application takes from outside.
 */
export function testApi(over: Partial<Ports> = {}) {
  const name = `thuoc_test_${randomUUID().replaceAll('-', '')}`
  const api = {} as Api
  /** A connection for each request was a good part of what it cost. */
  const connections = new Agent({ keepAlive: true })
  let server: ReturnType<typeof request>
  let close = async () => {}

  beforeAll(async () => {
    await query(inject('adminUrl'), `create database ${name} template ${inject('template')}`)
    const connection = connect(withDatabase(inject('adminUrl'), name), { max: 6 })
    const filesFolder = await mkdtemp(join(tmpdir(), 'thuoc-files-'))
    const files = await localFiles(filesFolder)
    const app = await buildApp({
      ...ports,
      db: connection.db,
      files,
      partial: await partialFiles(join(filesFolder, 'partial')),
      ...over,
    })
    await app.listen({ host: '127.0.0.1', port: 0 })
    const { port } = app.server.address() as AddressInfo
    const world = await aWorld(connection.db)
    const url = `http://127.0.0.1:${port}`
    server = request(url)
    Object.assign(api, { app, db: connection.db, url, world, filesFolder })
    close = async () => {
      connections.destroy()
      await app.close()
      await connection.close()
      await rm(filesFolder, { recursive: true })
      await dropDatabase(inject('adminUrl'), name)
    }
  })
  afterAll(() => close())

  /** A client that sends this token; without one, that of a stranger. Bodies of replies are parsed. */
  function client(token?: string) {
    const send = (method: Method) => async (path: string, payload?: object) => {
      const call = server[method](`/api/v1${path}`).agent(connections)
      if (token !== undefined) call.set('authorization', `Bearer ${token}`)
      const { status, body, headers } = await call.send(payload)
      return { status, body, headers }
    }
    return { get: send('get'), post: send('post'), put: send('put'), delete: send('delete') }
  }

  /** A person who holds that role, signed in and acting; by default in the home unit where the role exists. */
  async function as(role: Role, unit: UnitRow = homeOf(role, api.world)) {
    const person = await aPerson(api.db)
    const membership = await aMembership(api.db, person, unit, role)
    const session = await aSession(api.db, person, membership.id)
    const token = api.app.accessTokens.sign(session.id).accessToken
    return { ...client(token), token, person, membership, session, unit }
  }
  return { api, as, client }
}

const homeOf = (role: Role, { root, province, commune, school }: World): UnitRow =>
  ({ system: root, province, 'managing-body': commune, school })[tierOfRole[role]]
