import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { aMilestone, aPlanningProvince } from '../../../test/campaigns.ts'
import { testApi } from '../../../test/harness.ts'
import { ok } from '../../../test/road.ts'

const tester = testApi()
const { api, as } = tester
const { made, opened, unitsOf } = aPlanningProvince(tester)

type Listed = { id: string; code: string; version: number; dueOn: string; actions: string[]; [key: string]: unknown }
const listOf = async (campaign: { id: string }, by = made.planner, query = ''): Promise<Listed[]> =>
  (await ok(by.get(`/campaigns/${campaign.id}/milestones${query}`))).items
const codesOf = (items: Listed[]) => items.map(({ code }) => code)
const selfAssessment = (over: object = {}) =>
  aMilestone({ code: 'III.1', deliverables: ['self-assessment'], dueOn: '2027-01-31', ...over })
const withMilestones = async (...milestones: object[]) => {
  const campaign = await opened({ milestones })
  return { campaign, items: await listOf(campaign) }
}
const first = ([one]: Listed[]): Listed => {
  if (!one) throw new Error('There is a milestone')
  return one
}
const bodyOfChange = ({ id: _, version, ...row }: Listed, over: object = {}) => {
  const { tier, code, task, startsOn, dueOn, deliverables, required, lateness, reminderDays, before } = row
  const plan = { tier, code, task, startsOn, dueOn, deliverables, required, lateness, reminderDays, before }
  return { ...plan, version, ...over }
}

describe('milestones of a plan', () => {
  it('are opened with the campaign and keep their order', async () => {
    const { items } = await withMilestones(selfAssessment(), aMilestone({ code: 'I.1', tier: 'province' }))
    expect(codesOf(items)).toEqual(['III.1', 'I.1'])
    expect(items[0]).toMatchObject({ body: null, dueOn: '2027-01-31', actions: ['change', 'remove', 'extend'] })
  })

  it('are added, changed, reordered and removed afterwards, and the record says so', async () => {
    const { campaign } = await withMilestones(selfAssessment())
    const added = await ok(made.planner.post(`/campaigns/${campaign.id}/milestones`, aMilestone({ code: 'III.2' })))
    expect(
      await ok(made.planner.put(`/milestones/${added.id}`, bodyOfChange(added, { task: 'Nộp tờ trình' }))),
    ).toMatchObject({ task: 'Nộp tờ trình', version: added.version + 1 })
    const order = { ids: [added.id] }
    const reordered = await ok(made.planner.put(`/campaigns/${campaign.id}/milestones/order`, order))
    expect(codesOf(reordered.items)).toEqual(['III.2', 'III.1'])
    await ok(made.planner.delete(`/milestones/${added.id}`))
    expect(codesOf(await listOf(campaign))).toEqual(['III.1'])
    const { items } = await ok(made.planner.get(`/campaigns/${campaign.id}/events`))
    expect(items.map(({ action }: { action: string }) => action)).toEqual([
      'milestone-removed',
      'milestones-ordered',
      'milestone-changed',
      'milestone-added',
      'opened',
    ])
    expect(items[2].changes.task).toEqual([aMilestone().task, 'Nộp tờ trình'])
  })

  it('have codes that differ within a tier, and windows that begin before they end', async () => {
    const { campaign } = await withMilestones(selfAssessment())
    const add = (body: object) => made.planner.post(`/campaigns/${campaign.id}/milestones`, body)
    expect((await add(selfAssessment())).body.code).toBe('milestone.code-taken')
    expect((await add(selfAssessment({ tier: 'managing-body' }))).status).toBe(200)
    expect((await add(aMilestone({ code: 'X', startsOn: '2027-02-02', dueOn: '2027-02-01' }))).body.code).toBe(
      'campaign.dates-out-of-order',
    )
  })

  it('are changed once of two at once', async () => {
    const { items } = await withMilestones(selfAssessment())
    const one = first(items)
    const body = bodyOfChange(one, { dueOn: '2027-02-10' })
    const replies = await Promise.all([1, 2].map(() => made.planner.put(`/milestones/${one.id}`, body)))
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(replies.find(({ status }) => status === 409)?.body.code).toBe('milestone.stale')
  })

  it('move the days of the whole campaign along', async () => {
    const { campaign, items } = await withMilestones(
      selfAssessment(),
      aMilestone({ tier: 'managing-body', code: 'II.3', deliverables: ['external-assessment'], dueOn: '2027-04-15' }),
    )
    expect(campaign).toMatchObject({
      selfAssessmentDue: '2027-01-31',
      externalAssessmentDue: '2027-04-15',
      datedByMilestones: { selfAssessmentDue: true, externalAssessmentDue: true },
    })
    const self = first(items)
    await ok(made.planner.put(`/milestones/${self.id}`, bodyOfChange(self, { dueOn: '2027-02-07' })))
    expect((await ok(made.planner.get(`/campaigns/${campaign.id}`))).selfAssessmentDue).toBe('2027-02-07')
    const late = await made.planner.put(`/milestones/${self.id}`, {
      ...bodyOfChange(self, { dueOn: '2027-05-01' }),
      version: self.version + 1,
    })
    expect(late.body.code).toBe('campaign.dates-out-of-order')
  })

  it('are not the business of schools, of bodies that take no part, nor of other provinces', async () => {
    const { campaign, items } = await withMilestones(selfAssessment())
    const one = first(items)
    const body = bodyOfChange(one)
    const school = await as('school-head')
    expect((await listOf(campaign, school))[0]).toMatchObject({ actions: [], ours: { dueOn: '2027-01-31' } })
    expect((await school.put(`/milestones/${one.id}`, body)).status).toBe(403)
    const officer = await as('managing-body-officer')
    expect((await officer.put(`/milestones/${one.id}`, body)).status).toBe(403)
    for (const stranger of [
      await as('managing-body-leader', api.world.otherCommune),
      await as('province-leader', api.world.abroad.province),
    ]) {
      expect(await stranger.put(`/milestones/${one.id}`, body)).toMatchObject({ status: 404 })
      expect(await stranger.delete(`/milestones/${one.id}`)).toMatchObject({ body: { code: 'milestone.not-found' } })
      expect((await stranger.get(`/campaigns/${campaign.id}/milestones`)).status).toBe(404)
    }
  })
})

