import { eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { aMembership } from '../../../test/factories.ts'
import { testApi } from '../../../test/harness.ts'
import { answers, aRoad, ok } from '../../../test/road.ts'
import { delegations } from './delegations.tables.ts'
import { memberships, people } from './identity.tables.ts'

const tester = testApi()
const { api, as } = tester
type Client = Awaited<ReturnType<typeof as>>

/** Days from today in Asia/Ho_Chi_Minh, as the API takes them. */
const inDays = (days: number) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date(Date.now() + days * 86_400_000))
const basis = 'Quyết định 12/QĐ-THCS'
const lend = (from: Client, to: Client, over: object = {}) =>
  from.post('/delegations', {
    to: to.membership.id,
    powers: ['submission.approve'],
    fromDay: inDays(0),
    toDay: inDays(10),
    basis,
    ...over,
  })
const permissionsOf = async (client: Client): Promise<string[]> => (await client.get('/me')).body.permissions

let head: Client
let deputy: Client
beforeAll(async () => {
  head = await as('school-head')
  deputy = await as('school-staff')
})

describe('what a leader lends', () => {
  it('is the colleague’s from the first day to the last, and shown to them with whom they stand for', async () => {
    expect(await permissionsOf(deputy)).not.toContain('submission.approve')
    const lent = await lend(head, deputy)
    expect(lent).toMatchObject({ status: 200, body: { state: 'running', basis, actions: ['revoke'] } })
    expect(await permissionsOf(deputy)).toContain('submission.approve')
    const { body } = await deputy.get('/me')
    expect(body.signsFor).toMatchObject([{ fullName: head.person.fullName, role: 'school-head', toDay: inDays(10) }])
    expect((await deputy.get('/delegations')).body.items).toMatchObject([{ id: lent.body.id, actions: [] }])
  })

  it.each([
    ['has not begun', { fromDay: inDays(1), toDay: inDays(5) }, 'coming'],
    ['is over', { fromDay: inDays(-5), toDay: inDays(-1) }, 'ended'],
    ['has its last day', { fromDay: inDays(-5), toDay: inDays(0) }, 'running'],
  ])('holds by the day in Asia/Ho_Chi_Minh: it %s', async (_when, days, state) => {
    const other = await as('school-staff')
    const { body } = await lend(head, other)
    await api.db.update(delegations).set(days).where(eq(delegations.id, body.id))
    expect((await head.get(`/delegations/${body.id}`)).body.state).toBe(state)
    expect((await permissionsOf(other)).includes('submission.approve')).toBe(state === 'running')
  })

  it('ends at once when it is taken back', async () => {
    const other = await as('school-staff')
    const { body } = await lend(head, other)
    expect(await deputy.post(`/delegations/${body.id}/revoke`)).toMatchObject({ status: 403 })
    expect(await head.post(`/delegations/${body.id}/revoke`)).toMatchObject({ status: 200, body: { state: 'revoked' } })
    expect(await permissionsOf(other)).not.toContain('submission.approve')
    const again = await head.post(`/delegations/${body.id}/revoke`)
    expect(again).toMatchObject({ status: 409, body: { code: 'delegation.over' } })
  })

  it('never outlives the leader’s own role, nor holds while the leader is suspended', async () => {
    const leaving = await as('school-head')
    const other = await as('school-staff')
    await lend(leaving, other)
    const set = (status: 'active' | 'suspended') =>
      api.db.update(people).set({ status }).where(eq(people.id, leaving.person.id))
    await set('suspended')
    expect(await permissionsOf(other)).not.toContain('submission.approve')
    await set('active')
    expect(await permissionsOf(other)).toContain('submission.approve')
    await api.db
      .update(memberships)
      .set({ endedAt: sql`now()` })
      .where(eq(memberships.id, leaving.membership.id))
    expect(await permissionsOf(other)).not.toContain('submission.approve')
  })
})

