import { permissionsOf, refusalsOf, role, type Access, type Endpoint, type Role } from '@thuoc/shared'
import * as contract from '@thuoc/shared'
import Fastify from 'fastify'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { requireAccess } from '../src/platform/access.ts'
import { aMembership, aPerson, aSession } from './factories.ts'
import { testApi } from './harness.ts'

const { api, as, client } = testApi()

const endpointShape = z.object({
  name: z.string(),
  path: z.string(),
  access: z.string(),
  refusals: z.array(z.string()),
})
const isEndpoint = (value: unknown): value is Endpoint => endpointShape.safeParse(value).success
/** Every endpoint of the contract: a feature that is added later is walked without a line here. */
const exported: unknown[] = Object.values(contract)
const endpoints = exported.filter(isEndpoint)
type Client = ReturnType<typeof client>

const methods = { GET: 'get', POST: 'post', PUT: 'put', DELETE: 'delete' } as const
const unknownId = '00000000-0000-7000-8000-00000000dead'
/** Whatever comes back, the contract must have said so. */
async function call(endpoint: Endpoint, from: Client, id: string = unknownId) {
  const { name, method, path } = endpoint
  const reply = await from[methods[method]](path.replaceAll(/:\w+/g, id), method === 'GET' ? undefined : {})
  if (reply.status !== 200)
    expect([name, refusalsOf(endpoint)]).toEqual([name, expect.arrayContaining([reply.body.code])])
  return reply
}

/** What sends or takes bytes as they are has no endpoint of the contract. */
const streams = ['downloadFile', 'downloadExport', 'sendUpload']

const guarded = endpoints.filter(({ access }) => access !== 'public')
const isPermission = (access: Access) => !['public', 'session', 'acting'].includes(access)

/** Every route as every role: longer with each endpoint of the contract. */
const patience = { timeout: 120_000 }

describe('every route', () => {
  it('of the contract is served, and nothing else is', async () => {
    const { paths } = z
      .object({ paths: z.record(z.string(), z.record(z.string(), z.object({ operationId: z.string() }))) })
      .parse(await (await fetch(`${api.url}/api/openapi.json`)).json())
    const served = Object.values(paths).flatMap((path) => Object.values(path).map(({ operationId }) => operationId))
    expect(served.filter((name) => !streams.includes(name)).sort()).toEqual(endpoints.map(({ name }) => name).sort())
  })

  it('that is not public needs a token, a good one', async () => {
    const unsigned = [
      { alg: 'none', typ: 'JWT' },
      { sid: unknownId, iss: 'thuoc', exp: 9_999_999_999 },
    ]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .concat('')
      .join('.')
    const strangers = {
      none: client(),
      garbage: client('garbage'),
      unsigned: client(unsigned),
      key: client('thuoc_x_y'),
    }
    for (const endpoint of guarded)
      for (const [kind, from] of Object.entries(strangers)) {
        const { status, body, headers } = await call(endpoint, from)
        expect([endpoint.name, kind, status, body.code]).toEqual([endpoint.name, kind, 401, 'session.required'])
        expect(headers['content-type']).toContain('application/problem+json')
      }
  })

  it('refuses exactly the roles without its permission, before it looks at anything else', patience, async () => {
    for (const mine of role.options) {
      const from = await as(mine)
      for (const endpoint of guarded.filter(({ access }) => isPermission(access))) {
        const { body } = await call(endpoint, from)
        const allowed = permissionsOf[mine].some((permission) => permission === endpoint.access)
        // An allowed role is answered, or refused for what it asks, but not at the door.
        expect([mine, endpoint.name, body.code !== 'access.denied']).toEqual([mine, endpoint.name, allowed])
      }
    }
  })

  it('that acts needs a chosen unit and no pending change of the password', async () => {
    const { school } = api.world
    const undecided = await aPerson(api.db)
    const pending = await aPerson(api.db, { mustChangePassword: true })
    const { id } = await aMembership(api.db, pending, school, 'school-head')
    const token = (session: { id: string }) => api.app.accessTokens.sign(session.id).accessToken
    const callers = {
      'session.membership-required': client(token(await aSession(api.db, undecided, null))),
      'session.password-change-required': client(token(await aSession(api.db, pending, id))),
    }
    for (const endpoint of guarded.filter(({ access }) => access !== 'session'))
      for (const [code, from] of Object.entries(callers)) {
        const { body } = await call(endpoint, from)
        expect([endpoint.name, body.code]).toEqual([endpoint.name, code])
      }
  })

  it(
    'answers ids that do not exist or do not fit with 404, 403, 400 or 409, never with a failure of ours',
    patience,
    async () => {
      const callers: Role[] = ['system-administrator', 'province-leader', 'managing-body-leader', 'school-head']
      for (const mine of callers) {
        const from = await as(mine)
        for (const endpoint of endpoints.filter(({ path }) => path.includes(':')))
          for (const id of [unknownId, 'not-an-id', '%00', "'; drop table units; --"]) {
            const { status } = await call(endpoint, from, encodeURIComponent(id))
            expect([endpoint.name, mine, id, [400, 403, 404, 409].includes(status)]).toEqual([
              endpoint.name,
              mine,
              id,
              true,
            ])
          }
      }
    },
  )
})

