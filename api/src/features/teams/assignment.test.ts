import { describe, expect, it } from 'vitest'
import { eq, sql } from 'drizzle-orm'
import { aMembership, aUnit } from '../../../test/factories.ts'
import { testApi } from '../../../test/harness.ts'
import { aRoad, ok, score } from '../../../test/road.ts'
import { aTeam, named, paper } from '../../../test/teams.ts'
import { memberships } from '../identity/index.ts'

const tester = testApi()
const { api, as } = tester
let codes = 0
/** Each of these in a campaign of its own: a unit has one team in a campaign. */
async function ground() {
  const road = await aRoad(tester, `MAU-${(codes += 1)}`)
  const mine = await aTeam(tester, road.campaign)
  const unitsOf = async () =>
    (await ok(mine.organiser.get(`/assessment-teams/${mine.team.id}/units`))).items as {
      campaignUnitId: string
      unit: { id: string }
      status: string
      leader: string | null
      leftOut: { personId: string; why: string; onTeam: boolean }[]
      actions: string[]
    }[]
  const partOf = async (file: { id: string }) =>
    (await ok(road.people.officer.get(`/submissions/${file.id}`))).campaignUnitId as string
  return { road, ...mine, unitsOf, partOf }
}

describe('units of a team', () => {
  it('are opened where the file is accepted, and wait where it is still to come: it is opened once accepted', async () => {
    const { road, team, assign, head, member, organiser, unitsOf, partOf } = await ground()
    const { file, staff } = await road.accepted(api.world.school)
    const second = await road.fileOf(api.world.secondSchool)
    const units = [await partOf(file), await partOf(second)]
    const list = `/campaigns/${road.campaign.id}/assessable-units`
    expect(await ok(organiser.get(`${list}?without=true&limit=1`))).toMatchObject({ total: 2, without: 2 })

    expect(await assign(units)).toMatchObject({ opened: 1, prepared: 1, moved: 0, refused: [] })
    expect(await ok(organiser.get(list))).toMatchObject({ total: 2, without: 0 })
    expect(await ok(head.get(`/submissions/${file.id}`))).toMatchObject({ status: 'assessing', mayAssess: true })
    // Nobody of the team reads what the school has not sent.
    const stranger = await as('school-staff', api.world.otherSchool)
    const own = await ok(
      organiser.post(`/assessment-teams/${team.id}/decisions`, {
        version: team.version,
        name: team.name,
        decision: paper('13/QĐ'),
        members: named([head, 'head'], [member, 'secretary'], [stranger, 'member']),
        reason: '',
      }),
    )
    expect(own.units).toEqual({ total: 2, waiting: 1, open: 1, over: 0 })
    expect((await stranger.get(`/submissions/${second.id}`)).status).toBe(404)
    expect(await ok(stranger.get(`/submissions/${file.id}`))).toMatchObject({ mayAssess: true })
    const { items: timeline } = await ok(organiser.get(`/submissions/${file.id}/timeline`))
    expect(timeline.slice(0, 3)).toMatchObject([
      { action: 'change-team', reason: expect.stringContaining(stranger.person.fullName) },
      { action: 'open-assessment', reason: expect.stringContaining(head.person.fullName) },
      { action: 'accept' },
    ])

    const { file: later } = await road.accepted(api.world.secondSchool)
    expect(await ok(stranger.get(`/submissions/${later.id}`))).toMatchObject({ status: 'assessing', mayAssess: true })
    expect((await unitsOf()).map(({ status }) => status)).toEqual(['assessing', 'assessing'])
    const told = await ok(staff.get('/notices'))
    expect(told.items[0]).toMatchObject({ kind: 'team-assigned', values: { submissionId: file.id } })
    // The members of one unit do not change beside the decision of its team.
    const { version } = await ok(organiser.get(`/submissions/${file.id}`))
    const alone = { version, members: [{ personId: head.person.id, duty: 'head' }] }
    expect(await organiser.put(`/submissions/${file.id}/team`, alone)).toMatchObject({
      status: 409,
      body: { code: 'team.holds-unit' },
    })
  })

  it('leave one team for another while nothing is scored, and stay once something is', async () => {
    const { road, assign, team, unitsOf, partOf, organiser } = await ground()
    const { file } = await road.accepted(api.world.school)
    const unit = await partOf(file)
    await assign([unit])
    const other = await aTeam(tester, road.campaign)
    const refusal = { campaignUnitId: unit, unitName: api.world.school.name }
    expect((await other.assign([unit])).refused).toEqual([{ ...refusal, code: 'team.unit-taken' }])
    expect(await other.assign([unit], true)).toMatchObject({ opened: 1, moved: 1, refused: [] })
    expect(await unitsOf()).toEqual([])
    const save = { version: 0, answer: score(70), reason: '' }
    await ok(other.head.put(`/submissions/${file.id}/sheet/lines/2.1`, save))
    const back = { campaignUnitIds: [unit], move: true }
    expect((await ok(organiser.post(`/assessment-teams/${team.id}/units`, back))).refused).toEqual([
      { ...refusal, code: 'team.unit-begun' },
    ])
    expect(await other.organiser.delete(`/assessment-teams/${other.team.id}/units/${unit}`)).toMatchObject({
      status: 409,
      body: { code: 'team.unit-begun' },
    })
    const end = { version: other.team.version, decision: paper(), reason: 'Xong' }
    expect(await other.organiser.post(`/assessment-teams/${other.team.id}/dissolve`, end)).toMatchObject({
      status: 409,
      body: { code: 'team.units-open', errors: [{ path: unit }] },
    })
  })

  it('are given by the body that assesses them only; each that cannot be is named and holds up no other', async () => {
    const { road, assign, partOf, team, head, organiser } = await ground()
    const mine = await partOf(await road.fileOf(api.world.school))
    const foreign = await partOf(await road.fileOf(api.world.highSchool)).catch(() => api.world.highSchool.id)
    expect(await assign([mine, foreign])).toMatchObject({
      prepared: 1,
      refused: [{ campaignUnitId: foreign, code: 'campaign-unit.not-found' }],
    })
    const path = `/assessment-teams/${team.id}/units`
    const body = { campaignUnitIds: [mine], move: false }
    expect(await head.delete(`${path}/${mine}`)).toMatchObject({ status: 200, body: { units: { total: 0 } } })
    const stranger = await as('managing-body-leader', api.world.otherCommune)
    expect(await stranger.post(path, body)).toMatchObject({ status: 404, body: { code: 'team.not-found' } })
    expect(await road.people.planner.post(path, body)).toMatchObject({ status: 403, body: { code: 'access.denied' } })
    expect(await organiser.delete(`${path}/${mine}`)).toMatchObject({ status: 404 })
  })

  it('forty at once are a matter of seconds', async () => {
    const schools = []
    for (let number = 0; number < 40; number += 1) schools.push(await aUnit(api.db, api.world.otherCommune))
    const road = await aRoad(tester, `MAU-${(codes += 1)}`)
    const organiser = await as('managing-body-leader', api.world.otherCommune)
    const { items } = await ok(organiser.get(`/campaigns/${road.campaign.id}/assessable-units?limit=200`))
    expect(items).toHaveLength(40)
    const ids = items.map((one: { submissionId: string }) => one.submissionId)
    await api.db.execute(sql`update submissions set status = 'accepted' where id = any (${sql.param(ids)}::uuid[])`)
    const head = await as('managing-body-officer', api.world.otherCommune)
    const members = named([head, 'head'], [organiser, 'secretary'])
    const body = { campaignId: road.campaign.id, name: 'Đoàn lớn', decision: paper(), members }
    const team = await ok(organiser.post('/assessment-teams', body))
    const begun = performance.now()
    const campaignUnitIds = items.map((one: { campaignUnitId: string }) => one.campaignUnitId)
    expect(
      await ok(organiser.post(`/assessment-teams/${team.id}/units`, { campaignUnitIds, move: false })),
    ).toMatchObject({ opened: 40, refused: [] })
    expect(performance.now() - begun).toBeLessThan(10_000)
  })
})