describe('nothing is lent', () => {
  it('that one was lent oneself, or never had', async () => {
    const other = await as('school-staff')
    await lend(head, deputy)
    const passedOn = await lend(deputy, other)
    expect(passedOn).toMatchObject({ status: 403, body: { code: 'delegation.power-not-yours' } })
    expect(await lend(head, deputy, { powers: ['recognition.decide'] })).toMatchObject({ status: 403 })
    expect(await lend(head, deputy, { powers: ['person.write'] })).toMatchObject({ status: 403 })
  })

  it('to oneself, to another unit, or to somebody who has left', async () => {
    const elsewhere = await as('school-staff', api.world.secondSchool)
    const gone = await as('school-staff')
    await api.db
      .update(memberships)
      .set({ endedAt: sql`now()` })
      .where(eq(memberships.id, gone.membership.id))
    const own = await aMembership(api.db, head.person, api.world.school, 'council-member')
    for (const to of [head.membership, elsewhere.membership, gone.membership, own])
      expect(await lend(head, deputy, { to: to.id })).toMatchObject({
        status: 409,
        body: { code: 'delegation.person-unfit' },
      })
  })

  it('backwards or for days that have passed', async () => {
    const unfit = { status: 400, body: { code: 'delegation.dates-unfit' } }
    expect(await lend(head, deputy, { fromDay: inDays(3), toDay: inDays(2) })).toMatchObject(unfit)
    expect(await lend(head, deputy, { fromDay: inDays(-3), toDay: inDays(-1) })).toMatchObject(unfit)
  })

  it('into a key of a machine', async () => {
    const lender = await as('managing-body-leader')
    const borrower = await as('managing-body-officer')
    await ok(lend(lender, borrower, { powers: ['recognition.decide'] }))
    expect(await permissionsOf(borrower)).toContain('recognition.decide')
    const key = { unitId: borrower.unit.id, name: 'Phần mềm', scopes: ['recognition.decide'], expiresOn: '2099-12-31' }
    expect((await borrower.post('/api-keys', key)).status).toBe(403)
  })
})

it('what is signed for somebody carries whom it stands for', async () => {
  const unit = api.world.secondSchool
  const road = await aRoad(tester)
  const staff = await as('council-member', unit)
  const leader = await as('school-head', unit)
  const signing = await as('school-staff', unit)
  let file = await road.fileOf(unit)
  for (const [line, answer] of Object.entries(answers(80)))
    await ok(staff.put(`/submissions/${file.id}/lines/${line}`, { version: 0, answer }))
  file = await ok(staff.get(`/submissions/${file.id}`))
  file = await road.move(staff, file, 'finish')
  await ok(lend(leader, signing))
  file = await road.move(signing, file, 'approve')
  file = await road.move(leader, file, 'submit')

  const { items } = await ok(signing.get(`/submissions/${file.id}/timeline`))
  expect(items.slice(0, 2)).toMatchObject([
    { action: 'submit', by: leader.person.fullName, standsFor: null },
    {
      action: 'approve',
      by: signing.person.fullName,
      standsFor: { fullName: leader.person.fullName, role: 'school-head' },
    },
  ])
})

it('whoever finished the scoring does not approve it, not even for the head', async () => {
  const unit = api.world.school
  const road = await aRoad(tester, 'MAU-KT')
  const leader = await as('school-head', unit)
  const staff = await as('council-member', unit)
  let file = await road.fileOf(unit)
  for (const [line, answer] of Object.entries(answers(80)))
    await ok(staff.put(`/submissions/${file.id}/lines/${line}`, { version: 0, answer }))
  file = await ok(staff.get(`/submissions/${file.id}`))
  file = await road.move(staff, file, 'finish')
  await ok(lend(leader, staff))
  const own = { action: 'approve', version: file.version, reason: null }
  expect(await staff.post(`/submissions/${file.id}/transitions`, own)).toMatchObject({
    status: 403,
    body: { code: 'submission.same-person' },
  })
})

it('a decision recorded for the leader says so', async () => {
  const leader = await as('managing-body-leader')
  const officer = await as('managing-body-officer')
  const road = await aRoad(tester, 'MAU-QD')
  const { file } = await road.nominated(api.world.school)
  await ok(lend(leader, officer, { powers: ['recognition.decide'] }))
  const decision = await ok(officer.post('/recognition-decisions', road.decision([file])))
  expect(decision).toMatchObject({ standsFor: { fullName: leader.person.fullName } })
})
