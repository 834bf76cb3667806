import { expect, it } from 'vitest'
import { testApi } from '../../../test/harness.ts'
import { ok, type Person } from '../../../test/road.ts'

const tester = testApi()
const { api, as } = tester

const read = (url: string, headers: Record<string, string> = {}) =>
  fetch(`${api.url}${new URL(url).pathname}`, { headers })
const statusOf = async (url: string) => (await read(url)).status
const made = async (person: Person): Promise<string> => (await ok(person.post('/calendar/feed'))).url

it('an address that was replaced answers nothing any more, not even that nothing has changed', async () => {
  const head = await as('school-head')
  const first = await made(head)
  const etag = (await read(first)).headers.get('etag') ?? ''
  expect((await read(first, { 'if-none-match': etag })).status).toBe(304)
  const second = await made(head)
  expect((await read(first, { 'if-none-match': etag })).status).toBe(404)
  expect(await statusOf(second)).toBe(200)
})

it('of addresses made at once exactly one is right, and it is the one that stays', async () => {
  const head = await as('school-head')
  const urls = await Promise.all([1, 2, 3, 4].map(() => made(head)))
  const statuses = await Promise.all(urls.map(statusOf))
  expect(statuses.toSorted()).toEqual([200, 404, 404, 404])
})

it('each person ends their own address; ending it twice does no harm, and another one is made at will', async () => {
  const [one, other] = [await as('school-head'), await as('school-head')]
  const urls = [await made(one), await made(other)]
  for (let time = 0; time < 2; time += 1) expect(await ok(one.delete('/calendar/feed'))).toEqual({ feed: null })
  expect(await Promise.all(urls.map(statusOf))).toEqual([404, 200])

  expect(await statusOf(await made(one))).toBe(200)
})

it('is read so many times a minute from one place, known or not; beyond that it says when to come back', async () => {
  const head = await as('school-head')
  const url = await made(head)
  const guess = `http://localhost/api/v1/calendar-feeds/${'A'.repeat(43)}/thuoc.ics`
  const statuses: number[] = []
  while (!statuses.includes(429) && statuses.length < 1000)
    statuses.push(...(await Promise.all(Array.from({ length: 50 }, () => statusOf(guess)))))
  expect(new Set(statuses)).toEqual(new Set([404, 429]))
  // Calendar services read for all their customers from few addresses.
  expect(statuses.indexOf(429)).toBeGreaterThan(200)

  const reply = await read(url)
  const { code, retryAfter } = JSON.parse(await reply.text())
  expect([reply.status, code]).toEqual([429, 'request.too-many'])
  for (const seconds of [retryAfter, Number(reply.headers.get('retry-after'))]) {
    expect(seconds).toBeGreaterThan(0)
    expect(seconds).toBeLessThanOrEqual(60)
  }
  expect((await head.get('/calendar?from=2026-10-01&until=2026-11-01')).status).toBe(200)
})
