import { beforeAll, describe, expect, it } from 'vitest'
import { testApi } from '../../../test/harness.ts'
import { ok, type Person } from '../../../test/road.ts'
import { aTraining, inDays } from '../../../test/training.ts'

const tester = testApi()
const { api, as } = tester

let province: Person
let commune: Person
let school: Person
beforeAll(async () => {
  province = await as('province-officer')
  commune = await as('managing-body-officer')
  school = await as('school-head')
})

const plan = (over: object = {}) => aTraining(over)
const announce = (over: object = {}, by: Person = province) => ok(by.post('/training-sessions', plan(over)))
const seen = async (person: Person, title: string) => {
  const { items } = await ok(person.get(`/training-sessions?q=${encodeURIComponent(title)}`))
  return items.length
}

describe('announcing a session', () => {
  it('invites units of the branch by kind, by area and one by one, each once', async () => {
    const { commune: body, school: one, highSchool, otherSchool } = api.world
    const invitation = { unitTypes: ['primary'], withinUnitIds: [body.id], unitIds: [one.id, highSchool.id] }
    const preview = await ok(province.post('/training-sessions/preview', invitation))
    expect(preview).toMatchObject({ unitCount: 2 })
    const bodies = preview.byBody.map(({ body: { id }, count }: { body: { id: string }; count: number }) => [id, count])
    expect(new Map(bodies)).toEqual(
      new Map([
        [body.id, 1],
        [api.world.province.id, 1],
      ]),
    )
    const session = await announce({ title: 'Tập huấn theo khu vực', invitation })
    expect(session).toMatchObject({ status: 'planned', counts: { invitedUnits: 2, registeredUnits: 0 } })
    expect(await seen(await as('school-head', one), 'theo khu vực')).toBe(1)
    expect(await seen(await as('school-head', highSchool), 'THEO KHU VUC')).toBe(1)
    expect(await seen(await as('school-head', otherSchool), 'theo khu vực')).toBe(0)
  })

  it('is seen by superiors, organiser and invited units, and by nobody beside them', async () => {
    const { school: one, abroad, otherCommune } = api.world
    const session = await announce(
      { title: 'Tập huấn của xã', invitation: { unitTypes: [], withinUnitIds: [], unitIds: [one.id] } },
      commune,
    )
    for (const person of [province, commune, school])
      expect((await person.get(`/training-sessions/${session.id}`)).status).toBe(200)
    for (const unit of [otherCommune, abroad.commune]) {
      const stranger = await as('managing-body-leader', unit)
      expect(await stranger.get(`/training-sessions/${session.id}`)).toMatchObject({
        status: 404,
        body: { code: 'training.not-found' },
      })
    }
    const second = await as('school-head', api.world.secondSchool)
    expect((await second.get(`/training-sessions/${session.id}`)).status).toBe(404)
  })

  it('is for bodies: a school announces nothing, and a body invites nobody outside of its branch', async () => {
    expect(await school.post('/training-sessions', plan())).toMatchObject({ status: 403 })
    const invitation = { unitTypes: [], withinUnitIds: [], unitIds: [api.world.otherSchool.id] }
    expect(await commune.post('/training-sessions', plan({ invitation }))).toMatchObject({
      status: 404,
      body: { code: 'unit.not-found', errors: [{ path: '/unitIds/0' }] },
    })
    expect(
      await commune.post('/training-sessions', plan({ invitation: { ...invitation, unitIds: [] } })),
    ).toMatchObject({ status: 409, body: { code: 'training.nobody-invited' } })
  })

  it.each([
    ['ends before it begins', { endsAt: inDays(2) }, 'training.times-out-of-order'],
    ['is held in person nowhere', { form: 'in-person', place: '', sites: [] }, 'training.place-missing'],
  ])('is refused where it %s', async (_, over, code) => {
    expect(await province.post('/training-sessions', plan(over))).toMatchObject({ status: 400, body: { code } })
  })

  it.each(['javascript:alert(1)', 'https://moet.gov.vn@elsewhere.vn', 'ftp://example.org/tep'])(
    'takes no link such as %s',
    async (link) => {
      expect((await province.post('/training-sessions', plan({ link }))).status).toBe(400)
    },
  )
})

