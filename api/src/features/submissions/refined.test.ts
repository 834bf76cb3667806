import { beforeAll, describe, expect, it } from 'vitest'
import { aCatalogue } from '../../../test/catalogue.ts'
import { aUnit } from '../../../test/factories.ts'
import { testApi } from '../../../test/harness.ts'
import { aRoad, emptyWireAnswer, ok, shortSet, type Person } from '../../../test/road.ts'

const tester = testApi()
const { api, as, client } = tester
const { published } = aCatalogue(tester)
let road: Awaited<ReturnType<typeof aRoad>>
let national: { id: string; code: string }

/** The province asks for 85 points where the national set asks for more than 75; the road is travelled by its rule. */
beforeAll(async () => {
  national = (await published('QUOC-GIA', 'system-administrator')).set
  const bands = [
    { level: 1, name: 'Chưa đạt', below: 60 },
    { level: 2, name: 'Đạt', from: 60, below: 85 },
    { level: 3, name: 'Tốt', from: 85 },
  ]
  const set = shortSet('CUA-TINH')
  const refinement = { ...set, level: { ...set.level, bands }, refines: { code: 'QUOC-GIA', version: 1 } }
  road = await aRoad(tester, 'CUA-TINH', refinement)
})

const seen = (person: Person, { id }: { id: string }) => ok(person.get(`/submissions/${id}`))

describe('a file under a refinement', () => {
  it('is read under both sets: level 2 of the province is level 3 of the national set', async () => {
    const { file, staff } = await road.accepted(api.world.school)
    const submission = await seen(staff, file)
    expect(submission.set).toMatchObject({ code: 'CUA-TINH' })
    expect(submission.selfResult).toMatchObject({ level: 2, total: 160 })
    expect(submission.underRefined).toMatchObject({
      set: { id: national.id, code: 'QUOC-GIA', version: 1, sample: true, verified: false },
      self: { level: 3, total: 160, answered: 4, lines: 4 },
      external: null,
    })
    expect((await ok(staff.get(`/submissions/${file.id}/form`))).submission.underRefined).toEqual(
      submission.underRefined,
    )
  })

  it('shows what the team found under the national set to those who see the external column', async () => {
    const { file, staff, teamHead } = await road.assessing(api.world.secondSchool)
    expect((await seen(staff, file)).underRefined.external).toBeNull()
    await ok(
      teamHead.put(`/submissions/${file.id}/external-lines/2.1`, {
        ...{ version: 0, reason: 'Minh chứng chưa đủ' },
        answer: { ...emptyWireAnswer, score: 40 },
      }),
    )
    expect((await seen(teamHead, file)).underRefined.external).toMatchObject({ total: 40, answered: 1 })
  })

  it('is published with both levels', async () => {
    const { planner, leader } = road.people
    const unit = await aUnit(api.db, api.world.commune)
    await ok(planner.post(`/campaigns/${road.campaign.id}/units`, { unitId: unit.id, assessorUnitId: null }))
    const { file } = await road.nominated(unit)
    await ok(leader.post('/recognition-decisions', road.decision([file])))
    const { version } = await seen(leader, file)
    await ok(leader.post('/publications', { items: [{ submissionId: file.id, version }] }))
    const result = await ok(client().get(`/public/results/${file.id}`))
    expect(result).toMatchObject({
      ...{ level: 2, levelName: 'Đạt' },
      underRefined: { set: { code: 'QUOC-GIA', sample: true, verified: false }, level: 3, levelName: 'Đáp ứng tốt' },
    })
  })
})

describe('a file under a set that refines none', () => {
  it('has no second result', async () => {
    const plain = await aRoad(tester, 'KHONG-CHI-TIET')
    const staff = await as('school-staff')
    expect((await seen(staff, await plain.fileOf(api.world.school))).underRefined).toBeNull()
  })
})