describe('a managing body within the plan of its province', () => {
  it('adds milestones for itself and its schools, seen by them and by those above', async () => {
    const { campaign } = await withMilestones(selfAssessment())
    const leader = await as('managing-body-leader')
    const own = await ok(leader.post(`/campaigns/${campaign.id}/milestones`, aMilestone({ code: 'a' })))
    expect(own).toMatchObject({ body: { id: api.world.commune.id }, actions: ['change', 'remove'] })
    const refused = await leader.post(
      `/campaigns/${campaign.id}/milestones`,
      aMilestone({ tier: 'province', code: 'b' }),
    )
    expect(refused.body.code).toBe('milestone.tier-unfit')
    expect(codesOf(await listOf(campaign, await as('school-staff')))).toEqual(['III.1', 'a'])
    expect(codesOf(await listOf(campaign, await as('school-staff', api.world.districtSchool)))).toEqual(['III.1'])
    expect(codesOf(await listOf(campaign))).toEqual(['III.1'])
    expect(codesOf(await listOf(campaign, made.planner, `?bodyUnitId=${api.world.commune.id}`))).toEqual(['III.1', 'a'])
    const beside = await as('managing-body-leader', api.world.district)
    expect(await beside.delete(`/milestones/${own.id}`)).toMatchObject({ status: 404 })
    expect((await beside.get(`/campaigns/${campaign.id}/milestones?bodyUnitId=${api.world.commune.id}`)).status).toBe(
      404,
    )
  })

  it('dates the tasks of its schools earlier, never later', async () => {
    const { campaign, items } = await withMilestones(selfAssessment())
    const { id, version } = first(items)
    const leader = await as('managing-body-leader')
    const set = (dueOn: string, startsOn: string | null = null) =>
      leader.put(`/milestones/${id}/own-dates`, { version, startsOn, dueOn })
    expect((await set('2027-02-01')).body.code).toBe('milestone.later-than-plan')
    expect((await set('2027-01-20', '2027-01-21')).body.code).toBe('campaign.dates-out-of-order')
    expect(await ok(set('2027-01-20'))).toMatchObject({ bodyDates: { dueOn: '2027-01-20' }, bodiesEarlier: 1 })
    const dueFor = async (unit = api.world.school) => first(await listOf(campaign, await as('school-staff', unit))).ours
    expect(await dueFor()).toMatchObject({ dueOn: '2027-01-20' })
    expect(await dueFor(api.world.districtSchool)).toMatchObject({ dueOn: '2027-01-31' })
    await ok(leader.delete(`/milestones/${id}/own-dates`))
    expect(await dueFor()).toMatchObject({ dueOn: '2027-01-31' })
  })

  it('is named when the province moves its own date before theirs, and pulled along when that is wanted', async () => {
    const { campaign, items } = await withMilestones(selfAssessment())
    const one = first(items)
    const leader = await as('managing-body-leader')
    await ok(leader.put(`/milestones/${one.id}/own-dates`, { version: 1, startsOn: '2027-01-12', dueOn: '2027-01-20' }))
    const body = bodyOfChange(one, { dueOn: '2027-01-10' })
    expect(await made.planner.put(`/milestones/${one.id}`, body)).toMatchObject({
      status: 409,
      body: {
        code: 'milestone.bodies-later',
        errors: [{ message: api.world.commune.name, values: { day: '2027-01-20' } }],
      },
    })
    await ok(made.planner.put(`/milestones/${one.id}`, { ...body, pullAlong: true }))
    expect(first(await listOf(campaign, leader)).bodyDates).toEqual({ startsOn: '2027-01-10', dueOn: '2027-01-10' })
  })

  it('and its province never leave a date behind the plan, also at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { campaign, items } = await withMilestones(selfAssessment())
      const one = first(items)
      const leader = await as('managing-body-leader')
      await Promise.all([
        made.planner.put(`/milestones/${one.id}`, bodyOfChange(one, { dueOn: '2027-01-10' })),
        leader.put(`/milestones/${one.id}/own-dates`, { version: 1, startsOn: null, dueOn: '2027-01-20' }),
      ])
      const { rows } = await api.db.execute(sql`select 1 from milestones join milestone_body_dates own
        on own.milestone_id = milestones.id where campaign_id = ${campaign.id}::uuid and own.due_on > milestones.due_on`)
      expect(rows).toEqual([])
    }
  })
})

