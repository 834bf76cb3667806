import { beforeAll, expect, it } from 'vitest'
import { deliveryPath } from '../deliveries.ts'
import { testApi } from '../harness.ts'
import { aMilestone } from '../milestones.ts'
import { aClock } from '../plan-world.ts'
import { answers, aRoad, ok, type Person } from '../road.ts'

const [last, over] = ['2027-01-31T23:59:59.999+07:00', '2027-02-01T00:00:00+07:00']
const clock = aClock('2027-01-20T08:00:00+07:00')
const tester = testApi({ now: clock.now })
const { api, as } = tester

const made = {} as { road: Awaited<ReturnType<typeof aRoad>>; milestone: { id: string }; heads: Person[] }
beforeAll(async () => {
  const road = await aRoad(tester, 'MAU-GIAY')
  const asked = ['self-assessment', 'request'] as const
  const milestone = await aMilestone(api.db, road.campaign, [...asked], { dueOn: '2027-01-31' })
  const heads: Person[] = []
  for (const unit of [api.world.school, api.world.secondSchool]) {
    const [staff, head] = [await as('council-member', unit), await as('school-head', unit)]
    const file = await road.fileOf(unit)
    for (const [line, answer] of Object.entries(answers(80)))
      await ok(staff.put(`/submissions/${file.id}/lines/${line}`, { version: 0, answer }))
    await road.move(staff, await ok(staff.get(`/submissions/${file.id}`)), 'finish')
    heads.push(head)
  }
  Object.assign(made, { road, milestone, heads })
})

const move = async (head: Person, action: string) => {
  const { id } = await made.road.fileOf(head.unit)
  return made.road.move(head, await ok(head.get(`/submissions/${id}`)), action)
}
const seen = (kind: string, { unit }: Person) =>
  ok(made.road.people.officer.get(deliveryPath(made.milestone, kind, unit)))
const wanted = async (late: boolean) => {
  const filter = { campaignId: made.road.campaign.id, milestoneId: made.milestone.id, late }
  const { units } = await ok(made.road.people.officer.post('/reminders/preview', { filter, note: '' }))
  return units.map(({ unit }: { unit: { id: string } }) => unit.id)
}

it('at 23:59:59 nobody is late: approved and sent in that second is in time', async () => {
  clock.set(last)
  expect(await wanted(true)).toEqual([])
  const [prompt] = made.heads
  if (!prompt) throw new Error('A school')
  await move(prompt, 'approve')
  await move(prompt, 'submit')
  for (const kind of ['self-assessment', 'request'])
    expect(await seen(kind, prompt)).toMatchObject({
      late: false,
      lateMinutes: null,
      handedInAt: clock.now().toISOString(),
    })
})

it('at 00:00:00 whoever is missing is late and reminded of it; what comes then stands as late', async () => {
  clock.set(over)
  const [prompt, tardy] = made.heads
  if (!prompt || !tardy) throw new Error('Two schools')
  expect(await wanted(true)).toEqual([tardy.unit.id])
  expect(await wanted(false)).toEqual([])
  await move(tardy, 'approve')
  await move(tardy, 'submit')
  for (const kind of ['self-assessment', 'request']) {
    expect(await seen(kind, tardy)).toMatchObject({ late: true, lateMinutes: 0 })
    expect(await seen(kind, prompt)).toMatchObject({ late: false })
  }
  expect(await wanted(true)).toEqual([])
})
