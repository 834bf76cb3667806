import { beforeEach, describe, expect, it } from 'vitest'
import { deliveries, deliveryPath } from '../../../test/deliveries.ts'
import { testApi } from '../../../test/harness.ts'
import { aRoad, answers, ok, type Person } from '../../../test/road.ts'
import { createRemindersService } from '../deliverables/index.ts'

const before = new Date('2027-01-10T08:00:00+07:00')
const after = new Date('2027-07-20T08:00:00+07:00')
let clock = before
const tester = testApi({ now: () => clock })
const { api, as } = tester
const { handIn, milestone, move, write } = deliveries(tester)
beforeEach(() => {
  clock = before
})

let serial = 0
/** A campaign with two schools in the commune: one is on its way with its body, the other has done nothing. */
async function aCampaign() {
  const road = await aRoad(tester, `MAU-HET-${(serial += 1)}`)
  const plan = await milestone(road.campaign, ['plan'], { dueOn: '2027-01-31', reminderDays: [5] })
  const { school, secondSchool } = api.world
  const { file, head } = await road.accepted(school)
  const idle = await as('school-head', secondSchool)
  const { planner, leader, officer } = road.people
  const address = `/campaigns/${road.campaign.id}`
  const version = async () => (await ok(planner.get(address))).version
  const close = async (by = planner, note = '') => by.post(`${address}/closing`, { version: await version(), note })
  const reopen = async (by = planner, reason = 'Còn trường chưa xong') =>
    by.post(`${address}/reopening`, { version: await version(), reason })
  return { ...road, plan, file, head, idle, planner, leader, officer, address, close, reopen }
}
const closed = { status: 409, body: { code: 'campaign.closed' } }

