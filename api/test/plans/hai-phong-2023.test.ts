import { beforeAll, expect, it } from 'vitest'
import { seed } from '../../src/cli/seed.ts'
import { localFiles } from '../../src/platform/files.ts'
import { testApi } from '../harness.ts'
import { aPlanRoad, type PlanRoad, type Step } from '../plan-road.ts'
import { aSite } from '../plan-site.ts'
import { expectAllDone, expectWholePlan, pass, patience } from '../plan-walk.ts'
import { aClock, aPlanProvince, openedFrom } from '../plan-world.ts'
import { ok } from '../road.ts'

// Source 002: after the training of 15/9/2023, with the province's own refinement of QĐ 4725.
const clock = aClock('2023-09-10T08:00:00+07:00')
const site = aSite()
const tester = testApi({ now: clock.now, checkLink: site.checkLink })

/** Two schools under two district offices, a high school and a centre directly under the province. */
const steps: Step[] = [
  // Seen from the start: the refinement is published before the campaign that uses it.
  { milestone: 'province 4.1a', on: '2023-09-20', total: 1, seen: 1 },
  { milestone: 'managing-body 4.2a', on: '2023-09-22', total: 2 },
  { milestone: 'school 4.3a', on: '2023-09-25', total: 4, returned: true },
  { milestone: 'school 4.3b', on: '2023-10-12', total: 12, extendedTo: '2023-10-18' },
  { milestone: 'school 4.3c', on: '2023-10-20', total: 4 },
  { milestone: 'managing-body 4.2b', on: '2023-10-28', total: 4, late: 2, tardyUntil: '2023-11-01' },
  { milestone: 'province 4.1b', on: '2023-10-30', total: 2 },
  { milestone: 'school 4.3d', on: '2023-11-10', total: 4 },
]

const made = {} as { province: Awaited<ReturnType<typeof aPlanProvince>>; road: PlanRoad }
beforeAll(async () => {
  await seed(tester.api.db, { demonstration: false, files: await localFiles(tester.api.filesFolder) })
  made.province = await aPlanProvince(tester, {
    body: 'district-office',
    schools: [['primary'], ['lower-secondary']],
    direct: ['upper-secondary', 'vocational-continuing-education'],
  })
})

it('the province details QĐ 4725, and the template takes its refinement', async () => {
  const { planner } = made.province
  const { items } = await ok(planner.get('/indicator-sets?q=QD4725'))
  const refinement = { as: 'refinement', code: 'QD4725-HP', title: 'Bộ chỉ số chi tiết hoá của tỉnh' }
  const own = await ok(planner.post(`/indicator-sets/${items[0].id}/derivations`, refinement))
  const [first, ...others] = own.definition.groups
  const guidance = 'Theo đặc thù của tỉnh: nêu rõ phần mềm dùng chung.'
  const criteria = first.criteria.map((one: object, at: number) => (at === 0 ? { ...one, guidance } : one))
  const definition = { ...own.definition, groups: [{ ...first, criteria }, ...others] }
  const { revision } = await ok(planner.put(`/indicator-sets/${own.id}`, { revision: own.revision, definition }))
  await ok(planner.post(`/indicator-sets/${own.id}/publish`, { revision, withoutDecision: true }))

  const campaign = await openedFrom(planner, 'hai-phong-2023', '2023-2024')
  expect(campaign.sets).toMatchObject([{ set: { code: 'QD4725-HP', version: 1 } }])
  made.road = await aPlanRoad(tester, clock, made.province, campaign, site.address())
  await expectWholePlan(made.road, steps)
})

it(
  'the training is held at 100 sites, and who came is counted by unit, managing body and altogether',
  async () => {
    const { planner, units } = made.province
    const session = await ok(
      planner.post('/training-sessions', {
        campaignId: made.road.campaign.id,
        title: 'Hội nghị tập huấn đánh giá mức độ chuyển đổi số',
        startsAt: '2023-09-15T01:00:00Z',
        endsAt: '2023-09-15T10:00:00Z',
        form: 'online',
        place: '',
        link: 'https://hop.example/tap-huan',
        sites: Array.from({ length: 100 }, (_, at) => ({ id: null, name: `Điểm cầu ${at + 1}`, address: '' })),
        topics: 'Tổng quan Bộ chỉ số\nHướng dẫn triển khai\nQuản trị CSDL ngành\nHỏi đáp',
        links: [],
        invitation: {
          unitTypes: [
            'district-office',
            'primary',
            'lower-secondary',
            'upper-secondary',
            'vocational-continuing-education',
          ],
          withinUnitIds: [],
          unitIds: [],
        },
      }),
    )
    expect(session).toMatchObject({ counts: { invitedUnits: 6 } })
    const path = `/training-sessions/${session.id}`
    expect(session.sites).toHaveLength(100)

    // 766 people of six units, spread over the sites; 60 of them do not come.
    const invited = units.filter(({ type }) => type !== 'province')
    const guest = (at: number) => ({
      personId: null,
      name: `Đại biểu Mẫu ${at + 1}`,
      office: '',
      siteId: session.sites[at % 100].id,
    })
    const all = Array.from({ length: 826 }, (_, at) => guest(at))
    const share = (at: number) => all.filter((_, place) => place % invited.length === at)
    const registered: string[] = []
    for (const [at, { id: unitId }] of invited.entries())
      for (let from = 0; from < share(at).length; from += 100) {
        const people = share(at).slice(from, from + 100)
        const { items } = await ok(planner.post(`${path}/attendees`, { unitId, people }))
        registered.push(...items.map((one: { id: string }) => one.id))
      }
    expect(registered).toHaveLength(826)
    clock.set('2023-09-15')
    const marks = registered.map((attendeeId, at) => ({ attendeeId, attended: at < 766 }))
    expect(await ok(planner.post(`${path}/attendance`, { marks }))).toEqual({ marked: 826 })
    const { version } = await ok(planner.get(path))
    const closed = await ok(planner.post(`${path}/close`, { version, conclusion: 'Đã tập huấn đủ nội dung' }))
    expect(closed).toMatchObject({
      status: 'closed',
      counts: { invitedUnits: 6, registeredUnits: 6, registeredPeople: 826, attendedUnits: 6, attendedPeople: 766 },
    })
    const { items: bodies } = await ok(planner.get(`${path}/bodies`))
    const sum = (of: (one: { attendedPeople: number; invitedUnits: number }) => number) =>
      bodies.map(of).reduce((total: number, one: number) => total + one, 0)
    expect([sum((one) => one.invitedUnits), sum((one) => one.attendedPeople)]).toEqual([6, 766])
    const { items: own } = await ok(planner.get(`${path}/units?limit=200`))
    expect(own.reduce((total: number, one: { attended: number }) => total + one.attended, 0)).toBe(766)
  },
  patience,
)

it.each(steps)('$milestone is done', (step) => pass(tester, clock, made.province, made.road, step), patience)

it('nothing is left undone', () => expectAllDone(made.province, made.road), patience)
