import { setTimeout as sleep } from 'node:timers/promises'
import { createHmac } from 'node:crypto'
import type { PersonId } from '@thuoc/shared'
import { eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { aMembership, aPerson } from '../../../test/factories.ts'
import { testApi } from '../../../test/harness.ts'
import { people, sessions } from './identity.tables.ts'
import { hashPassword } from './passwords.ts'

const { api, as, client } = testApi()

const password = 'Hoa sen giữa hồ 7'
let passwordHash = ''
beforeAll(async () => {
  passwordHash = await hashPassword(password)
})

/** A head teacher who can sign in with the password. */
async function aHead(over: Partial<typeof people.$inferInsert> = {}) {
  const person = await aPerson(api.db, { passwordHash, ...over })
  const membership = await aMembership(api.db, person, api.world.school, 'school-head')
  return { ...person, membership }
}

const signIn = (username: string, secret = password, more = {}) =>
  client().post('/session', { username, password: secret, ...more })

/** The refresh cookie of a reply, as a browser sends it back. */

describe('changing the password', () => {
  const next = 'Một bông sen khác 8'

  it('ends every other session and lets in with the new one only', async () => {
    const head = await aHead()
    const [here, there] = [await signIn(head.username), await signIn(head.username)]
    const reply = await client(here.body.accessToken).put('/me/password', { current: password, next })
    expect(reply).toMatchObject({ status: 200, body: { mustChangePassword: false } })
    expect((await client(there.body.accessToken).get('/me')).status).toBe(401)
    expect((await client(here.body.accessToken).get('/me')).status).toBe(200)
    expect((await signIn(head.username)).status).toBe(401)
    expect((await signIn(head.username, next)).status).toBe(200)
  })

  it('needs the current one, and locks after five wrong ones', async () => {
    const { body } = await signIn((await aHead()).username)
    const change = () => client(body.accessToken).put('/me/password', { current: 'not the password', next })
    for (let failure = 1; failure <= 5; failure += 1)
      expect(await change()).toMatchObject({ status: 409, body: { code: 'password.wrong' } })
    expect(await change()).toMatchObject({ status: 429, body: { code: 'session.locked' } })
  })

  it('refuses what is weak or the same, and what is short', async () => {
    const head = await aHead()
    const { body } = await signIn(head.username)
    const change = (to: string) => client(body.accessToken).put('/me/password', { current: password, next: to })
    for (const weak of [
      password,
      `${head.username}-2026`,
      '123456789012',
      'aaaaaaaaaaaa',
      'matkhau123456',
      'Password1234',
    ]) {
      const reply = await change(weak)
      expect([weak, reply.status, reply.body.code]).toEqual([weak, 400, 'password.weak'])
      await api.db.execute(sql`delete from sign_in_attempts`)
    }
    expect(await change('short')).toMatchObject({ status: 400, body: { code: 'request.invalid' } })
  })

  it('comes first when an administrator has issued one', async () => {
    const head = await aHead({ mustChangePassword: true })
    const { body } = await signIn(head.username)
    const session = client(body.accessToken)
    expect(body.me.mustChangePassword).toBe(true)
    expect(await session.get('/units')).toMatchObject({
      status: 403,
      body: { code: 'session.password-change-required' },
    })
    await session.put('/me/password', { current: password, next })
    expect((await session.get('/units')).status).toBe(200)
  })
})

describe('a token', () => {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
  const sign = (header: object, payload: object, secret: string) => {
    const signed = `${encode(header)}.${encode(payload)}`
    return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`
  }
  const inAMinute = () => Math.floor(Date.now() / 1000) + 60

  it('that is unsigned, signed with another key, expired or of another issuer stands for nobody', async () => {
    const { session } = await as('school-head')
    const secret = 'a secret of the tests, long enough to sign with'
    const hs256 = { alg: 'HS256', typ: 'JWT' }
    const good = { sid: session.id, iss: 'thuoc', exp: inAMinute() }
    const tokens = {
      good: sign(hs256, good, secret),
      unsigned: `${encode({ alg: 'none', typ: 'JWT' })}.${encode(good)}.`,
      otherKey: sign(hs256, good, 'another secret, long enough to sign with'),
      otherAlgorithm: sign({ alg: 'HS512', typ: 'JWT' }, good, secret),
      expired: sign(hs256, { ...good, exp: inAMinute() - 120 }, secret),
      otherIssuer: sign(hs256, { ...good, iss: 'someone' }, secret),
      noSession: sign(hs256, { ...good, sid: 'x' }, secret),
    }
    const statuses: Record<string, number> = {}
    for (const [name, token] of Object.entries(tokens)) statuses[name] = (await client(token).get('/me')).status
    expect(statuses).toEqual({
      good: 200,
      unsigned: 401,
      otherKey: 401,
      otherAlgorithm: 401,
      expired: 401,
      otherIssuer: 401,
      noSession: 401,
    })
  })

  it('that was good stands for nobody once it has expired', async () => {
    const { session } = await as('school-head')
    const secret = 'a secret of the tests, long enough to sign with'
    const exp = Math.floor(Date.now() / 1000) + 5
    const brief = client(sign({ alg: 'HS256', typ: 'JWT' }, { sid: session.id, iss: 'thuoc', exp }, secret))
    expect([(await brief.get('/me')).status, (await brief.get('/me')).status]).toEqual([200, 200])
    await sleep(exp * 1000 - Date.now() + 50)
    expect((await brief.get('/me')).status).toBe(401)
  })

  it('stops working the moment the account is suspended', async () => {
    const head = await as('school-head')
    expect((await head.get('/me')).status).toBe(200)
    const id: PersonId = head.person.id
    await api.db.update(people).set({ status: 'suspended' }).where(eq(people.id, id))
    expect((await head.get('/me')).status).toBe(401)
  })

  it('stops working when its session has run out', async () => {
    const head = await as('school-head')
    await api.db
      .update(sessions)
      .set({ expiresAt: new Date(0) })
      .where(eq(sessions.id, head.session.id))
    expect((await head.get('/me')).status).toBe(401)
  })
})

it('the trail of rights cannot be rewritten', async () => {
  await signIn((await aHead()).username)
  for (const statement of [
    'update identity_events set detail = default',
    'delete from identity_events',
    'truncate identity_events',
  ])
    await expect(api.db.execute(sql.raw(statement))).rejects.toThrow()
})
