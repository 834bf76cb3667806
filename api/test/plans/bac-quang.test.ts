import { beforeAll, describe, expect, it } from 'vitest'
import { seed } from '../../src/cli/seed.ts'
import { localFiles } from '../../src/platform/files.ts'
import { testApi } from '../harness.ts'
import { aPlanRoad, type PlanRoad, type Step } from '../plan-road.ts'
import { expectAllDone, expectWholePlan, pass, patience } from '../plan-walk.ts'
import { aClock, aPlanProvince, openedFrom, requestOf } from '../plan-world.ts'
import { ok } from '../road.ts'

// Source 003: two milestones, every year again.
const clock = aClock('2023-03-01T08:00:00+07:00')
const tester = testApi({ now: clock.now })

/** Four schools with four things each, two district offices with three. */
const year = (second: number): Step[] => [
  { milestone: 'school 1', on: `${second}-05-20`, total: 16, late: 4, tardyUntil: `${second}-05-27`, returned: true },
  { milestone: 'managing-body 2', on: `${second}-06-10`, total: 6, extendedTo: `${second}-06-20` },
]

const made = {} as { province: Awaited<ReturnType<typeof aPlanProvince>>; first: PlanRoad; second: PlanRoad }
beforeAll(async () => {
  await seed(tester.api.db, { demonstration: false, files: await localFiles(tester.api.filesFolder) })
  made.province = await aPlanProvince(tester, {
    body: 'district-office',
    schools: [
      ['primary', 'multi-level'],
      ['lower-secondary', 'primary'],
    ],
  })
  const { planner } = made.province
  made.first = await aPlanRoad(tester, clock, made.province, await openedFrom(planner, 'bac-quang-yearly', '2022-2023'))
})

describe('the first year', () => {
  it('has these milestones', () => expectWholePlan(made.first, year(2023)))
  it.each(year(2023))('$milestone is done', (step) => pass(tester, clock, made.province, made.first, step), patience)
  it('leaves nothing undone', () => expectAllDone(made.province, made.first), patience)
})

describe('the next year', () => {
  it('begins from the first: the same milestones a year later, by the sets and units of now', async () => {
    const { planner } = made.province
    const proposal = await ok(planner.get(`/campaigns/${made.first.campaign.id}/next`))
    expect(proposal).toMatchObject({ schoolYear: '2023-2024', repeats: made.first.campaign.id, gone: 0 })
    made.second = await aPlanRoad(
      tester,
      clock,
      made.province,
      await ok(planner.post('/campaigns', requestOf(proposal))),
    )
    expect((await made.second.milestones()).map(({ dueOn }) => dueOn)).toEqual(['2024-05-25', '2024-06-15'])
    await expectWholePlan(made.second, year(2024))
  })
  it.each(year(2024))('$milestone is done', (step) => pass(tester, clock, made.province, made.second, step), patience)
  it('leaves nothing undone, and the year before as it was', async () => {
    await expectAllDone(made.province, made.second)
    await expectAllDone(made.province, made.first)
  })
})
