import { decimal, endpoint, getMe, signOut, type Session } from '@thuoc/shared'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { addressOf, ApiProblem, call, NetworkProblem } from './client.ts'
import { atTheDoor } from './patience.ts'
import { accessToken, listenToSession, setToken } from './token.ts'

const me: Session['me'] = {
  id: getMe.reply.shape.id.parse('019abc00-0000-7000-8000-000000000001'),
  username: 'mau',
  fullName: 'Nguyễn Văn Mẫu',
  email: null,
  mustChangePassword: false,
  memberships: [],
  acting: null,
  permissions: [],
  phone: null,
  signsFor: [],
}
const session = (accessToken: string) => ({ accessToken, expiresAt: '2026-01-01T00:00:00Z', me })
const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status })
const refusal = (status: number, code: string) =>
  json(status, { type: 'about:blank', title: code, status, code, requestId: 'r-1' })

/** A server by hand: who asks what with which token. Only what leaves the machine is doubled. */
let asked: { path: string; token: string | null; body: string | null }[] = []
let answer: (path: string, token: string | null) => Response | Promise<Response>
const paths = () => asked.map(({ path }) => path)

beforeEach(() => {
  asked = []
  setToken('old')
  vi.stubGlobal('fetch', async (path: string, { headers, body }: { headers: Headers; body?: string }) => {
    const token = headers.get('authorization')?.replace('Bearer ', '') ?? null
    asked.push({ path, token, body: body ?? null })
    return answer(path, token)
  })
})
afterEach(() => vi.unstubAllGlobals())

const scored = endpoint({
  name: 'scored',
  method: 'PUT',
  path: '/lines/:code',
  summary: 'For this test',
  access: 'acting',
  params: z.object({ code: z.string() }),
  body: z.object({ score: decimal }),
  reply: z.object({ score: decimal }),
  refusals: [],
})

describe('a busy server', () => {
  const busy = (retryAfter: number) =>
    json(503, { type: 'about:blank', title: 'busy', status: 503, code: 'server.busy', requestId: 'r-1', retryAfter })
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('is asked again when it has said to, by what only reads', async () => {
    answer = () => (asked.length < 3 ? busy(2) : json(200, me))
    const reading = call(getMe, {})
    await vi.advanceTimersByTimeAsync(1_900)
    expect(asked).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(2_200)
    await expect(reading).resolves.toMatchObject({ username: 'mau' })
    expect(asked).toHaveLength(3)
  })
  it('is asked again for what stays one order, however often it is asked', async () => {
    answer = () => (asked.length < 2 ? busy(2) : json(200, { score: 1.5 }))
    const ordering = call({ ...scored, repeatable: true }, { params: { code: '1.1' }, body: { score: 150 } })
    await vi.advanceTimersByTimeAsync(2_100)
    await expect(ordering).resolves.toEqual({ score: 150 })
    expect(asked).toHaveLength(2)
  })
  it('is told of after half a minute, and at once where something is written or waiting is of no use', async () => {
    answer = () => busy(8)
    const reading = call(getMe, {})
    const refused = expect(reading).rejects.toMatchObject({ code: 'server.busy' })
    await vi.advanceTimersByTimeAsync(30_000)
    await refused
    expect(asked).toHaveLength(4)
    await expect(call(signOut, {})).rejects.toMatchObject({ code: 'server.busy' })
    answer = () => busy(600)
    await expect(call(getMe, {})).rejects.toMatchObject({ code: 'server.busy' })
    expect(asked).toHaveLength(6)
  })
  it('whose door was shut has begun nothing: all is asked again, also what writes, and the page says so meanwhile', async () => {
    const full = {
      type: 'about:blank',
      title: 'full',
      status: 503,
      code: 'server.full',
      requestId: 'r-1',
      retryAfter: 7,
    }
    answer = () => (asked.length < 3 ? json(503, full) : json(200, { score: 1.5 }))
    const saving = call(scored, { params: { code: '1.1' }, body: { score: 150 } })
    await vi.advanceTimersByTimeAsync(6_900)
    expect([asked.length, atTheDoor.value]).toEqual([1, 1])
    await vi.advanceTimersByTimeAsync(7_200)
    await expect(saving).resolves.toEqual({ score: 150 })
    expect([asked.length, atTheDoor.value]).toEqual([3, 0])
    expect(new Set(asked.map(({ body }) => body)).size).toBe(1)

    answer = () => json(503, full)
    const never = expect(call(scored, { params: { code: '1.1' }, body: { score: 150 } })).rejects.toMatchObject({
      code: 'server.full',
    })
    await vi.advanceTimersByTimeAsync(120_000)
    await never
    expect(atTheDoor.value).toBe(0)
    const before = asked.length
    const alone = call(scored, { params: { code: '1.1' }, body: { score: 150 } }, { waits: false })
    await expect(alone).rejects.toMatchObject({ code: 'server.full' })
    expect(asked).toHaveLength(before + 1)
  })
  it('is left alone when the page is left', async () => {
    answer = () => busy(2)
    const page = new AbortController()
    const reading = call(getMe, {}, { signal: page.signal })
    const left = expect(reading).rejects.toMatchObject({ name: 'AbortError' })
    await vi.advanceTimersByTimeAsync(500)
    page.abort()
    await vi.advanceTimersByTimeAsync(2_000)
    await left
    expect(asked).toHaveLength(1)
  })
})

