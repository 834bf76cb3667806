import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { testApi } from '../../../test/harness.ts'
import { apiKeys, identityEvents } from './identity.tables.ts'

const { api, as, client } = testApi()

const key = (unitId: string, over = {}) => ({
  unitId,
  name: 'CSDL ngành',
  scopes: ['unit.read'],
  expiresOn: '2099-12-31',
  ...over,
})

describe('an API key', () => {
  it('acts at its unit with its scopes and no more; its secret is shown once and kept only as a hash', async () => {
    const leader = await as('managing-body-leader')
    const { status, body } = await leader.post('/api-keys', key(api.world.school.id))
    expect(status).toBe(200)
    expect(body.secret.startsWith(`${body.apiKey.prefix}_`)).toBe(true)
    const [row] = await api.db.select().from(apiKeys).where(eq(apiKeys.id, body.apiKey.id))
    expect(JSON.stringify(row)).not.toContain(body.secret)

    const machine = client(body.secret)
    expect((await machine.get('/units')).body.items).toMatchObject([{ id: api.world.school.id }])
    expect(await machine.get('/people')).toMatchObject({ status: 403, body: { code: 'access.denied' } })
    expect((await machine.get('/me')).status).toBe(401)
  })

  it('shows when it was last used', async () => {
    const leader = await as('managing-body-leader')
    const { body } = await leader.post('/api-keys', key(leader.unit.id))
    expect(body.apiKey.lastUsedAt).toBeNull()
    await client(body.secret).get('/units')
    const { body: list } = await leader.get('/api-keys')
    expect(list.items[0]).toMatchObject({ id: body.apiKey.id, lastUsedAt: expect.any(String) })
  })

  it('stops working at once when revoked, and stays listed', async () => {
    const leader = await as('managing-body-leader')
    const { body } = await leader.post('/api-keys', key(leader.unit.id))
    const revoked = await leader.delete(`/api-keys/${body.apiKey.id}`)
    expect(revoked).toMatchObject({ status: 200, body: { revokedAt: expect.any(String) } })
    expect((await client(body.secret).get('/units')).status).toBe(401)
    expect((await leader.delete(`/api-keys/${body.apiKey.id}`)).body).toEqual(revoked.body)
    expect((await leader.get('/api-keys')).body.items[0].id).toBe(body.apiKey.id)
    const events = await api.db.select().from(identityEvents).where(eq(identityEvents.apiKeyId, body.apiKey.id))
    expect(events.map(({ action }) => action)).toEqual(['api-key-created', 'api-key-revoked'])
  })

  it('works on its last day, in Vietnam, and not after it', async () => {
    const leader = await as('managing-body-leader')
    const { body } = await leader.post('/api-keys', key(leader.unit.id))
    const expire = (days: number) =>
      api.db.execute(sql`update api_keys set expires_on = (now() at time zone 'Asia/Ho_Chi_Minh')::date + ${days}::int
        where id = ${body.apiKey.id}`)
    await expire(0)
    expect((await client(body.secret).get('/units')).status).toBe(200)
    await expire(-1)
    expect((await client(body.secret).get('/units')).status).toBe(401)
  })

  it('is not made for a day that is over', async () => {
    const leader = await as('managing-body-leader')
    const { body } = await leader.post('/api-keys', key(leader.unit.id, { expiresOn: '2026-01-31' }))
    expect(body).toMatchObject({ code: 'request.invalid', errors: [{ path: '/expiresOn' }] })
  })

  it('gets only scopes its maker holds, in the maker’s subtree', async () => {
    const head = await as('school-head')
    const scopes = ['unit.read', 'recognition.decide']
    expect(await head.post('/api-keys', key(head.unit.id, { scopes }))).toMatchObject({
      status: 403,
      body: { code: 'api-key.scope-not-yours' },
    })
    expect(await head.post('/api-keys', key(api.world.secondSchool.id))).toMatchObject({
      status: 404,
      body: { code: 'unit.not-found' },
    })
  })

  it('of another subtree is missing', async () => {
    const { body } = await (await as('managing-body-leader')).post('/api-keys', key(api.world.commune.id))
    const stranger = await as('managing-body-leader', api.world.otherCommune)
    expect((await stranger.get('/api-keys')).body.items).toEqual([])
    expect(await stranger.delete(`/api-keys/${body.apiKey.id}`)).toMatchObject({
      status: 404,
      body: { code: 'api-key.not-found' },
    })
  })

  it('makes no further keys, whatever its scopes', async () => {
    const leader = await as('managing-body-leader')
    const scopes = ['api-key.manage']
    const { body } = await leader.post('/api-keys', key(leader.unit.id, { scopes }))
    expect(await client(body.secret).post('/api-keys', key(leader.unit.id, { scopes }))).toMatchObject({
      status: 403,
      body: { code: 'access.denied' },
    })
  })

  it('that nobody made stands for nobody', async () => {
    expect((await client('thuoc_00000000_made-up').get('/units')).status).toBe(401)
  })
})

it('keys go page by page, the newest first', async () => {
  const head = await as('school-head', api.world.highSchool)
  for (const name of ['Một', 'Hai', 'Ba']) await head.post('/api-keys', key(head.unit.id, { name }))
  const first = await head.get('/api-keys?limit=2')
  const second = await head.get(`/api-keys?limit=2&cursor=${first.body.nextCursor}`)
  const names = [...first.body.items, ...second.body.items].map(({ name }: { name: string }) => name)
  expect(names).toEqual(['Ba', 'Hai', 'Một'])
  expect(second.body.nextCursor).toBeNull()
})
