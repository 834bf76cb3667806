import { permissionsOf, role, type Person, type Role } from '@thuoc/shared'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { aMembership, aPerson } from '../../../test/factories.ts'
import { testApi } from '../../../test/harness.ts'
import type { UnitRow } from '../org/index.ts'
import { identityEvents, type people } from './identity.tables.ts'

const { api, as, client } = testApi()

/** A person who holds that role there; not signed in. */
async function someone(held: Role, unit: UnitRow, over: Partial<typeof people.$inferInsert> = {}) {
  const person = await aPerson(api.db, over)
  return { ...person, membership: await aMembership(api.db, person, unit, held) }
}

const denied = { status: 403, body: { code: 'access.denied' } }
const missing = { status: 404, body: { code: 'person.not-found' } }
const acts = ['suspend', 'restore', 'reset-password'] as const

describe('GET /people', () => {
  it('lists people of the own subtree by name, in Vietnamese order', async () => {
    const { otherCommune, otherSchool } = api.world
    for (const fullName of ['Đỗ Văn Mẫu', 'Dương Thị Mẫu', 'Ân Văn Mẫu', 'An Văn Mẫu', 'Em Văn Mẫu'])
      await someone('school-staff', otherSchool, { fullName })
    const leader = await as('managing-body-leader', otherCommune)
    const { body } = await leader.get('/people?role=school-staff')
    expect(body.items.map((person: Person) => person.fullName)).toEqual([
      'An Văn Mẫu',
      'Ân Văn Mẫu',
      'Dương Thị Mẫu',
      'Đỗ Văn Mẫu',
      'Em Văn Mẫu',
    ])
  })

  it('finds by part of the name or user name without accents, and takes % and _ as they are', async () => {
    const { districtSchool, district } = api.world
    await someone('school-staff', districtSchool, { fullName: 'Đặng Thuỳ Mẫu', username: 'thuy.mau' })
    await someone('school-staff', districtSchool, { fullName: 'Hoàng Phương Mẫu' })
    const officer = await as('managing-body-officer', district)
    const found = async (q: string) =>
      (await officer.get(`/people?q=${encodeURIComponent(q)}`)).body.items.map((person: Person) => person.fullName)
    expect(await found('dang thuy')).toEqual(['Đặng Thuỳ Mẫu'])
    expect(await found('MẪU đặng')).toEqual(['Đặng Thuỳ Mẫu'])
    expect(await found('thuy.m')).toEqual(['Đặng Thuỳ Mẫu'])
    expect(await found('%')).toEqual([])
    expect(await found('_')).toEqual([])
    expect(await found('\\')).toEqual([])
  })

  it('goes page by page without losing or repeating anybody', async () => {
    const { highSchool } = api.world
    for (let count = 0; count < 5; count += 1) await someone('school-staff', highSchool, { fullName: 'Lê Thị Mẫu' })
    const head = await as('school-head', highSchool)
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const { body } = await head.get(`/people?limit=2${cursor && `&cursor=${cursor}`}`)
      seen.push(...body.items.map((person: Person) => person.id))
      cursor = body.nextCursor
    }
    expect(seen).toHaveLength(6)
    expect(new Set(seen).size).toBe(6)
  })

  it('filters by unit, role and status', async () => {
    const { commune, secondSchool } = api.world
    const suspended = await someone('council-member', secondSchool, { status: 'suspended' })
    const leader = await as('managing-body-leader', commune)
    const query = `unitId=${secondSchool.id}&role=council-member&status=suspended`
    expect((await leader.get(`/people?${query}`)).body.items).toMatchObject([{ id: suspended.id }])
    expect((await leader.get(`/people?unitId=${api.world.otherSchool.id}`)).body.items).toEqual([])
  })

  it('refuses a cursor that is none', async () => {
    const head = await as('school-head')
    for (const cursor of ['x', 'bnVsbA', Buffer.from('["a","b"]').toString('base64url')])
      expect(await head.get(`/people?cursor=${cursor}`)).toMatchObject({
        status: 400,
        body: { code: 'request.invalid', errors: [{ path: '/cursor' }] },
      })
  })
})

