import { beforeAll, describe, expect, it } from 'vitest'
import { closable } from '../../../test/closing.ts'
import { testApi } from '../../../test/harness.ts'
import { aRoad, emptyWireAnswer, met, ok, score, type Person } from '../../../test/road.ts'

const tester = testApi()
const { api, as } = tester

/** For the bodies that manage schools: what they did, and what came of it in their schools. */
const bodySet = {
  code: 'MAU-QUAN-LY',
  title: 'Bộ chỉ số mẫu cho cơ quan quản lý',
  decision: null,
  sample: true,
  appliesTo: ['commune-office', 'district-office'],
  evidenceCode: 'quality-2026',
  level: {
    bands: [
      { level: 1, below: 50 },
      { level: 2, from: 50, to: 75 },
      { level: 3, above: 75 },
    ],
    combine: 'total',
    unmetConditionCapsAt: 1,
  },
  groups: [
    {
      code: '1',
      title: 'Chỉ đạo',
      maximum: 50,
      criteria: [
        { kind: 'condition', code: '1.1', title: 'Có kế hoạch' },
        { kind: 'points', code: '1.2', title: 'Tập huấn', maximum: 50 },
      ],
    },
    {
      code: '2',
      title: 'Kết quả ở cơ sở',
      maximum: 50,
      criteria: [
        {
          kind: 'aggregate',
          code: '2.1',
          title: 'Được công nhận từ mức 2',
          maximum: 30,
          share: 'recognised-at-level',
          atLevel: 2,
          award: { by: 'proportion' },
        },
        {
          kind: 'aggregate',
          code: '2.2',
          title: 'Tự đánh giá đúng hạn',
          maximum: 20,
          share: 'submitted-in-time',
          award: {
            by: 'bands',
            bands: [
              { below: 100, points: 5 },
              { from: 100, points: 20 },
            ],
          },
        },
      ],
    },
  ],
}

let road: Awaited<ReturnType<typeof aRoad>>
let file: { id: string; version: number }
let officer: Person
let leader: Person

const figuresOf = async (code: string) => {
  const { lines } = await ok(officer.get(`/submissions/${file.id}/form`))
  const { answer } = lines.find((line: { code: string }) => line.code === code)
  return [answer.numerator, answer.denominator]
}
const refresh = (person: Person) => person.post(`/submissions/${file.id}/aggregates`, {})

beforeAll(async () => {
  const { province, commune } = api.world
  road = await aRoad(tester)
  const planner = await as('province-leader', province)
  const set = await ok(planner.post('/indicator-sets', bodySet))
  await ok(planner.post(`/indicator-sets/${set.id}/publish`, { revision: set.revision }))
  const campaign = await ok(
    planner.post('/campaigns', {
      ...road.plan('Đánh giá cơ quan quản lý'),
      sets: [{ indicatorSetId: set.id, unitTypes: bodySet.appliesTo }],
    }),
  )
  file = await road.fileOf(commune, campaign)
  officer = await as('managing-body-officer', commune)
  leader = await as('managing-body-leader', commune)
})

