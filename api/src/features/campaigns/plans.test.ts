import { describe, expect, it } from 'vitest'
import { aMilestone, aPlanningProvince } from '../../../test/campaigns.ts'
import { testApi } from '../../../test/harness.ts'
import { ok, shortSet, type Person } from '../../../test/road.ts'
import { pdf } from '../../../test/sample-files.ts'

const tester = testApi()
const { api, as } = tester
const { made, within, opened, unitsOf, namesOf } = aPlanningProvince(tester)
const document = { version: 0, title: 'Kế hoạch của phòng', number: '12/KH-VHXH', issuedOn: '2026-11-25' }
const selfAssessment = (over: object = {}) =>
  aMilestone({ code: 'III.1', deliverables: ['self-assessment'], dueOn: '2027-01-31', ...over })

async function upload(person: Person, address: string) {
  const data = new FormData()
  data.append('file', new Blob([Uint8Array.from(pdf())]), 'Kế hoạch.pdf')
  const headers = { authorization: `Bearer ${person.token}` }
  const reply = await fetch(`${api.url}/api/v1${address}`, { method: 'POST', headers, body: data })
  const body: { id: string; code: string; name: string } = JSON.parse(await reply.text())
  return { status: reply.status, body }
}

describe('the plan of a managing body', () => {
  it('is written by the body, once of two at once, and read by those above and below it', async () => {
    const campaign = await opened()
    const leader = await as('managing-body-leader')
    const address = `/campaigns/${campaign.id}/plan`
    const replies = await Promise.all([leader.put(address, document), leader.put(address, document)])
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(replies.find(({ status }) => status === 409)?.body.code).toBe('campaign-plan.stale')
    const { id, name } = api.world.commune
    const seen = { body: { id, name }, document: { number: '12/KH-VHXH', file: null }, version: 1, actions: [] }
    expect(await ok(made.planner.get(`/campaigns/${campaign.id}/plans/${id}`))).toMatchObject(seen)
    expect(await ok((await as('school-head')).get(`/campaigns/${campaign.id}/plans/${id}`))).toMatchObject(seen)
    const beside = await as('managing-body-leader', api.world.district)
    expect(await beside.get(`/campaigns/${campaign.id}/plans/${id}`)).toMatchObject({
      status: 404,
      body: { code: 'campaign-plan.not-found' },
    })
  })

  it('is not for schools, for provinces, nor for bodies that take no part', async () => {
    const campaign = await opened()
    const address = `/campaigns/${campaign.id}/plan`
    expect((await (await as('school-head')).put(address, document)).status).toBe(403)
    expect((await made.planner.put(address, document)).status).toBe(403)
    expect((await (await as('managing-body-leader', api.world.otherCommune)).put(address, document)).status).toBe(404)
  })

  it('is listed with what each body has added, the bodies found without accents', async () => {
    const campaign = await opened({ milestones: [selfAssessment()] })
    const leader = await as('managing-body-leader')
    await ok(leader.post(`/campaigns/${campaign.id}/milestones`, aMilestone({ code: 'a' })))
    const { items } = await ok(made.planner.get(`/campaigns/${campaign.id}/plans?q=xa%20minh`))
    expect(items).toMatchObject([{ body: { id: api.world.commune.id }, document: null, milestones: 1 }])
    const { items: all } = await ok(made.planner.get(`/campaigns/${campaign.id}/plans`))
    expect(all).toHaveLength(2)
    expect((await ok((await as('school-staff')).get(`/campaigns/${campaign.id}/plans`))).items).toHaveLength(1)
  })
})

describe('the signed plan', () => {
  it('of the province and of a body is added by each and loaded by whoever sees the campaign', async () => {
    const campaign = await opened()
    const leader = await as('managing-body-leader')
    const address = `/campaigns/${campaign.id}/plan/file`
    expect((await upload(leader, address)).body.code).toBe('campaign-plan.not-found')
    await ok(leader.put(`/campaigns/${campaign.id}/plan`, document))
    expect(await upload(leader, address)).toMatchObject({ status: 200, body: { name: 'Kế hoạch.pdf' } })
    expect((await upload(made.planner, address)).status).toBe(200)
    expect((await upload(await as('school-head'), address)).status).toBe(403)
    const school = await as('school-staff')
    const detail = await ok(school.get(`/campaigns/${campaign.id}`))
    expect(detail.planFile).toMatchObject({ name: 'Kế hoạch.pdf' })
    for (const unit of [api.world.commune, api.world.province])
      expect((await school.get(`/campaigns/${campaign.id}/plans/${unit.id}/file`)).status).toBe(200)
    const beside = await as('school-staff', api.world.districtSchool)
    expect((await beside.get(`/campaigns/${campaign.id}/plans/${api.world.commune.id}/file`)).status).toBe(404)
    const { items } = await ok(beside.get(`/campaigns/${campaign.id}/events`))
    expect(items.map(({ action }: { action: string }) => action)).toEqual(['plan-file-added', 'opened'])
  })
})