describe('more time for one unit', () => {
  it('is given by the province with a reason, shown to the school and counted', async () => {
    const { campaign, items } = await withMilestones(selfAssessment())
    const { id } = first(items)
    const { school, secondSchool } = api.world
    const extend = (dueOn: string, unitId = school.id) =>
      made.planner.post(`/milestones/${id}/extensions`, { unitId, dueOn, reason: 'Trường bị ngập sau bão' })
    const staff = await as('school-staff')
    expect((await extend('2027-01-31')).body.code).toBe('milestone.not-more-time')
    expect(await ok(extend('2027-02-20'))).toMatchObject({ counts: true, unit: { id: school.id } })
    await ok(extend('2027-02-10'))
    expect(first(await listOf(campaign, staff)).ours).toEqual({
      startsOn: null,
      dueOn: '2027-02-10',
      extendedTo: '2027-02-10',
    })
    const { items: shown } = await ok(staff.get(`/campaigns/${campaign.id}/extensions`))
    expect(shown.map(({ dueOn, counts }: { dueOn: string; counts: boolean }) => [dueOn, counts])).toEqual([
      ['2027-02-10', true],
      ['2027-02-20', false],
    ])
    const neighbour = await as('school-staff', secondSchool)
    expect((await ok(neighbour.get(`/campaigns/${campaign.id}/extensions`))).items).toEqual([])
    const told = async (person: typeof staff) =>
      (await ok(person.get('/notices?limit=200'))).items
        .filter(({ values }: { values: { campaignId?: string } }) => values.campaignId === campaign.id)
        .map(({ kind, values }: { kind: string; values: { due: string; note: string } }) => [
          kind,
          values.due,
          values.note,
        ])
    expect(await told(staff)).toEqual([
      ['extension-granted', '2027-02-10', 'Trường bị ngập sau bão'],
      ['extension-granted', '2027-02-20', 'Trường bị ngập sau bão'],
    ])
    expect(await told(neighbour)).toEqual([])
    const { items: files } = await ok(staff.get(`/submissions?campaignId=${campaign.id}`))
    expect(files).toMatchObject([{ due: '2027-02-10' }])
    const { items: others } = await ok(neighbour.get(`/submissions?campaignId=${campaign.id}`))
    expect(others).toMatchObject([{ due: '2027-01-31' }])
  })

  it('is given by a managing body to its own schools, up to the day of the province’s plan', async () => {
    const { campaign, items } = await withMilestones(selfAssessment())
    const { id } = first(items)
    const leader = await as('managing-body-leader')
    await ok(leader.put(`/milestones/${id}/own-dates`, { version: 1, startsOn: null, dueOn: '2027-01-15' }))
    const extend = (dueOn: string, unit = api.world.school) =>
      leader.post(`/milestones/${id}/extensions`, { unitId: unit.id, dueOn, reason: 'Thay hiệu trưởng' })
    expect((await extend('2027-02-01')).body.code).toBe('milestone.later-than-plan')
    await ok(extend('2027-01-31'))
    expect((await extend('2027-01-31', api.world.districtSchool)).body.code).toBe('unit.not-found')
    const own = await ok(
      leader.post(`/campaigns/${campaign.id}/milestones`, aMilestone({ code: 'a', dueOn: '2027-01-10' })),
    )
    const body = { unitId: api.world.school.id, dueOn: '2027-06-30', reason: 'Trường mới sáp nhập' }
    await ok(leader.post(`/milestones/${own.id}/extensions`, body))
  })

  it('follows the unit to whoever assesses it', async () => {
    const { campaign, items } = await withMilestones(selfAssessment())
    const leader = await as('managing-body-leader')
    await ok(
      leader.put(`/milestones/${first(items).id}/own-dates`, { version: 1, startsOn: null, dueOn: '2027-01-15' }),
    )
    const unit = (await unitsOf(campaign)).find((one) => one.unit.id === api.world.school.id)
    if (!unit) throw new Error('The school takes part')
    const body = { version: unit.version, assessorUnitId: api.world.district.id }
    await ok(made.planner.put(`/campaign-units/${unit.id}/assessor`, body))
    const { items: files } = await ok((await as('school-staff')).get(`/submissions?campaignId=${campaign.id}`))
    expect(files).toMatchObject([{ due: '2027-01-31' }])
  })
})
