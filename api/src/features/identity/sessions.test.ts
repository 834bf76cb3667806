import { eq, sql } from 'drizzle-orm'
import request from 'supertest'
import { beforeAll, describe, expect, it } from 'vitest'
import { aMembership, aPerson } from '../../../test/factories.ts'
import { testApi } from '../../../test/harness.ts'
import { identityEvents, people } from './identity.tables.ts'
import { hashPassword } from './passwords.ts'

const { api, client } = testApi()

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
const cookieOf = (reply: { headers: Record<string, string> }) => {
  const [cookie = ''] = reply.headers['set-cookie'] ?? []
  return String(cookie).split(';')[0] ?? ''
}
const refresh = (cookie: string) => request(api.url).post('/api/v1/session/refresh').set('cookie', cookie)

describe('signing in', () => {
  it('answers a token, where one acts and what one may, and keeps the refresh token from scripts', async () => {
    const head = await aHead()
    const reply = await signIn(head.username)
    expect(reply).toMatchObject({
      status: 200,
      body: {
        me: { username: head.username, acting: { role: 'school-head', unit: { id: api.world.school.id } } },
      },
    })
    expect(reply.body.me.permissions).toContain('submission.approve')
    const cookie = String(reply.headers['set-cookie'])
    for (const part of ['HttpOnly', 'SameSite=Strict', 'Path=/api/v1/session']) expect(cookie).toContain(part)
    expect(await client(reply.body.accessToken).get('/me')).toMatchObject({ status: 200, body: { id: head.id } })
  })

  it('takes the user name in any case', async () => {
    const head = await aHead()
    expect((await signIn(` ${head.username.toUpperCase()} `)).status).toBe(200)
  })

  it('takes a password typed with decomposed letters', async () => {
    const head = await aHead()
    expect((await signIn(head.username, password.normalize('NFD'))).status).toBe(200)
  })

  it('answers alike for a wrong password and for an unknown user name', async () => {
    const head = await aHead()
    const wrong = await signIn(head.username, 'not the password')
    const unknown = await signIn('khong.co.ai', 'not the password')
    expect(wrong).toMatchObject({ status: 401, body: { code: 'session.wrong-credentials' } })
    expect({ ...unknown.body, requestId: '' }).toEqual({ ...wrong.body, requestId: '' })
  })

  it.each(['an existing', 'an unknown'])(
    'locks %s user name after five failures, with the time to wait',
    async (kind) => {
      const username = kind === 'an existing' ? (await aHead()).username : 'khong.co.that'
      for (let failure = 1; failure <= 5; failure += 1)
        expect((await signIn(username, 'not the password')).body.code).toBe('session.wrong-credentials')
      const locked = await signIn(username)
      expect(locked).toMatchObject({ status: 429, body: { code: 'session.locked', retryAfter: expect.any(Number) } })
      expect(locked.body.retryAfter).toBeGreaterThan(50)
      expect(locked.headers['retry-after']).toBe(String(locked.body.retryAfter))
    },
  )

  it('doubles the lock with each further failure, up to an hour', async () => {
    const { username } = await aHead()
    const waits: number[] = []
    for (let failure = 1; failure <= 13; failure += 1) {
      await signIn(username, 'not the password')
      if (failure < 5) continue
      waits.push(Math.round((await signIn(username)).body.retryAfter / 60))
      await api.db.execute(sql`update sign_in_attempts set locked_until = now()`)
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60])
  })

  it('does not let many guesses at once slip through together', async () => {
    const { username } = await aHead()
    const replies = await Promise.all(Array.from({ length: 12 }, () => signIn(username, 'not the password')))
    expect(replies.filter(({ body }) => body.code === 'session.wrong-credentials')).toHaveLength(5)
    expect(replies.filter(({ body }) => body.code === 'session.locked')).toHaveLength(7)
  })

  it('forgets the failures after a success', async () => {
    const { username } = await aHead()
    for (let round = 0; round < 2; round += 1) {
      for (let failure = 1; failure <= 4; failure += 1) await signIn(username, 'not the password')
      expect((await signIn(username)).status).toBe(200)
    }
  })

  it('tells a suspended person only when the password is right', async () => {
    const { username } = await aHead({ status: 'suspended' })
    expect((await signIn(username, 'not the password')).body.code).toBe('session.wrong-credentials')
    expect(await signIn(username)).toMatchObject({ status: 403, body: { code: 'session.suspended' } })
  })

  it('leaves a trace of who signed in and from where', async () => {
    const head = await aHead()
    await signIn(head.username)
    const events = await api.db.select().from(identityEvents).where(eq(identityEvents.personId, head.id))
    expect(events).toMatchObject([{ action: 'signed-in', actorPersonId: head.id, address: '127.0.0.1' }])
  })
})

