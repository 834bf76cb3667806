import { beforeAll, it } from 'vitest'
import { seed } from '../../src/cli/seed.ts'
import { localFiles } from '../../src/platform/files.ts'
import { testApi } from '../harness.ts'
import { aPlanRoad, type PlanRoad, type Step } from '../plan-road.ts'
import { aSite } from '../plan-site.ts'
import { expectAllDone, expectWholePlan, pass, patience } from '../plan-walk.ts'
import { aClock, aPlanProvince, openedFrom } from '../plan-world.ts'

// Source 000: district offices assess and recognise, the province supervises.
const clock = aClock('2024-11-01T08:00:00+07:00')
const site = aSite()
const tester = testApi({ now: clock.now, checkLink: site.checkLink })

/** Three schools under two district offices. Certificates are wanted in March, so the decisions are made by then. */
const steps: Step[] = [
  { milestone: 'province I.1', on: '2024-11-10', total: 1 },
  { milestone: 'managing-body II.1', on: '2024-11-20', total: 2, returned: true },
  { milestone: 'province I.2', on: '2024-12-10', total: 1 },
  { milestone: 'managing-body II.2', on: '2025-01-05', total: 2, late: 1, tardyUntil: '2025-02-01' },
  { milestone: 'school III.1', on: '2025-01-20', total: 9, extendedTo: '2025-02-05' },
  { milestone: 'school III.2', on: '2025-02-10', total: 3 },
  { milestone: 'managing-body II.3b', on: '2025-03-14', total: 2 },
  { milestone: 'managing-body II.3', on: '2025-03-20', total: 4 },
  { milestone: 'province I.3', on: '2025-03-25', total: 1 },
  { milestone: 'school III.3', on: '2025-03-28', total: 6, seen: 3 },
  { milestone: 'managing-body II.4', on: '2025-05-15', total: 4, seen: 2 },
  { milestone: 'province I.4', on: '2025-05-20', total: 1 },
  { milestone: 'school III.4', on: '2025-05-25', total: 3, late: 1, tardyUntil: '2025-06-01' },
]

const made = {} as { province: Awaited<ReturnType<typeof aPlanProvince>>; road: PlanRoad }
beforeAll(async () => {
  await seed(tester.api.db, { demonstration: false, files: await localFiles(tester.api.filesFolder) })
  made.province = await aPlanProvince(tester, {
    body: 'district-office',
    schools: [['nursery', 'kindergarten'], ['preschool']],
  })
  const campaign = await openedFrom(made.province.planner, 'hai-phong-preschool-2024', '2024-2025')
  made.road = await aPlanRoad(tester, clock, made.province, campaign, site.address())
})

it('the plan has these milestones', () => expectWholePlan(made.road, steps))

it.each(steps)('$milestone is done', (step) => pass(tester, clock, made.province, made.road, step), patience)

it('nothing is left undone', () => expectAllDone(made.province, made.road), patience)
