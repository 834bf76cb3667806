import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, inject, it } from 'vitest'
import { connect } from '../src/platform/db/client.ts'
import { testApi } from './harness.ts'

const webDist = await mkdtemp(join(tmpdir(), 'thuoc-web-'))
await mkdir(join(webDist, 'assets'))
await writeFile(join(webDist, 'index.html'), '<!doctype html><title>Thước</title>')
await writeFile(join(webDist, 'assets', 'app-1a2b3c.js'), 'export {}')
await mkdir(join(webDist, 'pages'))
await writeFile(join(webDist, 'pages', 'form.html'), '<!doctype html><title>Thước</title><link href="/assets/form.js">')
await writeFile(
  join(webDist, 'pages', 'list.json'),
  '[{ "address": "^/ho-so/[^/]+/phieu(/|$)", "file": "pages/form.html" }]',
)
afterAll(() => rm(webDist, { recursive: true }))

const security = { strictTransport: true, requestsPerMinute: 40, signInsPerMinute: 3, shedLoad: { waiting: () => 0 } }
const { api } = testApi({ webDist, security })
const behindProxy = testApi({ trustProxy: '127.0.0.1', security })
/** A port nobody listens on. */
const away = connect('postgres://nobody@127.0.0.1:1/nothing')
afterAll(() => away.close())
const adrift = testApi({ db: away.db })
let waited = 0
const crowded = testApi({ security: { ...security, shedLoad: { waiting: () => waited } } })

const get = (path: string, accept = 'text/html') => fetch(`${api.url}${path}`, { headers: { accept } })
const signIn = (url: string, from = '') =>
  fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(from && { 'x-forwarded-for': from }) },
    body: JSON.stringify({ username: `ai.do.${Math.random()}`, password: 'not the password' }),
  })