describe('several memberships', () => {
  it('leaves the choice to the person, and refuses work until it is made', async () => {
    const head = await aHead()
    const other = await aMembership(api.db, head, api.world.secondSchool, 'school-staff')
    const { body } = await signIn(head.username)
    expect(body.me).toMatchObject({ acting: null, permissions: [] })
    expect(body.me.memberships).toHaveLength(2)

    const session = client(body.accessToken)
    expect(await session.get('/units')).toMatchObject({
      status: 403,
      body: { code: 'session.membership-required' },
    })
    const chosen = await session.put('/session/membership', { membershipId: other.id })
    expect(chosen).toMatchObject({ status: 200, body: { me: { acting: { id: other.id } } } })
    expect((await session.get('/units')).body.items).toMatchObject([{ id: api.world.secondSchool.id }])
  })

  it('may be chosen while signing in', async () => {
    const head = await aHead()
    const other = await aMembership(api.db, head, api.world.secondSchool, 'school-staff')
    const { body } = await signIn(head.username, password, { membershipId: other.id })
    expect(body.me.acting.id).toBe(other.id)
  })

  it('of another person are unknown', async () => {
    const [head, stranger] = [await aHead(), await aHead()]
    const membershipId = stranger.membership.id
    const refusal = { status: 404, body: { code: 'session.membership-unknown' } }
    expect(await signIn(head.username, password, { membershipId })).toMatchObject(refusal)
    const { body } = await signIn(head.username)
    expect(await client(body.accessToken).put('/session/membership', { membershipId })).toMatchObject(refusal)
  })
})

describe('refreshing', () => {
  it('exchanges the cookie for a new one and a new token', async () => {
    const head = await aHead()
    const first = await signIn(head.username)
    const second = await refresh(cookieOf(first))
    expect(second).toMatchObject({ status: 200, body: { me: { id: head.id } } })
    expect(cookieOf(second)).not.toBe(cookieOf(first))
    expect((await refresh(cookieOf(second))).status).toBe(200)
  })

  it('ends the session for both when a cookie is used twice', async () => {
    const head = await aHead()
    const first = await signIn(head.username)
    const second = await refresh(cookieOf(first))
    expect(await refresh(cookieOf(first))).toMatchObject({ status: 401, body: { code: 'session.reused' } })
    expect(await refresh(cookieOf(second))).toMatchObject({ status: 401, body: { code: 'session.expired' } })
    expect((await client(second.body.accessToken).get('/me')).status).toBe(401)
  })

  it('lets exactly one of two at once win', async () => {
    const cookie = cookieOf(await signIn((await aHead()).username))
    const replies = await Promise.all([refresh(cookie), refresh(cookie)])
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 401])
  })

  it('needs the cookie, and one that we made', async () => {
    expect((await client().post('/session/refresh')).body.code).toBe('session.required')
    expect((await refresh('thuoc_refresh=made-up')).body.code).toBe('session.expired')
  })

  it.each(['idle_until', 'expires_at'])('ends when %s has passed', async (column) => {
    const head = await aHead()
    const cookie = cookieOf(await signIn(head.username))
    await api.db.execute(sql`update sessions set ${sql.identifier(column)} = now() - interval '1 second'
      where person_id = ${head.id}`)
    expect(await refresh(cookie)).toMatchObject({ status: 401, body: { code: 'session.expired' } })
  })

  it('refuses a person who was suspended meanwhile', async () => {
    const head = await aHead()
    const cookie = cookieOf(await signIn(head.username))
    await api.db.update(people).set({ status: 'suspended' }).where(eq(people.id, head.id))
    expect((await refresh(cookie)).body.code).toBe('session.suspended')
  })
})

describe('signing out', () => {
  it('ends this session, by cookie or by token, and no other', async () => {
    const head = await aHead()
    const [one, two, three] = [await signIn(head.username), await signIn(head.username), await signIn(head.username)]
    await request(api.url).delete('/api/v1/session').set('cookie', cookieOf(one)).expect(200)
    await client(two.body.accessToken).delete('/session')
    const statuses = await Promise.all([one, two, three].map(({ body }) => client(body.accessToken).get('/me')))
    expect(statuses.map(({ status }) => status)).toEqual([401, 401, 200])
  })

  it('everywhere ends every session at once', async () => {
    const head = await aHead()
    const [one, two] = [await signIn(head.username), await signIn(head.username)]
    expect((await client(one.body.accessToken).delete('/sessions')).status).toBe(200)
    expect((await client(two.body.accessToken).get('/me')).status).toBe(401)
    expect((await refresh(cookieOf(two))).status).toBe(401)
  })
})
