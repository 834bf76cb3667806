import { beforeAll, expect, it } from 'vitest'
import { seed } from '../../src/cli/seed.ts'
import { localFiles } from '../../src/platform/files.ts'
import { deliveryPath } from '../deliveries.ts'
import { testApi } from '../harness.ts'
import { aPlanRoad, type PlanRoad, type Step } from '../plan-road.ts'
import { expectAllDone, expectWholePlan, pass, patience } from '../plan-walk.ts'
import { aClock, aPlanProvince, openedFrom } from '../plan-world.ts'
import { ok } from '../road.ts'

// Source 004: the year of one district office with its schools.
const clock = aClock('2024-09-01T08:00:00+07:00')
const tester = testApi({ now: clock.now })

/** Three schools, one district office. */
const steps: Step[] = [
  { milestone: 'school IV.2', on: '2024-09-20', total: 3, returned: true, late: 1, tardyUntil: '2024-09-30' },
  { milestone: 'school III.1', on: '2024-10-01', total: 3 },
  { milestone: 'school II.3a', on: '2024-10-04', total: 3, extendedTo: '2024-10-08' },
  { milestone: 'managing-body II.3a', on: '2024-10-15', total: 1 },
  { milestone: 'school IV.3', on: '2025-01-03', total: 3 },
  { milestone: 'school II.3c1', on: '2025-05-08', total: 6, late: 2, tardyUntil: '2025-05-12' },
  { milestone: 'managing-body II.3c2', on: '2025-05-24', total: 2 },
  { milestone: 'school II.3c3', on: '2025-05-28', total: 3 },
  { milestone: 'school IV.4', on: '2025-05-30', total: 3 },
]

const made = {} as { province: Awaited<ReturnType<typeof aPlanProvince>>; road: PlanRoad }
beforeAll(async () => {
  await seed(tester.api.db, { demonstration: false, files: await localFiles(tester.api.filesFolder) })
  made.province = await aPlanProvince(tester, {
    body: 'district-office',
    schools: [['primary', 'lower-secondary', 'multi-level']],
  })
  const campaign = await openedFrom(made.province.planner, 'hai-ha-2024', '2024-2025')
  made.road = await aPlanRoad(tester, clock, made.province, campaign)
})

it('the plan has these milestones', () => expectWholePlan(made.road, steps))

it.each(steps)('$milestone is done', (step) => pass(tester, clock, made.province, made.road, step), patience)

it('the report on the self-assessment has the five parts of Phụ lục I, filled with what the system knew', async () => {
  const milestone = await made.road.named('school II.3c1')
  const things = await made.road.list(`milestoneId=${milestone.id}&kind=self-assessment-report`)
  for (const { unit } of things) {
    const { rounds } = await ok(made.province.planner.get(deliveryPath(milestone, 'self-assessment-report', unit)))
    type Section = { code: string; prefill: string; text: string }
    const sections: Section[] = rounds[0].content.sections
    const said = new Map(sections.map((section) => [section.code, section]))
    expect([...said.keys()]).toEqual(['I.1', 'I.2', 'II.1', 'II.2', 'III', 'IV', 'V'])
    expect(said.get('I.1')?.prefill).toContain('Năm học 2024–2025')
    expect(said.get('I.2')?.prefill).toContain('01/plan')
    expect(said.get('II.1')?.prefill).not.toBe('')
    expect(said.get('II.2')?.prefill).toContain('Tự đánh giá: mức độ 3')
    for (const code of ['III', 'IV', 'V']) expect(said.get(code)).toMatchObject({ prefill: '', text: 'Nội dung mẫu.' })
  }
})

it('nothing is left undone', () => expectAllDone(made.province, made.road), patience)