describe('the web app', () => {
  it('answers addresses of its pages with the page, asked for every time', async () => {
    for (const path of ['/', '/submissions/1', '/public/results?level=3']) {
      const reply = await get(path)
      expect([path, reply.status, reply.headers.get('cache-control')]).toEqual([path, 200, 'no-cache'])
      expect(await reply.text()).toContain('Thước')
    }
  })

  it('answers addresses that people open first with a page that names what is shown there', async () => {
    for (const [path, named] of [
      ['/ho-so/1/phieu', true],
      ['/ho-so/1/phieu/1.2?from=list', true],
      ['/ho-so/1/phieu-bang-tinh', false],
      ['/ho-so/1?next=/ho-so/1/phieu', false],
    ] as const) {
      const reply = await get(path)
      expect([path, reply.status, reply.headers.get('cache-control')]).toEqual([path, 200, 'no-cache'])
      expect([path, (await reply.text()).includes('/assets/form.js')]).toEqual([path, named])
    }
  })

  it('keeps hashed files for ever, and does not answer a missing one with the page', async () => {
    const file = await get('/assets/app-1a2b3c.js', '*/*')
    expect([file.status, file.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable'])
    expect((await get('/assets/app-gone.js', '*/*')).status).toBe(404)
  })

  it('tells a script what it is and who may read it, and nothing that is said of pages', async () => {
    const [page, { headers }] = [await get('/'), await get('/assets/app-1a2b3c.js', '*/*')]
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
    for (const name of ['content-security-policy', 'x-frame-options', 'x-ratelimit-limit'])
      expect([name, page.headers.has(name), headers.has(name)]).toEqual([name, true, false])
  })

  it('does not answer for the API, nor reach outside its folder', async () => {
    expect((await get('/api/v1/nothing')).headers.get('content-type')).toContain('application/problem+json')
    const outside = await get('/..%2f..%2f..%2fetc%2fpasswd')
    expect(await outside.text()).not.toContain('root:')
  })
})

describe('every reply', () => {
  it('allows scripts from here only, none inline, and no framing', async () => {
    const { headers } = await get('/')
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(headers.get('strict-transport-security')).toContain('max-age=')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('of the API is kept by nobody and shared with no other origin', async () => {
    const reply = await fetch(`${api.url}/api/v1/health`, { headers: { origin: 'https://example.org' } })
    expect(await reply.json()).toEqual({ status: 'ok' })
    expect(reply.headers.get('cache-control')).toBe('no-store')
    expect(reply.headers.get('access-control-allow-origin')).toBeNull()
  })
})

describe('too many requests', () => {
  it('from one address are refused with the time to wait, sign-ins sooner than others', async () => {
    const statuses = []
    for (let count = 0; count < 4; count += 1) statuses.push((await signIn(behindProxy.api.url, '192.0.2.1')).status)
    expect(statuses).toEqual([401, 401, 401, 429])
    const refused = await signIn(behindProxy.api.url, '192.0.2.1')
    expect(await refused.json()).toMatchObject({ code: 'request.too-many', retryAfter: expect.any(Number) })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await signIn(behindProxy.api.url, '192.0.2.2')).status).toBe(401)
  })

  it('are counted by the address we see, whatever a stranger claims', async () => {
    const replies = await Promise.all(
      ['192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.4'].map((from) => signIn(api.url, from)),
    )
    expect(replies.map(({ status }) => status).sort()).toEqual([401, 401, 401, 429])
  })
})

describe('what cannot be read', () => {
  it('is refused as every other call is: a broken address, a body of another kind', async () => {
    const broken = await get('/api/v1/public/certificates/%E0%A4%A')
    expect(broken.headers.get('content-type')).toMatch('application/problem+json')
    expect(await broken.json()).toMatchObject({ status: 400, code: 'request.invalid' })
    const text = await fetch(`${behindProxy.api.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain', 'x-forwarded-for': '192.0.2.9' },
      body: '{"username":"ai.do","password":"mat khau"}',
    })
    expect(await text.json()).toMatchObject({ status: 415, code: 'request.invalid' })
  })

  it('is refused unread where a stranger sends more than anybody has to say', async () => {
    const reply = await fetch(`${behindProxy.api.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': '192.0.2.10' },
      body: JSON.stringify({ username: 'ai.do', password: 'x'.repeat(20_000) }),
    })
    expect(await reply.json()).toMatchObject({ status: 413 })
  })

  it('is refused where a cursor names a moment that no calendar has', async () => {
    const id = '01a20541-a338-74e4-bbc4-f735887e4501'
    for (const at of ['0000-01-01T00:00:00.000Z', '0000-12-31T17:00:00.000Z']) {
      const cursor = Buffer.from(JSON.stringify([at, id])).toString('base64url')
      const reply = await get(`/api/v1/public/results?cursor=${cursor}`)
      expect(await reply.json()).toMatchObject({ status: 400, code: 'request.invalid' })
    }
  })
})

describe('without its database', () => {
  it('the process lives, and says that it is not ready and when to ask again', async () => {
    expect((await fetch(`${adrift.api.url}/api/v1/health`)).status).toBe(200)
    const ready = await fetch(`${adrift.api.url}/api/v1/ready`)
    expect([ready.status, ready.headers.get('retry-after')]).toEqual([503, '2'])
    expect(await ready.json()).toMatchObject({ code: 'server.busy' })
  })

  it('a request is refused as busy, never as a failure of ours', async () => {
    expect((await signIn(adrift.api.url)).status).toBe(503)
  })
})

it('is ready when the database has every migration', async () => {
  const ready = await fetch(`${behindProxy.api.url}/api/v1/ready`)
  expect(await ready.json()).toMatchObject({ status: 'ready', database: expect.stringContaining('PostgreSQL') })
})

describe('when others have waited too long for the database', () => {
  it('who comes is asked to come back in a moment, and is let in again when there is room', async () => {
    const ask = () => fetch(`${crowded.api.url}/api/v1/public/results`)
    waited = 500
    const refused = await ask()
    expect(refused.status).toBe(503)
    expect(await refused.json()).toMatchObject({ code: 'server.full' })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
    expect((await fetch(`${crowded.api.url}/api/v1/health`)).status).toBe(200)
    expect((await fetch(`${crowded.api.url}/`)).status).not.toBe(503)
    waited = 50
    expect((await ask()).status).toBe(200)
  })

  it('how long is told by the pool: of those who wait for a connection, not of those who have one', async () => {
    const { pool, waiting, close } = connect(inject('adminUrl'), { max: 1 })
    expect(waiting()).toBe(0)
    const held = await pool.connect()
    expect(waiting()).toBe(0)
    const [first, second] = [pool.query('select 1'), pool.connect()]
    await sleep(60)
    expect(waiting()).toBeGreaterThanOrEqual(50)
    held.release()
    await first
    ;(await second).release()
    expect(waiting()).toBe(0)
    await close()
  })
})