describe('people of other subtrees', () => {
  it('are missing, whatever is asked of them', async () => {
    const stranger = await someone('school-staff', api.world.abroad.school)
    const head = await as('province-administrator')
    const path = `/people/${stranger.id}`
    const change = { fullName: 'Nguyễn Mẫu', email: null }
    const membership = { unitId: api.world.school.id, role: 'school-staff', office: null }
    expect(await head.get(path)).toMatchObject(missing)
    expect(await head.put(path, change)).toMatchObject(missing)
    for (const act of acts) expect(await head.post(`${path}/${act}`)).toMatchObject(missing)
    expect(await head.post(`${path}/memberships`, membership)).toMatchObject(missing)
    expect(await head.delete(`${path}/memberships/${stranger.membership.id}`)).toMatchObject(missing)
    const nobody = await head.get('/people/00000000-0000-7000-8000-00000000dead')
    expect({ ...(await head.get(path)).body, requestId: '' }).toEqual({ ...nobody.body, requestId: '' })
  })

  it('keep their memberships elsewhere to themselves', async () => {
    const both = await someone('school-staff', api.world.school)
    await aMembership(api.db, both, api.world.abroad.school, 'school-head')
    const { body } = await (await as('school-head')).get(`/people/${both.id}`)
    expect(body.memberships).toHaveLength(1)
  })
})

describe('creating an account', () => {
  const request = (unitId: string, given: Role, username = 'tran.mau') => ({
    username,
    fullName: 'Trần Thị Mẫu',
    email: null,
    membership: { unitId, role: given, office: 'Giáo viên' },
  })

  it('issues a password that works once, until it is changed', async () => {
    const head = await as('school-head')
    const { status, body } = await head.post('/people', request(api.world.school.id, 'school-staff'))
    expect(status).toBe(200)
    expect(body.person).toMatchObject({
      mustChangePassword: true,
      memberships: [{ role: 'school-staff', office: 'Giáo viên' }],
    })
    const session = await client().post('/session', { username: 'tran.mau', password: body.temporaryPassword })
    expect(session.body.me.mustChangePassword).toBe(true)
    const taken = await head.post('/people', request(api.world.school.id, 'school-staff', 'TRAN.mau'))
    expect(taken).toMatchObject({ status: 409, body: { code: 'person.username-taken' } })
  })

  it('gives each role exactly to those who may grant it, in units of its tier', async () => {
    const { root, province, commune, school } = api.world
    const places = [root, province, commune, school]
    const expected: Partial<Record<Role, readonly Role[]>> = {
      'system-administrator': role.options,
      'province-administrator': role.options.slice(1),
      'managing-body-leader': ['managing-body-officer', 'school-head', 'council-member', 'school-staff'],
      'school-head': ['council-member', 'school-staff'],
    }
    for (const mine of role.options) {
      const administrator = await as(mine)
      for (const given of role.options) {
        const replies = await Promise.all(
          places.map((unit, index) =>
            administrator.post('/people', request(unit.id, given, `a.${mine}.${given}.${index}`)),
          ),
        )
        const granted = replies.filter(({ status }) => status === 200).length
        expect([mine, given, granted]).toEqual([mine, given, expected[mine]?.includes(given) ? 1 : 0])
      }
    }
  })

  it('refuses units of others, unfit units and roles above the own', async () => {
    const head = await as('school-head')
    const refusals = [
      [api.world.secondSchool, 'school-staff', 'unit.not-found'],
      [api.world.commune, 'managing-body-officer', 'unit.not-found'],
      [api.world.school, 'managing-body-officer', 'membership.role-unfit-for-unit'],
      [api.world.school, 'school-head', 'membership.role-not-yours-to-grant'],
    ] as const
    for (const [unit, given, code] of refusals)
      expect((await head.post('/people', request(unit.id, given, 'le.mau'))).body.code).toBe(code)
  })
})