describe('who takes part besides the rule', () => {
  it('comes in from outside the area, and never a unit that is excepted', async () => {
    const { commune, districtSchool, school } = api.world
    const campaign = await opened(
      within({ withinUnitIds: [commune.id], alsoUnitIds: [districtSchool.id, school.id], exceptUnitIds: [school.id] }),
    )
    expect(namesOf(await unitsOf(campaign)).sort()).toEqual(
      [api.world.secondSchool.name, districtSchool.name].toSorted(),
    )
  })

  it('leaves with a reason while its form is empty, and can come back', async () => {
    const campaign = await opened({ milestones: [selfAssessment()] })
    const { school } = api.world
    const unitOf = async () => {
      const unit = (await unitsOf(campaign)).find((one) => one.unit.id === school.id)
      if (!unit) throw new Error('The school takes part')
      return unit
    }
    const unit = await unitOf()
    const body = { version: unit.version, reason: 'Trường tạm dừng để sửa chữa' }
    expect((await (await as('school-head')).post(`/campaign-units/${unit.id}/taking-out`, body)).status).toBe(403)
    const after = await ok(made.planner.post(`/campaign-units/${unit.id}/taking-out`, body))
    expect(after.unitCount).toBe(campaign.unitCount - 1)
    expect((await (await as('school-staff')).get(`/campaigns/${campaign.id}`)).status).toBe(404)
    const again = { unitId: school.id, assessorUnitId: null }
    await ok(made.planner.post(`/campaigns/${campaign.id}/units`, again))
    expect((await made.planner.post(`/campaigns/${campaign.id}/units`, again)).body.code).toBe('campaign-unit.exists')
    const back = await unitOf()
    const staff = await as('school-staff')
    const { items } = await ok(staff.get(`/submissions?campaignId=${campaign.id}`))
    expect(items).toMatchObject([{ due: '2027-01-31' }])
    const answer = { met: null, score: 3, count: null, numerator: null, denominator: null, choice: null, items: null }
    await ok(
      staff.put(`/submissions/${items[0].id}/lines/1.2`, { version: 0, answer: { ...answer, fields: {}, note: '' } }),
    )
    expect((await unitOf()).actions).toEqual(['change-assessor'])
    expect(
      await made.planner.post(`/campaign-units/${back.id}/taking-out`, { ...body, version: back.version }),
    ).toMatchObject({ status: 409, body: { code: 'campaign-unit.begun' } })
  })
})

describe('the campaign of the next year', () => {
  it('begins from this one: dates a year later, newer sets, exceptions that still stand', async () => {
    const { school, highSchool, district, commune } = api.world
    const campaign = await opened({
      title: 'Đánh giá năm học 2026–2027, mọi trường',
      milestones: [selfAssessment({ startsOn: '2027-01-01' }), aMilestone({ code: 'III.2', dueOn: '2027-02-28' })],
      assessors: [{ unitId: school.id, assessorUnitId: district.id }],
      ...within({ exceptUnitIds: [highSchool.id], withinUnitIds: [commune.id] }),
    })
    const officer = await as('province-officer')
    const newer = await ok(officer.post('/indicator-sets', shortSet('MAU-TRUONG')))
    await ok(officer.post(`/indicator-sets/${newer.id}/publish`, { revision: newer.revision }))
    const next = await ok(made.planner.get(`/campaigns/${campaign.id}/next`))
    expect(next).toMatchObject({
      title: 'Đánh giá năm học 2027–2028, mọi trường',
      schoolYear: '2027-2028',
      sets: [{ set: { id: newer.id, version: 2 }, was: { id: made.schools.id } }],
      except: [{ id: highSchool.id }],
      within: [{ id: commune.id }],
      assessors: [{ unit: { id: school.id }, assessor: { id: district.id } }],
      selfAssessmentDue: '2028-01-31',
      repeats: campaign.id,
      bodyPlans: 0,
      gone: 0,
    })
    expect(
      next.milestones.map(({ startsOn, dueOn }: { startsOn: string; dueOn: string }) => [startsOn, dueOn]),
    ).toEqual([
      ['2028-01-01', '2028-01-31'],
      [null, '2028-02-29'],
    ])
    expect((await (await as('managing-body-leader')).get(`/campaigns/${campaign.id}/next`)).status).toBe(403)
  })

  it('lets each managing body take over its own plan of the year before, once', async () => {
    const first = await opened({ milestones: [selfAssessment()] })
    const leader = await as('managing-body-leader')
    const { items } = await ok(leader.get(`/campaigns/${first.id}/milestones`))
    await ok(leader.put(`/milestones/${items[0].id}/own-dates`, { version: 1, startsOn: null, dueOn: '2027-01-20' }))
    await ok(leader.post(`/campaigns/${first.id}/milestones`, aMilestone({ code: 'a', dueOn: '2027-02-28' })))
    const milestones = [selfAssessment({ dueOn: '2028-01-31' })]
    const dates = { selfAssessmentDue: '2028-01-31', externalAssessmentDue: '2028-03-31' }
    const second = await opened({ schoolYear: '2027-2028', repeats: first.id, milestones, ...dates })
    const address = `/campaigns/${second.id}/plan`
    const own = () => ok(leader.get(`/campaigns/${second.id}/plans/${api.world.commune.id}`))
    expect((await own()).actions).toEqual(['write', 'repeat'])
    expect(await ok(leader.post(`${address}/repeat`))).toMatchObject({
      milestones: 1,
      earlierDates: 1,
      actions: ['write'],
    })
    expect((await leader.post(`${address}/repeat`)).body.code).toBe('campaign-plan.nothing-to-repeat')
    const { items: repeated } = await ok(leader.get(`/campaigns/${second.id}/milestones`))
    expect(repeated).toMatchObject([{ bodyDates: { dueOn: '2028-01-20' } }, { code: 'a', dueOn: '2028-02-29' }])
    const beside = await as('managing-body-leader', api.world.district)
    expect((await beside.post(`${address}/repeat`)).body.code).toBe('campaign-plan.nothing-to-repeat')
  })

  it('does not begin from a campaign of another province', async () => {
    const campaign = await opened()
    const abroad = await as('province-leader', api.world.abroad.province)
    expect((await abroad.get(`/campaigns/${campaign.id}/next`)).status).toBe(404)
    const other = await opened()
    expect(other.repeats).toBeNull()
  })
})