describe('changing a session', () => {
  it('keeps what it was, and who chose a site that stays', async () => {
    const session = await announce({ sites: [site('Điểm cầu 1'), site('Điểm cầu 2')] })
    const [first, second] = session.sites
    const people = [{ personId: null, name: 'Khách Mẫu', office: '', siteId: first.id }]
    await ok(school.post(`/training-sessions/${session.id}/attendees`, { people }))
    const change = { ...detailsOf(session), version: session.version, place: 'Hội trường B', sites: [first] }
    const changed = await ok(province.put(`/training-sessions/${session.id}`, change))
    expect(changed).toMatchObject({ place: 'Hội trường B', version: session.version + 1, sites: [{ id: first.id }] })
    const attendees = await ok(school.get(`/training-sessions/${session.id}/attendees`))
    expect(attendees.items[0].site).toEqual({ id: first.id, name: 'Điểm cầu 1' })
    const { items } = await ok(school.get(`/training-sessions/${session.id}/events`))
    expect(items[0]).toMatchObject({ action: 'changed', changes: { place: ['Hội trường A', 'Hội trường B'] } })
    const foreign = { ...change, version: changed.version, sites: [second] }
    expect(await province.put(`/training-sessions/${session.id}`, foreign)).toMatchObject({
      status: 400,
      body: { code: 'training.site-unknown' },
    })
  })

  it('of two at once exactly one wins', async () => {
    const session = await announce()
    const address = `/training-sessions/${session.id}`
    const replies = await Promise.all(
      ['A', 'B', 'C'].map((place) =>
        province.put(address, { ...detailsOf(session), version: session.version, place: `Phòng ${place}` }),
      ),
    )
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409, 409])
  })

  it('is for its organiser: others who see it are refused', async () => {
    const session = await announce()
    const change = { ...detailsOf(session), version: session.version }
    for (const person of [commune, school])
      expect(await person.put(`/training-sessions/${session.id}`, change)).toMatchObject({
        status: 403,
        body: { code: 'access.denied' },
      })
  })

  it('further units are invited and told once; a unit that registered nobody may be left out again', async () => {
    const { school: one, secondSchool } = api.world
    const only = { unitTypes: [], withinUnitIds: [], unitIds: [one.id] }
    const session = await announce({ invitation: only })
    const more = { ...only, unitIds: [one.id, secondSchool.id] }
    const address = `/training-sessions/${session.id}/invitations`
    expect(await ok(province.post(address, more))).toMatchObject({ counts: { invitedUnits: 2 } })
    const people = [{ personId: null, name: 'Khách Mẫu', office: 'Kế toán', siteId: null }]
    await ok(school.post(`/training-sessions/${session.id}/attendees`, { people }))
    expect(await province.delete(`${address}/${one.id}`)).toMatchObject({ body: { code: 'training.unit-registered' } })
    expect(await ok(province.delete(`${address}/${secondSchool.id}`))).toMatchObject({ counts: { invitedUnits: 1 } })
    expect(await province.delete(`${address}/${secondSchool.id}`)).toMatchObject({ status: 404 })
  })
})

it('the invited are told of an invitation, another place and a cancellation, of a mended word they are not', async () => {
  const { unit } = school
  const head = await as('school-head', unit)
  const told = async () => (await ok(head.get('/notices?limit=200'))).items.map((one: { kind: string }) => one.kind)
  const session = await announce({ title: 'Buổi được báo tin' })
  const address = `/training-sessions/${session.id}`
  const body = { ...detailsOf(session), version: session.version }
  await ok(province.put(address, { ...body, topics: 'Sửa một chữ' }))
  expect(await told()).toEqual(['training-invited'])
  await ok(province.put(address, { ...body, version: 2, place: 'Nhà văn hoá' }))
  await ok(province.post(`${address}/cancel`, { version: 3, reason: 'Bão số 5' }))
  const { items } = await ok(head.get('/notices'))
  expect(items).toMatchObject([
    { kind: 'training-cancelled', values: { sessionId: session.id, note: 'Bão số 5' } },
    {
      kind: 'training-changed',
      values: { place: 'Nhà văn hoá', at: expect.stringMatching(/^\d\d:\d\d \d\d\/\d\d\/\d{4}$/) },
    },
    { kind: 'training-invited', values: { title: 'Buổi được báo tin' } },
  ])
})