describe('taking an account over by resetting its password', () => {
  it('is refused where the person holds a role elsewhere, and not offered', async () => {
    const officerWhoTeaches = await someone('school-staff', api.world.school)
    await aMembership(api.db, officerWhoTeaches, api.world.commune, 'managing-body-officer')
    const head = await as('school-head')
    for (const act of acts) expect(await head.post(`/people/${officerWhoTeaches.id}/${act}`)).toMatchObject(denied)
    expect(await head.put(`/people/${officerWhoTeaches.id}`, { fullName: 'Mẫu', email: null })).toMatchObject(denied)
    expect((await head.get(`/people/${officerWhoTeaches.id}`)).body.actions).toEqual(['grant'])
  })

  it('is refused where the person holds a role one may not grant', async () => {
    const otherHead = await someone('school-head', api.world.school)
    const head = await as('school-head')
    for (const act of acts) expect(await head.post(`/people/${otherHead.id}/${act}`)).toMatchObject(denied)
    expect((await head.get(`/people/${otherHead.id}`)).body.actions).toEqual(['grant'])
  })

  it('is refused to a machine, whatever its key says', async () => {
    const leader = await as('managing-body-leader')
    const person = await someone('school-staff', api.world.school)
    const unitId = leader.unit.id
    const key = { unitId, name: 'Đồng bộ', scopes: ['person.read', 'person.write'], expiresOn: '2099-12-31' }
    const { body } = await leader.post('/api-keys', key)
    const machine = client(body.secret)
    expect((await machine.get(`/people/${person.id}`)).body.actions).toEqual([])
    for (const act of acts) expect(await machine.post(`/people/${person.id}/${act}`)).toMatchObject(denied)
    expect(await machine.put(`/people/${person.id}`, { fullName: 'Mẫu', email: null })).toMatchObject(denied)
  })
})

describe('suspending and restoring', () => {
  it('ends the sessions, keeps the records, and is undone by restoring', async () => {
    const head = await as('school-head')
    const staff = await as('school-staff')
    const path = `/people/${staff.person.id}`
    const suspended = await head.post(`${path}/suspend`)
    expect(suspended).toMatchObject({ status: 200, body: { status: 'suspended' } })
    expect(suspended.body.actions).toEqual([
      'edit',
      'restore',
      'reset-password',
      'grant',
      'export-data',
      'request-erasure',
    ])
    expect((await staff.get('/me')).status).toBe(401)
    expect(await head.post(`${path}/restore`)).toMatchObject({ status: 200, body: { status: 'active' } })
    expect((await staff.get('/me')).status).toBe(401)
    const events = await api.db.select().from(identityEvents).where(eq(identityEvents.personId, staff.person.id))
    expect(events.map(({ action, actorPersonId }) => [action, actorPersonId])).toEqual([
      ['person-suspended', head.person.id],
      ['person-restored', head.person.id],
    ])
  })

  it('is not for the own account, nor is resetting its password', async () => {
    const administrator = await as('province-administrator')
    const path = `/people/${administrator.person.id}`
    for (const act of ['suspend', 'reset-password'])
      expect(await administrator.post(`${path}/${act}`)).toMatchObject({
        status: 409,
        body: { code: 'person.is-self' },
      })
    expect((await administrator.get(path)).body.actions).toEqual(['edit', 'grant'])
  })
})

it('resetting a password ends the sessions and forces a change', async () => {
  const head = await as('school-head')
  const staff = await as('school-staff')
  const { body } = await head.post(`/people/${staff.person.id}/reset-password`)
  expect(body.temporaryPassword).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/)
  expect((await staff.get('/me')).status).toBe(401)
  const session = await client().post('/session', { username: staff.person.username, password: body.temporaryPassword })
  expect(session.body.me.mustChangePassword).toBe(true)
})

it('the offered actions are exactly the accepted ones', async () => {
  const { school, commune, province } = api.world
  for (const mine of role.options.filter((each) => permissionsOf[each].includes('person.write'))) {
    const administrator = await as(mine)
    for (const [held, unit] of [
      ['school-staff', school],
      ['school-head', school],
      ['managing-body-leader', commune],
      ['province-leader', province],
    ] as const) {
      for (const status of ['active', 'suspended'] as const) {
        const subject = await someone(held, unit, { status })
        const seen = await administrator.get(`/people/${subject.id}`)
        if (seen.status === 404) continue
        const act = status === 'active' ? 'suspend' : 'restore'
        for (const action of ['reset-password', act]) {
          const reply = await administrator.post(`/people/${subject.id}/${action}`)
          expect([mine, held, action, reply.status === 200]).toEqual([
            mine,
            held,
            action,
            seen.body.actions.includes(action),
          ])
        }
      }
    }
  }
})