describe('a call', () => {
  it('sends hundredths as decimals and reads decimals as hundredths', async () => {
    answer = () => json(200, { score: 6.25 })
    const reply = await call(scored, { params: { code: '1.2' }, body: { score: 625 } })
    expect(asked[0]).toMatchObject({ path: '/api/v1/lines/1.2', body: '{"score":6.25}', token: 'old' })
    expect(reply).toEqual({ score: 625 })
  })
  it('throws what the API refuses, with its code and request number', async () => {
    answer = () => refusal(409, 'line.stale')
    const problem = await call(scored, { params: { code: '1' }, body: { score: 0 } }).catch((error: unknown) => error)
    expect(problem).toBeInstanceOf(ApiProblem)
    expect(problem).toMatchObject({ code: 'line.stale', requestId: 'r-1' })
  })
  it('says that the connection is lost, whether nobody answers or a proxy does', async () => {
    answer = () => Promise.reject(new TypeError('Failed to fetch'))
    await expect(call(getMe, {})).rejects.toBeInstanceOf(NetworkProblem)
    answer = () => new Response('<html>Bad gateway</html>', { status: 502 })
    await expect(call(getMe, {})).rejects.toBeInstanceOf(NetworkProblem)
  })
  it('leaves out of the address what is not asked for', () => {
    expect(addressOf(getMe, {}, { q: 'thị xã', role: undefined, cursor: '', limit: 20 })).toBe(
      '/me?q=th%E1%BB%8B+x%C3%A3&limit=20',
    )
  })
})

describe('an access token that has run out', () => {
  const server = (path: string, token: string | null) => {
    if (path.endsWith('/session/refresh')) return json(200, session('new'))
    return token === 'new' ? json(200, me) : refusal(401, 'session.expired')
  }

  it('is renewed once for all who wait, and nobody notices', async () => {
    answer = server
    await Promise.all([call(getMe, {}), call(getMe, {}), call(getMe, {})])
    expect(paths().filter((path) => path.endsWith('/refresh'))).toHaveLength(1)
    expect(accessToken()).toBe('new')
  })
  it('is not renewed for calls that need none', async () => {
    answer = () => refusal(401, 'session.required')
    await expect(call(signOut, {})).rejects.toMatchObject({ code: 'session.required' })
    expect(paths()).toEqual(['/api/v1/session'])
  })
  it('lets the call wait until the person has signed in again, then goes on', async () => {
    answer = (path, token) => (path.endsWith('/refresh') ? refusal(401, 'session.expired') : server(path, token))
    let comeBack = () => {}
    listenToSession({ renewed: () => undefined, ended: () => new Promise((resolve) => (comeBack = resolve)) })
    const waiting = call(getMe, {})
    await vi.waitFor(() => expect(paths().at(-1)).toContain('/refresh'))
    await new Promise((resolve) => setTimeout(resolve))
    setToken('new')
    comeBack()
    await expect(waiting).resolves.toMatchObject({ username: 'mau' })
  })
  it('is kept when the server is only busy', async () => {
    answer = (path, token) => (path.endsWith('/refresh') ? refusal(503, 'server.busy') : server(path, token))
    await expect(call(getMe, {})).rejects.toMatchObject({ code: 'server.busy' })
    expect(accessToken()).toBe('old')
  })
})
