import { beforeAll, describe, expect, it } from 'vitest'
import { deliveries } from '../../../test/deliveries.ts'
import { testApi } from '../../../test/harness.ts'
import { aRoad, ok, type Person } from '../../../test/road.ts'

const now = () => new Date('2026-11-22T10:00:00+07:00')
const tester = testApi({ now })
const { api, as } = tester
const { milestone, handIn } = deliveries(tester)

type Duty = { milestoneId: string; kind: string; status: string; unit: { id: string } }
const whole = async (person: Person, query: string): Promise<Duty[]> =>
  (await ok(person.get(`/deliveries?limit=200${query}`))).items
const made = {} as { province: Person; head: Person; second: Person }
beforeAll(async () => {
  const road = await aRoad(tester, 'MAU-BANG')
  await milestone(road.campaign, ['plan', 'mid-year-report'], { dueOn: '2026-11-30' })
  const over = await milestone(road.campaign, ['minutes', 'self-assessment', 'request'], { dueOn: '2026-11-20' })
  const head = await as('school-head')
  Object.assign(made, { province: road.people.planner, head, second: await as('school-head', api.world.secondSchool) })
  await handIn(head, over, 'minutes')
})

describe('what is asked of one unit', () => {
  it('is what the list of all units has of it, in its order, whatever the status', async () => {
    for (const person of [made.province, made.head]) {
      const all = await whole(person, '')
      const own = all.filter(({ unit }) => unit.id === api.world.school.id)
      expect(new Set(own.map(({ status }) => status)).size).toBeGreaterThan(1)
      expect(await whole(person, `&unitId=${api.world.school.id}`)).toEqual(own)
      for (const wanted of [['not-started', 'returned'], ['handed-in'], ['accepted']])
        expect(await whole(person, `&unitId=${api.world.school.id}&status=${wanted.join()}`)).toEqual(
          own.filter(({ status }) => wanted.includes(status)),
        )
    }
  })

  it('comes page by page, and only of what is asked for beside that', async () => {
    const unit = `&unitId=${api.world.school.id}`
    const own = await whole(made.head, unit)
    const paged: Duty[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const after: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`
      const page = await ok(made.head.get(`/deliveries?limit=1${unit}${after}`))
      paged.push(...page.items)
      cursor = page.nextCursor
    }
    expect(paged).toEqual(own)
    expect(await whole(made.head, `${unit}&kind=plan`)).toEqual(own.filter(({ kind }) => kind === 'plan'))
    expect(await whole(made.head, `${unit}&late=true`)).not.toEqual(own)
  })

  it('is nothing to another school', async () => {
    expect(await whole(made.second, `&unitId=${api.world.school.id}`)).toEqual([])
    expect(await whole(made.second, `&unitId=${api.world.secondSchool.id}`)).not.toEqual([])
  })
})