describe('the end of a campaign', () => {
  it('is preceded by what is still undone, in figures', async () => {
    const { planner, head, plan, address } = await aCampaign()
    await handIn(head, plan)
    expect(await ok(planner.get(`${address}/left`))).toMatchObject({
      files: { untouched: 3, withSchools: 0, withBodies: 1, unpublished: 0, done: 0 },
      duties: { missing: 3, late: 0, units: 3, waiting: 1 },
    })
    clock = new Date('2027-02-01T00:00:00+07:00')
    expect(await ok(planner.get(`${address}/left`))).toMatchObject({ duties: { missing: 3, late: 3 } })
  })

  it('is said by the province that opened it, once, with a note in the record', async () => {
    const { planner, officer, idle, address, close } = await aCampaign()
    expect((await close(officer)).status).toBe(403)
    expect((await close(idle)).status).toBe(403)
    const stranger = await as('province-leader', api.world.abroad.province)
    expect(await close(stranger)).toMatchObject({ status: 404, body: { code: 'campaign.not-found' } })
    expect(await stranger.get(`${address}/left`)).toMatchObject({ status: 404 })
    expect((await officer.get(`${address}/left`)).status).toBe(403)

    clock = after
    const ended = await ok(close(planner, 'Tổng kết năm học'))
    expect(ended).toMatchObject({
      closing: { at: after.toISOString(), note: 'Tổng kết năm học' },
      actions: ['repeat', 'reopen'],
    })
    expect(await close()).toMatchObject(closed)
    const { items } = await ok(planner.get(`${address}/events`))
    expect(items[0]).toMatchObject({
      action: 'closed',
      at: after.toISOString(),
      changes: { note: [null, 'Tổng kết năm học'], unfinishedFiles: [null, '4'], missingDuties: [null, '4'] },
    })
  })

  it('is told to the units that take part and to those who assess them, and so is its reopening', async () => {
    const { planner, campaign, officer, idle, close, reopen } = await aCampaign()
    const stranger = await as('school-head', api.world.abroad.school)
    const told = async (person: Person) => {
      const { items } = await ok(person.get('/notices?limit=200'))
      const ours = items.filter(({ values }: { values: { campaignId?: string } }) => values.campaignId === campaign.id)
      return ours.map(({ kind, values }: { kind: string; values: { note: string } }) => [kind, values.note])
    }
    await ok(close(planner, 'Hết năm học'))
    await ok(reopen(planner, 'Còn trường chưa xong'))
    const both = [
      ['campaign-reopened', 'Còn trường chưa xong'],
      ['campaign-closed', 'Hết năm học'],
    ]
    expect([await told(idle), await told(officer), await told(stranger)]).toEqual([both, both, []])
  })

  it('of two at once exactly one is heard', async () => {
    const { planner, address } = await aCampaign()
    const { version } = await ok(planner.get(address))
    const body = { version, note: '' }
    const replies = await Promise.all([
      planner.post(`${address}/closing`, body),
      planner.post(`${address}/closing`, body),
    ])
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409])
  })

  it('takes every task, reminder and calendar entry of what is undone from everybody', async () => {
    const { campaign, officer, idle, plan, close } = await aCampaign()
    const mine = async <Item extends { campaign?: { id: string } | null }>(person: Person, path: string) =>
      (await ok(person.get(path))).items.filter((one: Item) => one.campaign?.id === campaign.id).length
    const seen = async () => {
      const tasks = [...(await ok(idle.get('/tasks'))).items, ...(await ok(officer.get('/tasks'))).items]
      return {
        tasks: tasks.filter(({ campaignTitle }) => campaignTitle === campaign.title).length,
        wanted: await mine(idle, `/deliveries?unitId=${idle.unit.id}`),
        days: await mine(idle, '/calendar?from=2026-10-01&until=2027-10-01'),
        bodyDays: await mine(officer, '/calendar?from=2026-10-01&until=2027-10-01'),
        running: await mine(officer, '/submissions?running=true&limit=200'),
      }
    }
    const preview = async () => {
      const body = { filter: { campaignId: campaign.id }, note: '' }
      return (await ok(officer.post('/reminders/preview', body))).unitCount
    }
    expect(await seen()).toEqual({ tasks: 2, wanted: 1, days: 2, bodyDays: 2, running: 2 })
    expect(await preview()).toBe(2)
    await ok(close())
    expect(await seen()).toEqual({ tasks: 0, wanted: 0, days: 0, bodyDays: 0, running: 0 })
    expect(await preview()).toBe(0)
    clock = new Date('2027-01-26T07:00:00+07:00')
    await createRemindersService({ db: api.db, now: () => clock, sendsMail: false }).sendDue()
    const { reminders } = await ok(idle.get(deliveryPath(plan, 'plan', idle.unit)))
    expect(reminders).toEqual([])
  })

  it('keeps board and files readable, as late as they were then', async () => {
    const { campaign, planner, idle, plan, close } = await aCampaign()
    const late = async () => {
      const { rows } = await ok(planner.get(`/campaigns/${campaign.id}/standing`))
      const { items } = await ok(planner.get(`/submissions?campaignId=${campaign.id}&q=${idle.unit.code}`))
      const thing = await ok(idle.get(deliveryPath(plan, 'plan', idle.unit)))
      const board = rows.reduce((sum: number, { figures }: { figures: { late: number } }) => sum + figures.late, 0)
      return { board, file: items[0].late, thing: [thing.late, thing.lateMinutes] }
    }
    clock = new Date('2027-01-31T23:59:59.999+07:00')
    await ok(close())
    clock = after
    expect(await late()).toEqual({ board: 0, file: false, thing: [false, null] })
    const { items } = await ok(planner.get(`/submissions?campaignId=${campaign.id}&q=${idle.unit.code}`))
    expect(items[0]).toMatchObject({ due: null, campaign: { closedAt: '2027-01-31T16:59:59.999Z' } })
    expect((await ok(planner.get(`/campaigns/${campaign.id}/standing`))).at).toBe('2027-01-31T16:59:59.999Z')

    const other = await aCampaign()
    clock = new Date('2027-02-01T00:00:00+07:00')
    await ok(other.close())
    clock = after
    const thing = await ok(other.idle.get(deliveryPath(other.plan, 'plan', other.idle.unit)))
    expect([thing.late, thing.lateMinutes]).toEqual([true, 0])
    expect((await ok(planner.get(`/submissions?campaignId=${other.campaign.id}&late=true`))).items).toHaveLength(3)
  })

  it('lets schools enter, hand in and send nothing more, and tells them why', async () => {
    const { fileOf, campaign, idle, plan, close } = await aCampaign()
    const staff = await as('council-member', api.world.secondSchool)
    const file = await fileOf(api.world.secondSchool, campaign)
    for (const [line, answer] of Object.entries(answers(80)))
      await ok(staff.put(`/submissions/${file.id}/lines/${line}`, { version: 0, answer }))
    await ok(close())
    const { version, mayScore, actions, campaignUnitId } = await ok(staff.get(`/submissions/${file.id}`))
    expect([mayScore, actions]).toEqual([false, []])
    const line = { version: 1, answer: answers(70)['2.1'] }
    expect(await staff.put(`/submissions/${file.id}/lines/2.1`, line)).toMatchObject(closed)
    const finish = { action: 'finish', version, reason: null }
    expect(await staff.post(`/submissions/${file.id}/transitions`, finish)).toMatchObject(closed)
    const link = { criterion: '1.1', title: 'Kế hoạch', url: 'https://truong.example.vn' }
    expect(await staff.post(`/campaign-units/${campaignUnitId}/evidence/links`, link)).toMatchObject(closed)

    const address = deliveryPath(plan, 'plan', idle.unit)
    expect(await write(idle, address, 0, {})).toMatchObject(closed)
    expect(await move(idle, address, 'hand-in', 0)).toMatchObject(closed)
    expect((await ok(idle.get(address))).actions).toEqual([])
  })

  it('lets bodies decide what was sent, and give nothing back that nobody could mend', async () => {
    const road = await aRoad(tester, 'MAU-HET-DANG-XET')
    const { planner, officer } = road.people
    const { file } = await road.nominated()
    const { version } = await ok(planner.get(`/campaigns/${road.campaign.id}`))
    await ok(planner.post(`/campaigns/${road.campaign.id}/closing`, { version, note: '' }))
    const back = { action: 'return', version: file.version, reason: 'Bổ sung', due: '2027-02-01' }
    expect(await officer.post(`/submissions/${file.id}/transitions`, back)).toMatchObject(closed)
    const order = road.decision([file], { signedOn: '2027-01-10' })
    await ok(road.people.leader.post('/recognition-decisions', order))
    expect((await ok(officer.get(`/submissions/${file.id}`))).status).toBe('recognised')
  })

  it('freezes the plan: dates, units, milestones, extensions and documents', async () => {
    const { planner, leader, plan, address, idle, close } = await aCampaign()
    await ok(close())
    const { version, title, planNumber, planDate, selfAssessmentDue, externalAssessmentDue } = await ok(
      planner.get(address),
    )
    const dates = { planNumber, planDate, selfAssessmentDue, externalAssessmentDue }
    expect(await planner.put(address, { version, title, ...dates })).toMatchObject(closed)
    const unit = { unitId: api.world.districtSchool.id, assessorUnitId: null }
    expect(await planner.post(`${address}/units`, unit)).toMatchObject(closed)
    const { items } = await ok(leader.get(`${address}/milestones`))
    expect(items.flatMap(({ actions }: { actions: string[] }) => actions)).toEqual([])
    const extension = { unitId: idle.unit.id, dueOn: '2027-03-01', reason: 'Mất điện' }
    expect(await planner.post(`/milestones/${plan.id}/extensions`, extension)).toMatchObject(closed)
    expect(await planner.delete(`/milestones/${plan.id}`)).toMatchObject(closed)
    const own = { version: 1, startsOn: null, dueOn: '2027-01-20' }
    expect(await leader.put(`/milestones/${plan.id}/own-dates`, own)).toMatchObject(closed)
    const document = { version: 0, title: 'Kế hoạch của xã', number: '1/KH', issuedOn: '2027-01-05' }
    expect(await leader.put(`${address}/plan`, document)).toMatchObject(closed)
    expect((await ok(leader.get(address))).actions).toEqual([])
  })

  it('is taken back by the same right with a reason; then everything is wanted again', async () => {
    const { planner, officer, idle, campaign, address, close, reopen } = await aCampaign()
    expect(await reopen()).toMatchObject({ status: 409, body: { code: 'campaign.not-closed' } })
    await ok(close())
    expect((await reopen(officer)).status).toBe(403)
    expect((await reopen(planner, '')).status).toBe(400)
    expect(await ok(reopen())).toMatchObject({ closing: null })
    const { items } = await ok(planner.get(`${address}/events`))
    expect(items[0]).toMatchObject({ action: 'reopened', changes: { reason: [null, 'Còn trường chưa xong'] } })
    const wanted = await ok(idle.get(`/deliveries?unitId=${idle.unit.id}&campaignId=${campaign.id}`))
    expect(wanted.items[0].actions).toContain('hand-in')
  })

  it('sorts campaigns into those that run and those that are over', async () => {
    const { campaign, planner, close } = await aCampaign()
    await ok(close())
    const listed = async (running: boolean) =>
      (await ok(planner.get(`/campaigns?running=${running}&limit=200`))).items.map(({ id }: { id: string }) => id)
    expect(await listed(true)).not.toContain(campaign.id)
    expect(await listed(false)).toContain(campaign.id)
  })
})
