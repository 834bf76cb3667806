import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { deliveries, deliveryPath, emptyDraft } from '../../../test/deliveries.ts'
import { testApi } from '../../../test/harness.ts'
import { answers, aRoad, ok, type Person } from '../../../test/road.ts'
import type { LinkFinding } from '../../platform/links/link-check.ts'

const clock = new Date('2026-11-22T10:00:00+07:00')
const up: LinkFinding = { state: 'up', fault: null, httpStatus: 200, title: 'Trường mẫu' }
let found: LinkFinding = up
const tester = testApi({ now: () => clock, checkLink: async () => found })
const { api, as } = tester
const { move, write, milestone, handIn } = deliveries(tester)

const made = {} as { road: Awaited<ReturnType<typeof aRoad>>; head: Person; officer: Person }
beforeAll(async () => {
  const road = await aRoad(tester, 'MAU-LOAI')
  Object.assign(made, { road, head: await as('school-head'), officer: road.people.officer })
})
const at = async (kind: Parameters<typeof milestone>[1][number]) =>
  deliveryPath(await milestone(made.road.campaign, [kind]), kind, api.world.school)

describe('a confirmation', () => {
  it('names the day, which is not in the future', async () => {
    const address = await at('sector-database-update')
    const missing = (message: string) => ({
      status: 409,
      body: { code: 'delivery.incomplete', errors: [{ path: '/doneOn', message }] },
    })
    expect(await move(made.head, address, 'hand-in', 0)).toMatchObject(missing('missing'))
    const { version } = await ok(write(made.head, address, 0, { doneOn: '2026-11-23' }))
    expect(await move(made.head, address, 'hand-in', version)).toMatchObject(missing('in-the-future'))
    const saved = await ok(write(made.head, address, version, { doneOn: '2026-11-22', note: 'Đã cập nhật' }))
    expect(await ok(move(made.head, address, 'hand-in', saved.version))).toMatchObject({
      rounds: [{ content: { doneOn: '2026-11-22', note: 'Đã cập nhật' }, files: [] }],
    })
  })
})

describe('a website link', () => {
  const ready = async () => {
    const address = await at('website-link')
    const { version } = await ok(write(made.head, address, 0, { url: 'https://truong.example/ket-qua' }))
    return { address, version }
  }

  it('is looked at when it is handed in; both sides see what was found', async () => {
    const { address, version } = await ready()
    await ok(move(made.head, address, 'hand-in', version))
    expect(await ok(made.officer.get(address))).toMatchObject({
      link: { state: 'up', title: 'Trường mẫu', url: 'https://truong.example/ket-qua' },
    })
  })

  it('that leads inside is not taken', async () => {
    const { address, version } = await ready()
    found = { state: 'refused', fault: 'internal', httpStatus: null, title: null }
    expect(await move(made.head, address, 'hand-in', version)).toMatchObject({
      status: 400,
      body: { code: 'delivery.link-refused', errors: [{ path: '/url', message: 'internal' }] },
    })
    found = up
  })

  it('that does not answer is taken and marked: a server that is down makes nobody late', async () => {
    const { address, version } = await ready()
    found = { state: 'down', fault: 'unreachable', httpStatus: null, title: null }
    await ok(move(made.head, address, 'hand-in', version))
    expect(await ok(made.officer.get(address))).toMatchObject({
      status: 'handed-in',
      link: { state: 'down', fault: 'unreachable', lastUpAt: null },
    })
    found = up
  })

  it('can be tried before', async () => {
    expect(await ok(made.head.post('/links/try', { url: 'https://truong.example' }))).toMatchObject({ state: 'up' })
    const reader = await as('system-administrator')
    expect((await reader.post('/links/try', { url: 'https://truong.example' })).status).toBe(403)
  })
})

describe('responsible persons', () => {
  it('are handed in as they stand with the unit, and not before both are named', async () => {
    const address = await at('responsible-persons')
    expect(await move(made.head, address, 'hand-in', 0)).toMatchObject({
      status: 409,
      body: { errors: [{ path: '/persons/leader' }, { path: '/persons/contact' }] },
    })
  })
})

