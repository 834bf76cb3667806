// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { answerAskedEarly, askEarly } from './early.ts'

const calls: [path: string, authorization: string | null][] = []
let sessionStatus = 200
beforeEach(() => {
  vi.useFakeTimers()
  calls.length = 0
  sessionStatus = 200
  vi.stubGlobal('fetch', (path: string, { headers }: { headers: HeadersInit }) => {
    calls.push([path, new Headers(headers).get('authorization')])
    const isSession = path.endsWith('/session/refresh')
    return Promise.resolve(Response.json({ accessToken: 'token-1', path }, { status: isSession ? sessionStatus : 200 }))
  })
  localStorage.setItem('thuoc.session', 'somebody')
})
afterEach(() => {
  vi.advanceTimersByTime(20_000)
  vi.useRealTimers()
  localStorage.clear()
})

const settle = () => vi.advanceTimersByTimeAsync(0)
const refresh = () => answerAskedEarly('POST', '/session/refresh')

it('the session is taken up first, and what belongs to it is asked for with its token', async () => {
  askEarly({ own: ['/mine'], open: ['/everybodys'] })
  await settle()
  expect(calls).toEqual([
    ['/api/v1/everybodys', null],
    ['/api/v1/session/refresh', null],
    ['/api/v1/mine', 'Bearer token-1'],
  ])
  expect(await (await refresh())?.json()).toMatchObject({ accessToken: 'token-1' })
  expect(await (await answerAskedEarly('GET', '/mine'))?.json()).toMatchObject({ path: '/api/v1/mine' })
})

it('who was never here is asked for nothing of their own', async () => {
  localStorage.clear()
  askEarly({ own: ['/mine'], open: [] })
  await settle()
  expect(calls).toEqual([])
})

it('an answer is given once: whoever asks again is told what is true then', async () => {
  askEarly({ own: [], open: ['/everybodys'] })
  await settle()
  expect(answerAskedEarly('GET', '/everybodys')).toBeDefined()
  expect(answerAskedEarly('GET', '/everybodys')).toBeUndefined()
})

it('an answer that nobody came for is given to nobody after twenty seconds', async () => {
  askEarly({ own: [], open: ['/everybodys'] })
  await vi.advanceTimersByTimeAsync(20_000)
  expect(answerAskedEarly('GET', '/everybodys')).toBeUndefined()
})

it('without a session nothing of it is asked for, and the refusal is there for the app', async () => {
  sessionStatus = 401
  askEarly({ own: ['/mine'], open: [] })
  await settle()
  expect(calls).toEqual([['/api/v1/session/refresh', null]])
  expect(answerAskedEarly('GET', '/mine')).toBeUndefined()
  expect((await refresh())?.status).toBe(401)
})

it('what did not get through is asked for again by the app', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')))
  askEarly({ own: ['/mine'], open: ['/everybodys'] })
  await settle()
  expect(['/everybodys', '/mine'].map((path) => answerAskedEarly('GET', path))).toEqual([undefined, undefined])
  expect(refresh()).toBeUndefined()
})