describe('the end of a session', () => {
  it('is recorded on its day or later, mended only in the open', async () => {
    const coming = await announce()
    expect(
      await province.post(`/training-sessions/${coming.id}/close`, { version: coming.version, conclusion: '' }),
    ).toMatchObject({ status: 409, body: { code: 'training.not-begun' } })
    const held = await announce({ startsAt: inDays(-1), endsAt: inDays(-0.9) })
    expect(held.actions).toContain('close')
    const close = { version: held.version, conclusion: 'Các đơn vị đã nắm được nội dung.' }
    const closed = await ok(province.post(`/training-sessions/${held.id}/close`, close))
    expect(closed).toMatchObject({ status: 'closed', actions: ['reopen', 'answer'] })
    const people = [{ personId: null, name: 'Đến Muộn', office: '', siteId: null }]
    expect(await school.post(`/training-sessions/${held.id}/attendees`, { people })).toMatchObject({
      status: 409,
      body: { code: 'training.wrong-state' },
    })
    const again = { version: closed.version, reason: 'Sót một người có mặt' }
    expect(await ok(province.post(`/training-sessions/${held.id}/reopen`, again))).toMatchObject({ status: 'planned' })
    const { items } = await ok(school.get(`/training-sessions/${held.id}/events`))
    expect(items[0]).toMatchObject({ action: 'reopened', reason: 'Sót một người có mặt' })
  })

  it('may be that it is cancelled, with the reason', async () => {
    const session = await announce()
    const cancel = { version: session.version, reason: 'Bão' }
    expect(await school.post(`/training-sessions/${session.id}/cancel`, cancel)).toMatchObject({ status: 403 })
    expect(
      await ok(province.post(`/training-sessions/${session.id}/cancel`, { ...cancel, reason: 'Bão lớn' })),
    ).toMatchObject({ status: 'cancelled', cancelReason: 'Bão lớn', actions: ['answer'] })
    const change = { ...detailsOf(session), version: session.version + 1 }
    expect(await province.put(`/training-sessions/${session.id}`, change)).toMatchObject({
      status: 409,
      body: { code: 'training.wrong-state' },
    })
  })
})

it('the list goes page by page, the latest first, within the days that are asked for', async () => {
  const { province: abroad } = api.world.abroad
  const officer = await as('province-officer', abroad)
  for (const day of [10, 11, 12, 13])
    await announce({ title: `Buổi trang ${day}`, startsAt: inDays(day), endsAt: inDays(day + 0.1) }, officer)
  const titles: string[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const page: { items: { title: string }[]; nextCursor: string | null } = await ok(
      officer.get(`/training-sessions?limit=3${cursor && `&cursor=${cursor}`}`),
    )
    titles.push(...page.items.map(({ title }) => title))
    cursor = page.nextCursor
  }
  expect(titles).toEqual(['Buổi trang 13', 'Buổi trang 12', 'Buổi trang 11', 'Buổi trang 10'])
  const day = inDays(11).slice(0, 10)
  const local = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date(inDays(11)))
  const { items } = await ok(officer.get(`/training-sessions?from=${local}&until=${local}`))
  expect([day.length, items.length]).toEqual([10, 1])
})

const site = (name: string) => ({ id: null, name, address: '' })
function detailsOf(session: Record<string, unknown> & { campaign: { id: string } | null }) {
  const { title, startsAt, endsAt, form, place, link, sites, topics, links } = session
  return { campaignId: session.campaign?.id ?? null, title, startsAt, endsAt, form, place, link, sites, topics, links }
}
