import { beforeEach, describe, expect, it } from 'vitest'
import { endAccess, restoreAccess } from '../src/features/identity/index.ts'
import { carryOutDue } from '../src/features/org/unit-changes.due.ts'
import { handOver } from '../src/features/submissions/index.ts'
import { aUnit } from './factories.ts'
import { testApi } from './harness.ts'
import { answers, aRoad, ok, shortSet } from './road.ts'
import { aTraining } from './training.ts'

let clock = new Date('2027-01-10T08:00:00+07:00')
const tester = testApi({ now: () => clock })
const { api, as } = tester
beforeEach(() => at('2027-01-10T08:00:00+07:00'))

const at = (moment: string) => {
  clock = new Date(moment)
}
const [last, over] = ['2027-01-31T23:59:59.999+07:00', '2027-02-01T00:00:00+07:00']

describe('one clock judges every last day', () => {
  it('lists, figures, tasks and the file itself call it late from 00:00:00, not at 23:59:59', async () => {
    const { campaign, people } = await aRoad(tester, 'MAU-GIO')
    const head = await as('council-member')
    const query = `campaignId=${campaign.id}`
    const seen = async () => {
      const { items } = await ok(people.planner.get(`/submissions?${query}`))
      const found = await ok(people.planner.get(`/submissions?${query}&late=true`))
      const counts = await ok(people.planner.get(`/submissions/counts?${query}`))
      const bodies = await ok(people.planner.get(`/submissions/counts-by-assessor?${query}`))
      const tasks = await ok(head.get('/tasks'))
      const one = await ok(people.planner.get(`/submissions/${items[0].id}`))
      const sum = bodies.items.reduce((total: number, { late }: { late: number }) => total + late, 0)
      return [
        items.filter(({ late }: { late: boolean }) => late).length,
        ...[found.items.length, counts.late, sum, tasks.items[0].late, one.late],
      ]
    }
    at(last)
    expect(await seen()).toEqual([0, 0, 0, 0, false, false])
    at(over)
    expect(await seen()).toEqual([4, 4, 4, 4, true, true])
  })

  it('turns the pages of a list by the same moment', async () => {
    const { campaign, people } = await aRoad(tester, 'MAU-GIO-TRANG')
    at(over)
    const first = await ok(people.planner.get(`/submissions?campaignId=${campaign.id}&limit=3`))
    const second = await ok(
      people.planner.get(`/submissions?campaignId=${campaign.id}&limit=3&cursor=${first.nextCursor}`),
    )
    expect([first.items.length, second.items.length]).toEqual([3, 1])
  })

  it('a file that is sent back is wanted again on that very day at the earliest', async () => {
    const { accepted, people } = await aRoad(tester, 'MAU-GIO-TRA')
    const { file } = await accepted(api.world.school)
    const back = (due: string) =>
      people.officer.post(`/submissions/${file.id}/transitions`, {
        ...{ action: 'return', version: file.version, reason: 'Bổ sung', due },
      })
    at(over)
    expect((await back('2027-01-31')).status).toBe(400)
    at(last)
    await ok(back('2027-01-31'))
  })

  it('a decision and a comparison with the signed text are not dated ahead of it', async () => {
    const { nominated, decision, people } = await aRoad(tester, 'MAU-GIO-QD')
    const { file } = await nominated()
    const order = decision([file], { signedOn: '2027-02-01' })
    at(last)
    expect((await people.leader.post('/recognition-decisions', order)).body.code).toBe('decision.in-the-future')
    at(over)
    await ok(people.leader.post('/recognition-decisions', order))
  })

  it('an operation on units waits until 23:59:59 of the day before, and takes place at 00:00:00', async () => {
    const by = await as('province-administrator')
    const unit = await aUnit(api.db, api.world.commune)
    const move = async (effectiveOn: string) => {
      const { version } = await ok(by.get(`/units/${unit.id}`))
      const words = { effectiveOn, decisionNumber: '15/QĐ-UBND', decisionDate: '2027-01-05', note: '' }
      const units = [{ unitId: unit.id, version, parentId: api.world.district.id }]
      return (await ok(by.post('/unit-changes', { ...words, kind: 'move', units }))).status
    }
    at(last)
    expect(await move('2027-02-01')).toBe('planned')
    await carryOutDue({ db: api.db, now: () => clock, endAccess, restoreAccess, handOver })
    expect(await ok(by.get(`/units/${unit.id}`))).toMatchObject({ parent: { id: api.world.commune.id } })
    at(over)
    await carryOutDue({ db: api.db, now: () => clock, endAccess, restoreAccess, handOver })
    expect(await ok(by.get(`/units/${unit.id}`))).toMatchObject({ parent: { id: api.world.district.id } })
  })

  it('a training session is recorded from 00:00:00 of its day on, and counts once it has begun', async () => {
    const province = await as('province-officer')
    const times = { startsAt: '2027-02-01T09:00:00+07:00', endsAt: '2027-02-01T11:00:00+07:00' }
    const session = await ok(province.post('/training-sessions', aTraining(times)))
    const close = () =>
      province.post(`/training-sessions/${session.id}/close`, { version: session.version, conclusion: '' })
    const invited = async () => (await ok(province.get('/training-attendance'))).items.length
    at(last)
    expect((await close()).body.code).toBe('training.not-begun')
    expect((await ok(province.get(`/training-sessions/${session.id}`))).actions).not.toContain('close')
    at(over)
    expect(await invited()).toBe(0)
    expect((await ok(province.get(`/training-sessions/${session.id}`))).actions).toContain('close')
    await ok(close())
    at('2027-02-01T09:00:00+07:00')
    expect(await invited()).toBeGreaterThan(0)
  })
})

describe('one clock records every moment', () => {
  it('when a campaign and its files were opened, a line was saved, and since when a file stands where it stands', async () => {
    const { campaign, people, fileOf } = await aRoad(tester, 'MAU-GIO-GHI')
    const opened = clock.toISOString()
    expect(campaign.openedAt).toBe(opened)
    const { items: record } = await ok(people.planner.get(`/campaigns/${campaign.id}/events`))
    expect(record).toMatchObject([{ action: 'opened', at: opened }])
    const file = await fileOf(api.world.school)
    const { items: timeline } = await ok(people.planner.get(`/submissions/${file.id}/timeline`))
    expect(timeline).toMatchObject([{ action: 'open', at: opened }])
    expect(file).toMatchObject({ statusSince: opened })

    at(last)
    const staff = await as('council-member')
    for (const [line, answer] of Object.entries(answers(80))) {
      const { line: saved } = await ok(staff.put(`/submissions/${file.id}/lines/${line}`, { version: 0, answer }))
      expect(saved.savedAt).toBe(clock.toISOString())
    }
    at(over)
    const { version } = await ok(staff.get(`/submissions/${file.id}`))
    const finish = { action: 'finish', version, reason: null }
    const moved = await ok(staff.post(`/submissions/${file.id}/transitions`, finish))
    expect(moved.statusSince).toBe(clock.toISOString())
  })

  it('when a set was published, which a plan may want by a last day', async () => {
    const province = await as('province-officer')
    const set = await ok(province.post('/indicator-sets', shortSet('MAU-GIO-BAN-HANH')))
    at(last)
    const published = await ok(province.post(`/indicator-sets/${set.id}/publish`, { revision: set.revision }))
    expect(published.publishedAt).toBe(clock.toISOString())
  })
})
