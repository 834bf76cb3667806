import readXlsxFile from 'read-excel-file/node'
import { beforeAll, describe, expect, it } from 'vitest'
import { aMembership, aPerson } from '../../../test/factories.ts'
import { exportsOf } from '../../../test/exports.ts'
import { testApi } from '../../../test/harness.ts'
import { pagesOf } from '../../../test/pdf.ts'
import { ok, type Person } from '../../../test/road.ts'
import { aTraining, inDays } from '../../../test/training.ts'

const tester = testApi()
const { api, as } = tester
const { fileOf } = exportsOf(tester)

let province: Person
let commune: Person
let school: Person
beforeAll(async () => {
  province = await as('province-officer')
  commune = await as('managing-body-officer')
  school = await as('school-staff')
})

const session = (over: object = {}, by: Person = province) => ok(by.post('/training-sessions', aTraining(over)))
const held = (over: object = {}, by: Person = province) =>
  session({ startsAt: inDays(-0.01), endsAt: inDays(0.1), ...over }, by)
const guest = (name: string, office = '') => ({ personId: null, name, office, siteId: null })
const register = (person: Person, id: string, people: object[], unitId?: string) =>
  person.post(`/training-sessions/${id}/attendees`, { people, ...(unitId && { unitId }) })
const mark = (person: Person, id: string, marks: object[]) =>
  person.post(`/training-sessions/${id}/attendance`, { marks })
const listed = async (person: Person, id: string, query = '') =>
  (await ok(person.get(`/training-sessions/${id}/attendees${query}`))).items

describe('registering', () => {
  it('takes people of the unit by their account, and guests by name and office', async () => {
    const { id } = await session()
    const colleague = await aPerson(api.db, { fullName: 'Trần Thị Mẫu' })
    await aMembership(api.db, colleague, api.world.school, 'council-member')
    const { items: candidates } = await ok(school.get(`/training-sessions/${id}/candidates`))
    expect(candidates).toContainEqual({ personId: colleague.id, name: 'Trần Thị Mẫu', office: null, registered: false })
    const people = [{ ...guest('sẽ lấy tên ở tài khoản'), personId: colleague.id }, guest('Lê Văn Nháp', 'Kế toán')]
    const { items } = await ok(register(school, id, people))
    expect(items).toMatchObject([
      { name: 'Lê Văn Nháp', office: 'Kế toán', personId: null, attended: null, actions: ['withdraw'] },
      { name: 'Trần Thị Mẫu', personId: colleague.id },
    ])
    expect(await ok(school.get(`/training-sessions/${id}`))).toMatchObject({
      ownRegistered: 2,
      counts: { registeredUnits: 1, registeredPeople: 2 },
    })
  })

  it.each([
    ['somebody of another unit', 'training.person-unfit', 409],
    ['a guest without a name', 'training.name-missing', 400],
    ['a site that is not there', 'training.site-unknown', 400],
  ])('refuses %s, and then nobody is registered', async (what, code, status) => {
    const { id } = await session()
    const stranger = await aPerson(api.db)
    await aMembership(api.db, stranger, api.world.secondSchool, 'school-staff')
    const bad = {
      'somebody of another unit': { ...guest(''), personId: stranger.id },
      'a guest without a name': guest(''),
      'a site that is not there': { ...guest('Khách'), siteId: stranger.id },
    }[what]
    expect(await register(school, id, [guest('Khách Mẫu'), bad ?? {}])).toMatchObject({ status, body: { code } })
    expect(await listed(school, id)).toEqual([])
  })

  it('of the same person twice at once happens once', async () => {
    const { id } = await session()
    const people = [{ ...guest(''), personId: school.person.id }]
    const replies = await Promise.all([1, 2, 3].map(() => register(school, id, people)))
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    expect((await register(school, id, [guest('Khách Mẫu')])).status).toBe(200)
    expect(await register(school, id, [guest('khách mẫu')])).toMatchObject({
      status: 409,
      body: { code: 'training.already-registered' },
    })
  })

  it('is for the own unit: another’s list is neither seen nor written, but by the organiser', async () => {
    const { id } = await session()
    const second = await as('school-head', api.world.secondSchool)
    const [attendee] = (await ok(register(school, id, [guest('Khách Mẫu')]))).items
    expect(await listed(second, id)).toEqual([])
    expect(await register(second, id, [guest('Ai Đó')], api.world.school.id)).toMatchObject({ status: 403 })
    expect(await second.delete(`/training-sessions/${id}/attendees/${attendee.id}`)).toMatchObject({
      status: 404,
      body: { code: 'training.attendee-not-found' },
    })
    // Its managing body sees it, and does not write for it.
    expect(await listed(commune, id)).toHaveLength(1)
    expect(await commune.delete(`/training-sessions/${id}/attendees/${attendee.id}`)).toMatchObject({ status: 403 })
    await ok(register(province, id, [guest('Đến Thẳng')], api.world.school.id))
    expect(await listed(school, id)).toHaveLength(2)
    await ok(school.delete(`/training-sessions/${id}/attendees/${attendee.id}`))
    expect(await listed(school, id)).toHaveLength(1)
  })

  it('is not for a unit that is not invited', async () => {
    const { id } = await session()
    expect(await register(province, id, [guest('Ai Đó')], api.world.otherSchool.id)).toMatchObject({
      status: 409,
      body: { code: 'training.unit-not-invited' },
    })
    expect(await register(province, id, [guest('Ai Đó')])).toMatchObject({
      body: { code: 'training.unit-not-invited' },
    })
  })
})