describe('a line computed from the units one manages', () => {
  it('counts the schools below in the campaigns of the year, as they stand when it is asked', async () => {
    const { lines, result } = await ok(refresh(officer))
    expect(lines.map((line: { code: string }) => line.code)).toEqual(['2.1', '2.2'])
    expect(await figuresOf('2.1')).toEqual([0, 2])
    expect(result.total).toBe(5)

    const { file: done } = await road.nominated(api.world.school)
    expect((await ok(refresh(officer))).lines).toMatchObject([
      { code: '2.2', version: 2, answer: { numerator: 1, denominator: 2 } },
    ])
    expect(await figuresOf('2.1')).toEqual([0, 2])

    await ok(road.people.leader.post('/recognition-decisions', road.decision([done])))
    const recognised = await ok(refresh(officer))
    expect(recognised.lines).toMatchObject([{ code: '2.1', answer: { numerator: 1, denominator: 2 } }])
    expect(recognised.result.total).toBe(20)
  })

  it('counts a school once, in however many campaigns of the year it takes part', async () => {
    await ok(road.people.planner.post('/campaigns', road.plan('Đợt thứ hai trong năm')))
    expect((await ok(refresh(officer))).lines).toEqual([])
    await ok(road.people.planner.post('/campaigns', road.plan('Đợt của năm sau', '2027-2028')))
    expect((await ok(refresh(officer))).lines).toEqual([])
  })

  it('is not written anew when nothing changed', async () => {
    expect((await ok(refresh(officer))).lines).toEqual([])
  })

  it('takes a note from people, and refuses their figures', async () => {
    const answer = { ...emptyWireAnswer, numerator: 1, denominator: 2 }
    const save = (body: object, version: number) =>
      officer.put(`/submissions/${file.id}/lines/2.2`, { version, answer: body })
    const refused = await save({ ...answer, numerator: 2 }, 2)
    expect(refused).toMatchObject({ status: 400, body: { code: 'line.figures-are-computed' } })
    expect(refused.body.errors).toMatchObject([{ path: '/answer/numerator' }])
    await ok(save({ ...answer, note: 'Một trường xin lùi hạn' }, 2))
    await ok(refresh(officer))
    expect(await figuresOf('2.2')).toEqual([1, 2])
  })

  it('is computed for the body itself only', async () => {
    expect((await refresh(await as('school-head', api.world.school))).status).toBe(404)
    expect((await refresh(await as('managing-body-officer', api.world.otherCommune))).status).toBe(404)
    expect(await refresh(await as('province-leader', api.world.province))).toMatchObject({
      status: 403,
      body: { code: 'access.denied' },
    })
  })

  it('is brought up to date when the file is finished, and stands still afterwards', async () => {
    await ok(officer.put(`/submissions/${file.id}/lines/1.1`, { version: 0, answer: met(true) }))
    await ok(officer.put(`/submissions/${file.id}/lines/1.2`, { version: 0, answer: score(40) }))
    await road.accepted(api.world.secondSchool)

    file = await ok(officer.get(`/submissions/${file.id}`))
    file = await road.move(officer, file, 'finish')
    expect(await figuresOf('2.2')).toEqual([2, 2])
    expect((await ok(officer.get(`/submissions/${file.id}`))).selfResult).toMatchObject({ total: 75, level: 2 })
    expect(await refresh(officer)).toMatchObject({ status: 409, body: { code: 'submission.wrong-state' } })
  })

  it('is computed anew for the team that assesses the body', async () => {
    const { province } = api.world
    file = await road.move(leader, file, 'approve')
    file = await road.move(leader, file, 'submit')
    const receiver = await as('province-officer', province)
    const organiser = await as('province-leader', province)
    file = await road.move(receiver, file, 'accept')
    const head = await as('province-officer', province)
    const members = [{ personId: head.person.id, duty: 'head' }]
    file = await ok(organiser.put(`/submissions/${file.id}/team`, { version: file.version, members }))

    const computed = await ok(head.post(`/submissions/${file.id}/external-aggregates`, {}))
    expect(computed.lines).toMatchObject([
      { code: '2.1', external: { answer: { numerator: 1, denominator: 2 } } },
      { code: '2.2', external: { answer: { numerator: 2, denominator: 2 } } },
    ])
    expect((await officer.post(`/submissions/${file.id}/external-aggregates`, {})).status).toBe(403)
    const entered = await head.put(`/submissions/${file.id}/external-lines/2.2`, {
      version: 1,
      answer: { ...emptyWireAnswer, numerator: 1, denominator: 2 },
      reason: '',
    })
    expect(entered).toMatchObject({ status: 400, body: { code: 'line.figures-are-computed' } })

    for (const [line, answer] of Object.entries({ '1.1': met(true), '1.2': score(40) }))
      await ok(head.put(`/submissions/${file.id}/external-lines/${line}`, { version: 0, answer, reason: '' }))
    await closable(head, file)
    file = await ok(head.get(`/submissions/${file.id}`))
    file = await ok(
      head.post(`/submissions/${file.id}/assessment/complete`, { version: file.version, conclusion: 'Nhất trí' }),
    )
    expect(await ok(officer.get(`/submissions/${file.id}`))).toMatchObject({ externalResult: { total: 75, level: 2 } })
  })
})

it('of no units the share is nothing, and the file can be finished all the same', async () => {
  const { items } = await ok(road.people.planner.get('/submissions?limit=200'))
  const empty = items.find((one: { unit: { id: string } }) => one.unit.id === api.world.otherCommune.id)
  const own = await as('managing-body-officer', api.world.otherCommune)
  for (const [line, answer] of Object.entries({ '1.1': met(true), '1.2': score(40) }))
    await ok(own.put(`/submissions/${empty.id}/lines/${line}`, { version: 0, answer }))
  const { version } = await ok(own.get(`/submissions/${empty.id}`))
  expect(await road.move(own, { id: empty.id, version }, 'finish')).toMatchObject({
    status: 'awaiting-approval',
    selfResult: { total: 45, level: 1 },
  })
})
