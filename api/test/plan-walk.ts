import { expect } from 'vitest'
import { deliveries, deliveryPath } from './deliveries.ts'
import type { testApi } from './harness.ts'
import type { PlanRoad, Step } from './plan-road.ts'
import type { aPlanProvince, Clock } from './plan-world.ts'
import { ok } from './road.ts'

type Tester = ReturnType<typeof testApi>
type Province = Awaited<ReturnType<typeof aPlanProvince>>
type Thing = Awaited<ReturnType<PlanRoad['list']>>[number]

/** 00:00 of the next day in Vietnam, when a last day is over. */
const over = (day: string) => {
  const next = new Date(`${day}T00:00:00Z`)
  next.setUTCDate(next.getUTCDate() + 1)
  return `${next.toISOString().slice(0, 10)}T00:00:00+07:00`
}
/** What the system sees goes first: reports are filled with it. */
const inOrder = (things: Thing[]) =>
  things.toSorted(
    (a, b) => Number(b.fulfilment === 'system') - Number(a.fulfilment === 'system') || (a.unit.id < b.unit.id ? -1 : 1),
  )

/** Dozens of people and hundreds of calls stand behind one milestone. In milliseconds. */
export const patience = 120_000

/** Passes one milestone; the board must be exactly right before and after, and lists as long as its figures. */
export async function pass(tester: Tester, clock: Clock, { crewOf, planner }: Province, road: PlanRoad, step: Step) {
  const { move } = deliveries(tester)
  const milestone = await road.named(step.milestone)
  const { total, seen = 0, late = 0 } = step
  clock.set(step.on)
  expect(await road.figures(milestone)).toEqual({ total, done: seen, accepted: seen, late: 0 })

  const things = inOrder(await road.list(`milestoneId=${milestone.id}`))
  const last = things
    .map(({ unit }) => unit.id)
    .toSorted()
    .at(-1)
  const waits = step.tardyUntil !== undefined || step.extendedTo !== undefined
  const waiting = things.filter(({ unit }) => waits && unit.id === last)
  const prompt = things.filter((thing) => !waiting.includes(thing))
  const first = prompt.find(({ fulfilment }) => fulfilment !== 'system')
  for (const thing of prompt) await road.fulfil(milestone, thing, things, step.returned === true && thing === first)

  if (step.tardyUntil !== undefined) {
    clock.set(step.tardyUntil)
    expect(await road.figures(milestone)).toMatchObject({ total, late: waiting.length })
    for (const thing of waiting) await road.fulfil(milestone, thing, things)
  }
  if (step.extendedTo !== undefined) {
    const { tier, code, task, startsOn, dueOn, deliverables, required, reminderDays, before, version } = milestone
    const plan = { tier, code, task, startsOn, dueOn, deliverables, required, reminderDays, before, version }
    await ok(planner.put(`/milestones/${milestone.id}`, { ...plan, lateness: 'lock' }))
    clock.set(over(dueOn ?? ''))
    for (const thing of waiting.filter(({ fulfilment }) => fulfilment !== 'system')) {
      const address = deliveryPath(milestone, thing.kind, thing.unit)
      const { staff } = await crewOf(thing.unit)
      const refused = await move(staff, address, 'hand-in', await road.prepare(thing, address))
      expect(refused).toMatchObject({ status: 409, body: { code: 'milestone.locked' } })
    }
    const more = { unitId: last, dueOn: step.extendedTo, reason: 'Mất điện kéo dài' }
    await ok(planner.post(`/milestones/${milestone.id}/extensions`, more))
    clock.set(`${step.extendedTo}T23:59:59+07:00`)
    for (const thing of waiting) await road.fulfil(milestone, thing, things)
  }
  expect(await road.figures(milestone)).toEqual({ total, done: total, accepted: total, late })
  await road.expectListsToAgree(milestone)
}

/** Nothing is wanted of anybody any more, and every unit is told so itself. */
export async function expectAllDone({ units, crewOf, planner }: Province, road: PlanRoad) {
  const open = 'status=not-started,handed-in,received,returned'
  expect(await road.list(open)).toEqual([])
  for (const unit of units) {
    const { staff } = await crewOf(unit)
    const query = `campaignId=${road.campaign.id}&unitId=${unit.id}&limit=200`
    const { items } = await ok(staff.get(`/deliveries?${query}`))
    expect(items.length).toBe((await road.list(`unitId=${unit.id}`)).length)
    expect(items.filter(({ status }: Thing) => status !== 'accepted')).toEqual([])
  }
  const { items } = await ok(planner.get(`/campaigns/${road.campaign.id}/milestones`))
  for (const { tier, code } of items) {
    const { total, accepted } = (await road.figures(await road.named(`${tier} ${code}`))) ?? {}
    expect([tier, code, accepted]).toEqual([tier, code, total])
  }
}

/** The steps are all milestones of the plan, each once. */
export async function expectWholePlan(road: PlanRoad, steps: readonly Step[]) {
  const names = (await road.milestones()).map(({ tier, code }) => `${tier} ${code}`)
  expect(steps.map(({ milestone }) => milestone).toSorted()).toEqual(names.toSorted())
}
