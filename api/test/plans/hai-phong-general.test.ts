import { beforeAll, expect, it } from 'vitest'
import { seed } from '../../src/cli/seed.ts'
import { localFiles } from '../../src/platform/files.ts'
import { testApi } from '../harness.ts'
import { aPlanRoad, type PlanRoad, type Step } from '../plan-road.ts'
import { aSite } from '../plan-site.ts'
import { expectAllDone, expectWholePlan, pass, patience } from '../plan-walk.ts'
import { aClock, aPlanProvince, openedFrom } from '../plan-world.ts'
import { ok } from '../road.ts'

// Source 001: district offices assess their schools; the province assesses its own schools and the offices (I.4).
const clock = aClock('2024-11-01T08:00:00+07:00')
const site = aSite()
const tester = testApi({ now: clock.now, checkLink: site.checkLink })

/** Two schools under two district offices, a high school and a centre directly under the province. */
const steps: Step[] = [
  { milestone: 'province I.1', on: '2024-11-10', total: 1 },
  { milestone: 'managing-body II.1', on: '2024-11-25', total: 2, returned: true, late: 1, tardyUntil: '2024-12-02' },
  { milestone: 'school III.0', on: '2024-12-20', total: 12 },
  { milestone: 'school III.1', on: '2025-01-20', total: 12, extendedTo: '2025-02-05' },
  { milestone: 'school III.2', on: '2025-02-10', total: 4, late: 1, tardyUntil: '2025-03-02' },
  { milestone: 'managing-body II.2', on: '2025-02-25', total: 4 },
  { milestone: 'managing-body II.3', on: '2025-03-20', total: 4 },
  { milestone: 'province I.2', on: '2025-03-25', total: 2 },
  { milestone: 'province I.3', on: '2025-04-10', total: 2 },
  // The province comes to its own schools in April: they have more time for III.3, by an extension.
  { milestone: 'school III.3', on: '2025-04-20', total: 4, seen: 4 },
  { milestone: 'province I.4', on: '2025-04-25', total: 1 },
  { milestone: 'province I.5', on: '2025-05-10', total: 2 },
  { milestone: 'managing-body II.4', on: '2025-05-15', total: 4 },
  { milestone: 'school III.4', on: '2025-05-20', total: 4 },
]

const made = {} as { province: Awaited<ReturnType<typeof aPlanProvince>>; road: PlanRoad }
beforeAll(async () => {
  await seed(tester.api.db, { demonstration: false, files: await localFiles(tester.api.filesFolder) })
  made.province = await aPlanProvince(tester, {
    body: 'district-office',
    schools: [['primary'], ['lower-secondary']],
    direct: ['upper-secondary', 'continuing-education'],
  })
  const campaign = await openedFrom(made.province.planner, 'hai-phong-general-2024', '2024-2025')
  made.road = await aPlanRoad(tester, clock, made.province, campaign, site.address())
})

it('the plan has these milestones', () => expectWholePlan(made.road, steps))

it('schools are assessed by their offices, high schools, centres and the offices themselves by the province', async () => {
  const { planner, province } = made.province
  const { items } = await ok(planner.get(`/campaigns/${made.road.campaign.id}/units?limit=200`))
  type Taking = { unit: { type: string }; assessor: { id: string }; set: { code: string } }
  const short = ({ unit, assessor, set }: Taking) =>
    `${unit.type} ${set.code} ${assessor.id === province.id ? 'province' : 'office'}`
  expect(items.map(short).toSorted()).toEqual([
    'continuing-education QD4725 province',
    'district-office MAU-CQQL province',
    'district-office MAU-CQQL province',
    'lower-secondary QD4725 office',
    'primary QD4725 office',
    'upper-secondary QD4725 province',
  ])
})

it('schools of the province are granted time until its teams come', async () => {
  const { planner, units } = made.province
  const { id } = await made.road.named('school III.3')
  for (const { id: unitId } of units.filter(({ type }) => ['upper-secondary', 'continuing-education'].includes(type)))
    await ok(planner.post(`/milestones/${id}/extensions`, { unitId, dueOn: '2025-04-30', reason: 'Theo mục I.3' }))
})

it.each(steps)('$milestone is done', (step) => pass(tester, clock, made.province, made.road, step), patience)

it('nothing is left undone, and every office is recognised under the set for offices', async () => {
  await expectAllDone(made.province, made.road)
  const files = await made.road.files.filesOf(made.province.planner, '')
  expect(files.map(({ status }) => status)).toEqual(files.map(() => 'recognised'))
})