it('a route without access, or one that writes before it is known who asks, keeps the application from starting', async () => {
  const app = Fastify()
  requireAccess(app, () => ({ now: Promise.resolve(null), before: null }))
  expect(() => app.get('/open', async () => ({}))).toThrow('Route without access: GET /open')
  const config = { access: 'acting', goesAhead: true } as const
  expect(() => app.post('/write', { config }, async () => ({}))).toThrow('Route that writes goes ahead: POST /write')
  await app.close()
})

describe('what does not fit', () => {
  it('in the body, the query or the address is named by its place', async () => {
    const from = await as('school-head')
    const body = await from.post('/people', { username: '?', fullName: 'Nguyễn Văn Mẫu', email: null })
    expect(body).toMatchObject({ status: 400, body: { code: 'request.invalid' } })
    expect(body.body.errors.map(({ path }: { path: string }) => path)).toEqual(['/username', '/membership'])
    expect((await from.get('/people?limit=0')).body.errors).toMatchObject([{ path: '/limit' }])
    expect((await from.get('/people/x')).body.errors).toMatchObject([{ path: '/id' }])
  })

  it.each([
    ['application/json', '{"username":', 400],
    ['text/csv', 'a,b', 415],
    ['application/json', `{"username":"${'a'.repeat(1024 * 1024)}"}`, 413],
    ['application/json', '{"__proto__":{"admin":true}}', 400],
  ])('is refused as %s body (%#)', async (type, body, status) => {
    const reply = await fetch(`${api.url}/api/v1/session`, { method: 'POST', headers: { 'content-type': type }, body })
    expect(reply.status).toBe(status)
    expect(reply.headers.get('content-type')).toContain('application/problem+json')
    expect(await reply.json()).toMatchObject({ code: 'request.invalid', status })
  })

  it('is not an empty body called JSON where none is needed', async () => {
    const headers = { 'content-type': 'application/json' }
    const reply = await fetch(`${api.url}/api/v1/session`, { method: 'DELETE', headers })
    expect(reply.status).toBe(200)
  })

  it('as an address is answered like every refusal', async () => {
    const reply = await fetch(`${api.url}/api/v1/nothing-here`)
    expect(reply.status).toBe(404)
    expect(reply.headers.get('content-type')).toContain('application/problem+json')
    const id = reply.headers.get('x-request-id')
    expect(await reply.json()).toMatchObject({
      code: 'request.not-found',
      type: '/problems/request.not-found',
      requestId: id,
    })
  })
})