describe('nobody assesses a unit where they have a conflict of interest', () => {
  it('who works there, or did in that school year, is left out there and assesses the others', async () => {
    const { road, assign, head, member, organiser, unitsOf, partOf } = await ground()
    const { file } = await road.accepted(api.world.secondSchool)
    const { file: second } = await road.accepted(api.world.school)
    const moved = await aMembership(api.db, head.person, api.world.secondSchool, 'school-staff')
    await api.db.update(memberships).set({ endedAt: new Date() }).where(eq(memberships.id, moved.id))
    const report = await assign([await partOf(file), await partOf(second)])
    expect(report).toMatchObject({ opened: 2, refused: [] })
    expect(report.leftOut.map(({ personId, why }: { personId: string; why: string }) => [personId, why])).toEqual(
      expect.arrayContaining([
        [member.person.id, 'own-unit'],
        [head.person.id, 'worked-there'],
      ]),
    )
    const there = (await unitsOf()).find(({ unit }) => unit.id === api.world.secondSchool.id)
    expect(there?.leader).not.toBe(head.person.fullName)
    expect(await ok(organiser.get(`/submissions/${file.id}`))).toMatchObject({ team: [{ duty: 'head' }] })
    expect(await ok(member.get(`/submissions/${second.id}`))).toMatchObject({ mayAssess: true })
    expect(await ok(member.get(`/submissions/${file.id}`))).toMatchObject({ mayAssess: false })
  })

  it('who comes to work there later can score no more; the organiser reads so and settles it', async () => {
    const { road, team, assign, member, organiser, partOf } = await ground()
    const { file } = await road.accepted(api.world.school)
    await assign([await partOf(file)])
    const save = { version: 0, answer: score(70), reason: '' }
    await ok(member.put(`/submissions/${file.id}/sheet/lines/2.1`, save))
    await aMembership(api.db, member.person, api.world.school, 'school-staff')
    expect(await member.put(`/submissions/${file.id}/sheet/lines/2.1`, { ...save, version: 1 })).toMatchObject({
      status: 403,
    })
    const path = `/assessment-teams/${team.id}`
    expect(await ok(organiser.get(path))).toMatchObject({
      warnings: 1,
      conflicts: [{ personId: member.person.id, why: 'own-unit', onTeam: true }],
    })
    expect((await member.post(`${path}/settle`)).status).toBe(403)
    expect(await ok(organiser.post(`${path}/settle`))).toMatchObject({
      warnings: 0,
      conflicts: [{ personId: member.person.id, onTeam: false }],
    })
    const { team: left } = await ok(organiser.get(`/submissions/${file.id}`))
    expect(left.map((one: { personId: string }) => one.personId)).not.toContain(member.person.id)
  })

  it('who declares a reason is taken off at once, the head is told, and may take it back', async () => {
    const { road, team, assign, head, secretary, member, organiser, unitsOf, partOf } = await ground()
    const { file } = await road.accepted(api.world.school)
    const unit = await partOf(file)
    await assign([unit])
    const path = `/assessment-teams/${team.id}/conflicts`
    const declared = { campaignUnitId: unit, reason: 'Vợ dạy ở trường này' }
    expect((await organiser.post(path, declared)).status).toBe(403)
    expect(await ok(member.post(path, declared))).toMatchObject({
      conflicts: [{ declared: declared.reason, mine: true }],
    })
    expect(await member.post(path, declared)).toMatchObject({ status: 409, body: { code: 'team.conflict-declared' } })
    expect((await member.get(`/submissions/${file.id}`)).status).toBe(404)
    expect((await ok(head.get('/notices'))).items[0]).toMatchObject({ kind: 'team-conflict' })
    // A fellow member reads that there is one, not why.
    expect((await ok(secretary.get(`/assessment-teams/${team.id}`))).conflicts).toMatchObject([
      { why: 'declared', onTeam: false },
    ])

    await ok(head.post(path, declared))
    expect(await unitsOf()).toMatchObject([{ leader: secretary.person.fullName }])
    await ok(secretary.post(path, declared))
    expect(await unitsOf()).toMatchObject([{ leader: null }])
    expect(await ok(organiser.get(`/assessment-teams/${team.id}`))).toMatchObject({ warnings: 1 })
    await ok(head.delete(`${path}/${unit}`))
    expect(await unitsOf()).toMatchObject([{ leader: head.person.fullName }])
    expect(await head.delete(`${path}/${unit}`)).toMatchObject({ status: 404, body: { code: 'team.no-conflict' } })
  })

  it('what a unit was before it merged counts as the unit itself', async () => {
    const gone = await aUnit(api.db, api.world.commune, { name: 'Trường Tiểu học Đã Nhập' })
    const { road, assign, member, partOf } = await ground()
    const { file } = await road.accepted(api.world.school)
    await aMembership(api.db, member.person, gone, 'school-staff')
    const administrator = await as('province-administrator')
    const seen = async ({ id }: { id: string }) => {
      const { version } = await ok(administrator.get(`/units/${id}`))
      return { unitId: id, version }
    }
    const merger = { kind: 'merge', sources: [await seen(gone)], into: await seen(api.world.school), carry: [] }
    const order = { effectiveOn: '2026-11-01', decisionNumber: '1/QĐ', decisionDate: '2026-10-15', note: '' }
    await ok(administrator.post('/unit-changes', { ...order, ...merger }))
    expect((await assign([await partOf(file)])).leftOut).toMatchObject([{ personId: member.person.id }])
  })
})
