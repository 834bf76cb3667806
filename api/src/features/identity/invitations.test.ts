import { eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { aMembership, aPerson } from '../../../test/factories.ts'
import { testApi } from '../../../test/harness.ts'
import { createMailer, mails, type Transport } from '../../platform/mail/index.ts'
import { identityLate } from './identity.jobs.ts'
import type { people } from './identity.tables.ts'
import { invitations } from './invitations.tables.ts'

const { api, as, client } = testApi({ sendsMail: true })
type Client = Awaited<ReturnType<typeof as>>

/** A school of its own with people who were never invited, and its head. */
async function aStaff(count = 3) {
  const head = await as('school-head')
  const staff = []
  for (let n = 0; n < count; n += 1) staff.push(await anUninvited())
  return { head, staff }
}
async function anUninvited(over: Partial<typeof people.$inferInsert> = {}) {
  const person = await aPerson(api.db, { passwordHash: null, email: null, ...over })
  await aMembership(api.db, person, api.world.school, 'school-staff')
  return person
}
const invite = (from: Pick<Client, 'post'>, body: object) =>
  from.post('/invitations', { channel: 'slip', days: 14, ...body })
const slipFor = async (from: Pick<Client, 'post'>, id: string) => {
  const { body } = await invite(from, { ids: [id] })
  return body.slips[0]
}
const password = 'Sáng tháng Năm 1890'
const redeem = (code: string, secret = password) => client().post('/invitations/redeem', { code, password: secret })
const signIn = (username: string, secret = password) => client().post('/session', { username, password: secret })
const stateOf = async (from: Client, id: string) => (await from.get(`/people/${id}`)).body.invitation

let admin: Client
beforeAll(async () => {
  admin = await as('province-administrator')
})

describe('an invitation on paper', () => {
  it('lets the person choose a password and sign in; the code is used up', async () => {
    const { head, staff } = await aStaff(1)
    const [person] = staff
    expect(await stateOf(head, person?.id ?? '')).toMatchObject({ state: 'not-invited' })
    expect(await signIn(person?.username ?? '')).toMatchObject({ status: 401 })
    const slip = await slipFor(head, person?.id ?? '')
    expect(slip).toMatchObject({ username: person?.username, fullName: person?.fullName })
    expect(await stateOf(head, person?.id ?? '')).toMatchObject({ state: 'invited', channel: 'slip' })

    const looked = await client().post('/invitations/look', { code: slip.code })
    expect(looked).toMatchObject({ status: 200, body: { username: person?.username, units: [api.world.school.name] } })
    expect((await redeem(slip.code)).status).toBe(200)
    expect((await signIn(person?.username ?? '')).body.me).toMatchObject({ mustChangePassword: false })
    expect(await stateOf(head, person?.id ?? '')).toMatchObject({ state: 'accepted' })
    expect(await redeem(slip.code)).toMatchObject({ status: 409, body: { code: 'invitation.over' } })
  })

  it('is read however its code is typed', async () => {
    const person = await anUninvited()
    const { code } = await slipFor(admin, person.id)
    const typed = ` ${code.toUpperCase().replaceAll('-', ' ')} `
    expect((await client().post('/invitations/look', { code: typed })).status).toBe(200)
  })

  it('two who redeem one code at once: exactly one wins', async () => {
    const person = await anUninvited()
    const { code } = await slipFor(admin, person.id)
    const tries = await Promise.all(['Mùa thu Hà Nội 1', 'Mùa thu Hà Nội 2'].map((secret) => redeem(code, secret)))
    expect(tries.map(({ status }) => status).sort()).toEqual([200, 409])
    const signedIn = await Promise.all(['Mùa thu Hà Nội 1', 'Mùa thu Hà Nội 2'].map((s) => signIn(person.username, s)))
    expect(signedIn.map(({ status }) => status)).toEqual(tries.map(({ status }) => (status === 200 ? 200 : 401)))
  })

  it('is not kept: only its SHA-256 is, and no password before it is chosen', async () => {
    const person = await anUninvited()
    const { code } = await slipFor(admin, person.id)
    const { rows } = await api.db.execute<{ text: string }>(sql`
      select invitations::text || people::text as text from invitations join people on people.id = person_id
      where person_id = ${person.id}`)
    expect(rows).toHaveLength(1)
    expect(rows[0]?.text).not.toContain(code)
  })

  it('ends when a newer one is made, when it is withdrawn, and when its time is up', async () => {
    const person = await anUninvited()
    const first = await slipFor(admin, person.id)
    const second = await slipFor(admin, person.id)
    expect(await redeem(first.code)).toMatchObject({ status: 409 })
    expect((await admin.delete(`/people/${person.id}/invitation`)).status).toBe(200)
    expect(await redeem(second.code)).toMatchObject({ status: 409, body: { code: 'invitation.over' } })
    expect(await admin.delete(`/people/${person.id}/invitation`)).toMatchObject({
      body: { code: 'invitation.not-found' },
    })
    const third = await slipFor(admin, person.id)
    await api.db
      .update(invitations)
      .set({ expiresAt: sql`now()` })
      .where(eq(invitations.personId, person.id))
    expect(await redeem(third.code)).toMatchObject({ status: 409, body: { code: 'invitation.over' } })
    expect(await stateOf(admin, person.id)).toMatchObject({ state: 'expired' })
  })

  it('holds to the end of its last day in Asia/Ho_Chi_Minh', async () => {
    const person = await anUninvited()
    const { body } = await invite(admin, { ids: [person.id], days: 1 })
    expect(body.slips[0].expiresAt).toMatch(/T17:00:00\.000Z$/)
  })

  it('takes no weak password, and stays good then', async () => {
    const person = await anUninvited()
    const { code } = await slipFor(admin, person.id)
    expect(await redeem(code, `${person.username} 1234`)).toMatchObject({
      status: 400,
      body: { code: 'password.weak' },
    })
    expect((await redeem(code)).status).toBe(200)
  })

  it('is of no use to somebody suspended meanwhile', async () => {
    const person = await anUninvited()
    const { code } = await slipFor(admin, person.id)
    await admin.post(`/people/${person.id}/suspend`)
    expect(await redeem(code)).toMatchObject({ status: 403, body: { code: 'session.suspended' } })
  })

  it('that nobody made is unknown', async () => {
    expect(await redeem('abcd-efgh-jkmn-pqrs')).toMatchObject({ status: 404, body: { code: 'invitation.not-found' } })
  })
})

describe('who is invited', () => {
  it('in one go: everybody of a unit who was not invited or let it expire', async () => {
    const { head, staff } = await aStaff(3)
    const before = (await head.get('/invitations/counts')).body
    const { body } = await invite(head, { unitId: api.world.school.id })
    expect(body.invited).toBe(before['not-invited'] + before.expired)
    expect(body.slips.map(({ personId }: { personId: string }) => personId)).toEqual(
      expect.arrayContaining(staff.map(({ id }) => id)),
    )
    expect((await invite(head, { unitId: api.world.school.id })).body.invited).toBe(0)
    expect((await head.get('/invitations/counts')).body).toMatchObject({ 'not-invited': 0, mail: true })
    const listed = await head.get('/people?invitation=invited&status=active&limit=200')
    expect(listed.body.items.length).toBe((await head.get('/invitations/counts')).body.invited)
  })

  it('not by whoever does not administer the account, and not oneself', async () => {
    const superior = await as('managing-body-leader')
    const head = await as('school-head')
    expect((await invite(head, { ids: [superior.person.id] })).body).toMatchObject({ invited: 0, notYours: 0 })
    const twofold = await anUninvited()
    await aMembership(api.db, twofold, api.world.school, 'school-head')
    expect((await invite(head, { ids: [twofold.id] })).body).toMatchObject({ invited: 0, notYours: 1 })
    expect((await invite(head, { ids: [head.person.id] })).body).toMatchObject({ invited: 0, notYours: 1 })
    const abroad = await as('school-head', api.world.abroad.school)
    expect((await invite(abroad, { ids: [twofold.id] })).body).toMatchObject({ invited: 0, notYours: 0 })
  })
})

describe('an invitation by mail', () => {
  const letters: { to: string; text: string }[] = []
  const transport: Transport = {
    send: async ({ to, text }) => {
      letters.push({ to, text })
      return { sent: true }
    },
    close: () => {},
  }
  const deliver = () =>
    createMailer({
      db: api.db,
      transport,
      address: 'https://thuoc.example.vn',
      late: identityLate,
      onError: (error) => {
        throw error
      },
    }).deliver()

  it('carries a link that exists only once the mail goes out', async () => {
    const person = await anUninvited({ email: 'mau.1@example.vn' })
    const { body } = await invite(admin, { ids: [person.id], channel: 'mail' })
    expect(body).toMatchObject({ invited: 1, slips: [], withoutEmail: 0 })
    expect(await stateOf(admin, person.id)).toMatchObject({ state: 'invited', mail: { state: 'waiting' } })
    const [waiting] = await api.db.select().from(mails).where(eq(mails.to, 'mau.1@example.vn'))
    expect(waiting?.body).toContain('#{code}')
    await deliver()
    const letter = letters.find(({ to }) => to === 'mau.1@example.vn')
    const [, code = ''] = /https:\/\/thuoc\.example\.vn\/nhan-tai-khoan#(\S+)/.exec(letter?.text ?? '') ?? []
    expect(letter?.text).toContain(person.username)
    expect(await stateOf(admin, person.id)).toMatchObject({ state: 'invited', mail: { state: 'sent' } })
    expect((await redeem(code)).status).toBe(200)
    expect((await signIn(person.username)).status).toBe(200)
  })

  it('is not sent any more when it was withdrawn before', async () => {
    const person = await anUninvited({ email: 'mau.2@example.vn' })
    await invite(admin, { ids: [person.id], channel: 'mail' })
    await admin.delete(`/people/${person.id}/invitation`)
    await deliver()
    expect(letters.filter(({ to }) => to === 'mau.2@example.vn')).toEqual([])
  })

  it('counts who has no address', async () => {
    const person = await anUninvited()
    expect((await invite(admin, { ids: [person.id], channel: 'mail' })).body).toMatchObject({
      invited: 0,
      withoutEmail: 1,
    })
  })
})

describe('a new account', () => {
  it('needs no issued password when its person is to be invited', async () => {
    const head = await as('school-head')
    const membership = { unitId: api.world.school.id, role: 'school-staff', office: null }
    const made = await head.post('/people', {
      username: 'mau.moi',
      fullName: 'Nguyễn Văn Mẫu',
      email: null,
      entrance: 'invitation',
      membership,
    })
    expect(made).toMatchObject({ status: 200, body: { temporaryPassword: null } })
    expect(made.body.person).toMatchObject({ mustChangePassword: false, invitation: { state: 'not-invited' } })
  })
})