describe('marking attendance', () => {
  it('is the organiser’s, many at once, from the day of the session on', async () => {
    const { id } = await held()
    const { items } = await ok(register(school, id, [guest('Một'), guest('Hai')]))
    const marks = items.map((one: { id: string }, at: number) => ({ attendeeId: one.id, attended: at === 0 }))
    for (const person of [school, commune]) expect(await mark(person, id, marks)).toMatchObject({ status: 403 })
    expect(await ok(mark(province, id, marks))).toEqual({ marked: 2 })
    expect(await ok(province.get(`/training-sessions/${id}`))).toMatchObject({
      counts: { attendedUnits: 1, attendedPeople: 1 },
    })
    expect(await school.delete(`/training-sessions/${id}/attendees/${items[0].id}`)).toMatchObject({
      status: 409,
      body: { code: 'training.attended' },
    })
    expect(await listed(province, id, '?mark=absent')).toHaveLength(1)

    const coming = await session()
    const early = await ok(register(school, coming.id, [guest('Sớm')]))
    expect(await mark(province, coming.id, [{ attendeeId: early.items[0].id, attended: true }])).toMatchObject({
      status: 409,
      body: { code: 'training.not-begun' },
    })
  })

  it('with somebody of another session among them marks nobody', async () => {
    const [one, other] = [await held(), await held()]
    const [here] = (await ok(register(school, one.id, [guest('Ở Đây')]))).items
    const [there] = (await ok(register(school, other.id, [guest('Ở Kia')]))).items
    const marks = [here, there].map(({ id }) => ({ attendeeId: id, attended: true }))
    expect(await mark(province, one.id, marks)).toMatchObject({ status: 404 })
    expect(await listed(province, one.id, '?mark=attended')).toEqual([])
  })

  it('ends with the record: after closing nothing is marked', async () => {
    const { id, version } = await held()
    const [one] = (await ok(register(school, id, [guest('Một')]))).items
    await ok(province.post(`/training-sessions/${id}/close`, { version, conclusion: '' }))
    expect(await mark(province, id, [{ attendeeId: one.id, attended: true }])).toMatchObject({
      status: 409,
      body: { code: 'training.wrong-state' },
    })
  })
})

describe('counts', () => {
  it('are kept for each unit and managing body, and tell who came to nothing', async () => {
    const { abroad } = api.world
    const officer = await as('province-officer', abroad.province)
    const invitation = { unitTypes: ['primary', 'upper-secondary'], withinUnitIds: [], unitIds: [] }
    const { id } = await held({ title: 'Tập huấn đếm', invitation }, officer)
    const own = await as('school-head', abroad.school)
    const { items } = await ok(register(own, id, [guest('Một'), guest('Hai')]))
    await ok(
      mark(
        officer,
        id,
        items.map((one: { id: string }) => ({ attendeeId: one.id, attended: true })),
      ),
    )

    const { items: bodies } = await ok(officer.get(`/training-sessions/${id}/bodies`))
    expect(bodies).toMatchObject([
      { body: { id: abroad.district.id }, invitedUnits: 1, attendedUnits: 0 },
      { body: { id: abroad.commune.id }, invitedUnits: 1, registeredUnits: 1, attendedUnits: 1, attendedPeople: 2 },
      { body: { id: abroad.province.id }, invitedUnits: 1, attendedUnits: 0 },
    ])
    const units = await ok(officer.get(`/training-sessions/${id}/units?state=none`))
    expect(units.items.map((one: { unit: { id: string } }) => one.unit.id).sort()).toEqual(
      [abroad.districtSchool.id, abroad.highSchool.id].sort(),
    )
    const never = await ok(officer.get('/training-attendance?never=true'))
    expect(never.items).toHaveLength(2)
    const all = await ok(officer.get('/training-attendance?q=minh+hoa'))
    expect(all.items).toContainEqual({
      unit: expect.objectContaining({ id: abroad.school.id }),
      body: expect.objectContaining({ id: abroad.commune.id }),
      invitedSessions: 1,
      attendedSessions: 1,
      attendedPeople: 2,
      lastAttendedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    })
    const beside = await as('managing-body-leader', abroad.otherCommune)
    expect((await ok(beside.get('/training-attendance'))).items).toEqual([])
  })

  it('leave as a workbook or as CSV in which no name is a formula', async () => {
    const { id } = await held()
    await ok(register(school, id, [guest('=HYPERLINK("x")', 'Kế toán')]))
    const order = { kind: 'training-attendees', trainingId: id, filter: {}, format: 'csv' }
    const text = String((await fileOf(province, order)).content)
    expect(text).toContain('Họ và tên')
    expect(text).toContain(`"'=HYPERLINK(""x"")"`)
    const [sheet] = await readXlsxFile((await fileOf(province, { ...order, format: 'xlsx' })).content)
    const { code, name } = api.world.school
    expect(sheet?.data[1]?.slice(0, 5)).toEqual([1, api.world.commune.name, code, name, '=HYPERLINK("x")'])
    const pages = await pagesOf((await fileOf(province, { ...order, format: 'pdf' })).content)
    expect(pages.join(' ')).toContain('=HYPERLINK("x")')
    const none = await fileOf(province, { ...order, filter: { q: 'khong co ai' } })
    expect(String(none.content).trim().split('\r\n')).toHaveLength(1)
    const stranger = await as('school-head', api.world.otherSchool)
    expect((await stranger.post('/exports', order)).body.code).toBe('training.not-found')
  })
})