describe('the report on the self-assessment', () => {
  it('has the parts of Phụ lục I, filled with what the system knows', async () => {
    const plan = await milestone(made.road.campaign, ['plan'])
    const planAt = deliveryPath(plan, 'plan', api.world.school)
    await ok(write(made.head, planAt, 0, { documentNumber: '07/KH-TMH', issuedOn: '2026-10-01' }))
    await handIn(made.head, plan)
    await made.road.assessed(api.world.school, { self: 80, external: 70 })

    const address = await at('self-assessment-report')
    const { outline } = await ok(made.head.get(address))
    expect(outline.map(({ code }: { code: string }) => code)).toEqual(['I.1', 'I.2', 'II.1', 'II.2', 'III', 'IV', 'V'])
    const text = new Map<string, string>(
      outline.map(({ code, prefill }: { code: string; prefill: string }) => [code, prefill]),
    )
    expect(text.get('I.1')).toContain('Năm học 2026–2027')
    expect(text.get('I.2')).toBe('- Kế hoạch số 07/KH-TMH ngày 01/10/2026')
    expect(text.get('II.1')).toContain('Hoàn thành đánh giá ngoài')
    expect(text.get('II.2')).toBe(
      [
        'Tự đánh giá: mức độ 3 (Đáp ứng tốt), 160/200 điểm.',
        '- Nhóm 1. Dạy, học: 80/100 điểm, mức độ 3',
        '- Nhóm 2. Quản trị: 80/100 điểm, mức độ 3',
        '- Các điều kiện bắt buộc đều đạt',
        'Đánh giá ngoài: mức độ 2 (Đáp ứng cơ bản), 150/200 điểm.',
        '- Nhóm 1. Dạy, học: 80/100 điểm, mức độ 3',
        '- Nhóm 2. Quản trị: 70/100 điểm, mức độ 2',
        '- Các điều kiện bắt buộc đều đạt',
      ].join('\n'),
    )
    expect(text.get('III')).toBe('')
  })

  it('names every part that is empty; own words and those of the system are kept apart', async () => {
    const address = await at('self-assessment-report')
    expect(await move(made.head, address, 'hand-in', 0)).toMatchObject({
      status: 409,
      body: { errors: [{ path: '/sections/III' }, { path: '/sections/IV' }, { path: '/sections/V' }] },
    })
    const section = (code: string, text: string, usePrefill = true) => ({ code, text, usePrefill })
    const sections = [
      section('I.2', 'Trường tự viết.', false),
      ...['III', 'IV', 'V'].map((code) => section(code, 'Không.')),
    ]
    const { version } = await ok(write(made.head, address, 0, { sections }))
    const { rounds } = await ok(move(made.head, address, 'hand-in', version))
    const places = new Map(rounds[0].content.sections.map((one: { code: string }) => [one.code, one]))
    expect(places.get('I.2')).toMatchObject({ prefill: '', text: 'Trường tự viết.' })
    expect(places.get('I.1')).toMatchObject({ prefill: expect.stringContaining('Năm học'), text: '' })
    expect(places.get('II.2')).toMatchObject({ under: 'II. Kết quả thực hiện' })
  })
})

it('has the parts that the plan names, where it names its own', async () => {
  const campaign = await ok(made.road.people.planner.post('/campaigns', made.road.plan('Đợt có đề cương riêng')))
  const own = [{ code: 'A', title: 'Tình hình chung', parts: ['Thuận lợi', 'Khó khăn'] }]
  await api.db.execute(
    sql`update campaigns set report_outline = ${JSON.stringify(own)}::jsonb where id = ${campaign.id}`,
  )
  const report = await milestone(campaign, ['self-assessment-report'])
  const { outline } = await ok(made.head.get(deliveryPath(report, 'self-assessment-report', api.world.school)))
  expect(outline.map(({ code, title }: { code: string; title: string }) => `${code} ${title}`)).toEqual([
    'A.1 Thuận lợi',
    'A.2 Khó khăn',
  ])
})

describe('what the system sees itself', () => {
  it('is not handed in, and follows the file of the school', async () => {
    const { campaign } = made.road
    const request = await milestone(campaign, ['request', 'self-assessment', 'certificate'])
    const school = api.world.highSchool
    const officer = await as('province-officer')
    const of = async (kind: string) => ok(officer.get(deliveryPath(request, kind, school)))
    expect(await of('request')).toMatchObject({ status: 'not-started', actions: [], progress: { done: 0, total: 1 } })

    const head = await as('school-head', school)
    const computed = { status: 409, body: { code: 'delivery.computed' } }
    const address = deliveryPath(request, 'request', school)
    expect(await move(head, address, 'hand-in', 0)).toMatchObject(computed)
    expect(await head.put(`${address}/draft`, { version: 0, content: emptyDraft })).toMatchObject(computed)
    expect(await move(officer, address, 'accept', 0)).toMatchObject(computed)

    const staff = await as('council-member', school)
    const file = await made.road.fileOf(school)
    for (const [line, answer] of Object.entries(answers(80)))
      await ok(staff.put(`/submissions/${file.id}/lines/${line}`, { version: 0, answer }))
    let sent = await ok(staff.get(`/submissions/${file.id}`))
    sent = await made.road.move(staff, sent, 'finish')
    expect(await of('self-assessment')).toMatchObject({ status: 'not-started' })
    sent = await made.road.move(head, sent, 'approve')
    expect(await of('self-assessment')).toMatchObject({ status: 'accepted', handedInAt: expect.any(String) })
    sent = await made.road.move(head, sent, 'submit')
    expect(await of('request')).toMatchObject({ status: 'handed-in', late: false })
    await made.road.move(officer, sent, 'return', { reason: 'Thiếu', remarks: [], due: '2099-01-31' })
    expect(await of('request')).toMatchObject({ status: 'returned' })
    expect(await of('certificate')).toMatchObject({ status: 'not-started' })
  })

  it('of a managing body is done when all its units are: n of m', async () => {
    const body = await milestone(made.road.campaign, ['external-assessment'], { tier: 'managing-body' })
    const of = () => ok(made.officer.get(deliveryPath(body, 'external-assessment', api.world.commune)))
    expect(await of()).toMatchObject({ status: 'not-started', progress: { done: 1, total: 2 } })
    await made.road.assessed(api.world.secondSchool)
    expect(await of()).toMatchObject({
      status: 'accepted',
      progress: { done: 2, total: 2 },
      receiver: { id: api.world.province.id },
    })
  })
})
