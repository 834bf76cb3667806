import { beforeAll, describe, expect, it } from 'vitest'
import { testApi } from '../../../test/harness.ts'
import { aRoad, ok } from '../../../test/road.ts'
import { aTeam, aVisit } from '../../../test/teams.ts'

let clock = '2027-02-01T08:00:00+07:00'
const tester = testApi({ now: () => new Date(clock) })
const { api, as } = tester

async function ground(code: string) {
  const road = await aRoad(tester, code)
  const mine = await aTeam(tester, road.campaign)
  const partOf = async (unit: typeof api.world.school) =>
    (await ok(road.people.officer.get(`/submissions/${(await road.fileOf(unit)).id}`))).campaignUnitId
  const units = { first: await partOf(api.world.school), second: await partOf(api.world.secondSchool) }
  await mine.assign([units.first, units.second])
  return { road, ...mine, ...units, path: `/assessment-teams/${mine.team.id}/visits` }
}
let it1: Awaited<ReturnType<typeof ground>>
beforeAll(async () => {
  it1 = await ground('MAU-LICH')
})

describe('a visit of a team', () => {
  it('is told to the school and to those who go, and stands in the calendar of both', async () => {
    const { road, path, head, member, members, first } = it1
    const staff = await as('council-member', api.world.school)
    const teacher = await as('school-staff', api.world.school)
    const visit = await ok(head.post(path, aVisit(first, members)))
    expect(visit).toMatchObject({
      status: 'planned',
      warnings: [],
      actions: ['change', 'cancel'],
      people: { length: 3 },
    })
    const file = await road.fileOf(api.world.school)
    const { items } = await ok(staff.get('/notices'))
    expect(items[0]).toMatchObject({ kind: 'visit-planned', values: { submissionId: file.id, at: '08:00 02/03/2027' } })
    expect((await ok(member.get('/notices'))).items[0]).toMatchObject({ kind: 'visit-planned' })
    const days = '/calendar?from=2027-03-01&until=2027-03-31&kind=visit'
    for (const one of [teacher, member, head])
      expect((await ok(one.get(days))).items).toMatchObject([
        { kind: 'visit', day: '2027-03-02', place: 'Phòng họp của trường', state: 'open' },
      ])
    const colleague = await as('school-staff', api.world.secondSchool)
    expect((await ok(colleague.get(days))).items).toEqual([])
    const { url } = await ok(member.post('/calendar/feed'))
    const feed = await fetch(`${api.url}${new URL(url).pathname}`)
    expect(await feed.text()).toContain('SUMMARY:Đánh giá tại đơn vị')

    const read = await ok(staff.get(`/submissions/${file.id}/visits`))
    expect(read).toMatchObject({
      team: { decision: { number: '12/QĐ-UBND' }, opensTeam: false },
      people: { length: 3 },
    })
    expect(read.visits).toMatchObject([{ id: visit.id, actions: [] }])
    const stranger = await as('school-head', api.world.otherSchool)
    expect(await stranger.get(`/submissions/${file.id}/visits`)).toMatchObject({ status: 404 })

    const later = { ...aVisit(first, members.slice(0, 2)), version: visit.version, place: 'Thư viện' }
    const changed = await ok(head.put(`/assessment-visits/${visit.id}`, later))
    expect(changed).toMatchObject({ place: 'Thư viện', people: { length: 2 } })
    expect((await ok(staff.get('/notices'))).items[0]).toMatchObject({ kind: 'visit-changed' })
    expect((await ok(member.get('/notices'))).items[0]).toMatchObject({ kind: 'visit-cancelled' })
    const off = { version: changed.version, reason: 'Trường thi học kỳ' }
    expect(await ok(head.post(`/assessment-visits/${visit.id}/cancel`, off))).toMatchObject({ status: 'cancelled' })
    expect((await ok(staff.get('/notices'))).items[0]).toMatchObject({
      kind: 'visit-cancelled',
      values: { note: 'Trường thi học kỳ' },
    })
    expect(await head.post(`/assessment-visits/${visit.id}/cancel`, { ...off, version: 3 })).toMatchObject({
      status: 409,
      body: { code: 'visit.wrong-state' },
    })
  })

  it('is warned of what speaks against its time, and stands where that was seen and confirmed', async () => {
    const { path, head, members, first, second } = it1
    await ok(
      head.post(
        path,
        aVisit(first, members, { startsAt: '2027-03-09T08:00:00+07:00', endsAt: '2027-03-09T11:00:00+07:00' }),
      ),
    )
    const clash = aVisit(second, members.slice(0, 1), {
      startsAt: '2027-03-09T10:00:00+07:00',
      endsAt: '2027-03-09T12:00:00+07:00',
    })
    expect(await head.post(path, clash)).toMatchObject({
      status: 409,
      body: { code: 'visit.warned', errors: [{ path: 'person-twice', message: head.person.fullName }] },
    })
    expect(await ok(head.post(path, { ...clash, confirmed: true }))).toMatchObject({
      warnings: [{ code: 'person-twice', name: head.person.fullName }],
    })
    const late = aVisit(second, members, { startsAt: '2027-04-02T08:00:00+07:00', endsAt: '2027-04-02T09:00:00+07:00' })
    expect((await head.post(path, late)).body.errors).toEqual([
      { path: 'conflict', message: it1.member.person.fullName },
      { path: 'after-due', message: '2027-03-31' },
    ])
    const { items } = await ok(head.get(path))
    expect(items.filter(({ warnings }: { warnings: unknown[] }) => warnings.length > 0)).toHaveLength(2)
  })

  it('is planned by head, secretary or the body that sent them, with members, in order, at a place', async () => {
    const { path, head, member, secretary, members, first, organiser } = it1
    const visit = aVisit(first, members)
    expect(await member.post(path, visit)).toMatchObject({ status: 403, body: { code: 'access.denied' } })
    const stranger = await as('managing-body-leader', api.world.otherCommune)
    expect(await stranger.post(path, visit)).toMatchObject({ status: 404, body: { code: 'team.not-found' } })
    const wrong: [object, string][] = [
      [{ endsAt: visit.startsAt }, 'visit.times-out-of-order'],
      [{ place: ' ' }, 'visit.place-missing'],
      [{ personIds: [organiser.person.id] }, 'visit.person-unfit'],
    ]
    for (const [over, code] of wrong)
      expect((await head.post(path, { ...visit, ...over })).body).toMatchObject({ code })
    const desk = {
      kind: 'desk-review',
      place: '',
      startsAt: '2027-02-20T08:00:00+07:00',
      endsAt: '2027-02-20T09:00:00+07:00',
    }
    const planned = await ok(secretary.post(path, { ...visit, ...desk }))
    const address = `/assessment-visits/${planned.id}`
    expect(await member.post(`${address}/done`, { version: 1 })).toMatchObject({ status: 403 })
    expect(await stranger.post(`${address}/done`, { version: 1 })).toMatchObject({ body: { code: 'visit.not-found' } })
    expect(await head.post(`${address}/done`, { version: 1 })).toMatchObject({ body: { code: 'visit.not-begun' } })
    expect(await head.post(`${address}/done`, { version: 9 })).toMatchObject({ body: { code: 'visit.stale' } })
    clock = '2027-02-20T10:00:00+07:00'
    expect(await ok(organiser.post(`${address}/done`, { version: 1 }))).toMatchObject({ status: 'done', actions: [] })
  })
})
