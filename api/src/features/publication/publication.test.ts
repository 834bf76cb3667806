import { beforeAll, describe, expect, it } from 'vitest'
import type { PublicResult } from '@thuoc/shared'
import type { UnitRow } from '../org/index.ts'
import { testApi } from '../../../test/harness.ts'
import { aRoad, ok, type Person } from '../../../test/road.ts'

const tester = testApi()
const { api, as, client } = tester
const anyone = client()
let codes = 0
const road = () => aRoad(tester, `MAU-${(codes += 1)}`)
let numbers = 0

type Road = Awaited<ReturnType<typeof road>>
type Findings = NonNullable<Parameters<Road['assessed']>[1]>
type File = { id: string; version: number }
const items = (...files: File[]) => ({ items: files.map(({ id, version }) => ({ submissionId: id, version })) })

/** A file recognised by the leader of its assessing body. */
async function recognised(
  { nominated, people, decision }: Road,
  unit: UnitRow = api.world.school,
  findings: Findings = {},
) {
  const team = await nominated(unit, findings)
  const over = { number: `${(numbers += 1)}/QĐ-UBND`, ...(findings.of && { campaignId: findings.of.id }) }
  const decided = await ok(people.leader.post('/recognition-decisions', decision([team.file], over)))
  const file: File = await ok(team.head.get(`/submissions/${team.file.id}`))
  return { ...team, file, certificateNumber: decided.items[0].certificateNumber as string }
}
const publish = (person: Person, ...files: File[]) => person.post('/publications', items(...files))
const certificate = (number: string) => anyone.get(`/public/certificates/${encodeURIComponent(number)}`)

describe('publishing', () => {
  it('makes a recognised result public: from then on, and not before, anyone may read and check it', async () => {
    const way = await road()
    const { file, certificateNumber, head } = await recognised(way, api.world.school, { self: 90, external: 75.25 })
    const unknown = { status: 404, body: { code: 'certificate.not-found' } }
    expect(await certificate(certificateNumber)).toMatchObject(unknown)
    expect(await anyone.get(`/public/results/${file.id}`)).toMatchObject({
      status: 404,
      body: { code: 'result.not-found' },
    })

    expect(await ok(publish(way.people.officer, file))).toMatchObject({ published: 1 })
    expect(await ok(head.get(`/submissions/${file.id}`))).toMatchObject({ status: 'published' })
    // Nor is a certificate said to be genuine any longer than it is.
    expect((await certificate(certificateNumber)).headers['cache-control']).toBe('no-store')
    expect(await ok(certificate(certificateNumber.toLowerCase()))).toMatchObject({
      id: file.id,
      unit: { id: api.world.school.id },
      managingBody: { id: api.world.commune.id },
      province: { id: api.world.province.id },
      schoolYear: '2026-2027',
      level: 3,
      levelName: 'Đáp ứng tốt',
      sample: true,
      verified: false,
      certificateNumber,
      total: 155.25,
      groups: [
        { code: '1', title: 'Dạy, học', score: 80, maximum: 100, level: 3 },
        { code: '2', title: 'Quản trị', score: 75.25, maximum: 100, level: 3 },
      ],
      decision: { signatory: 'Trần Thị Mẫu', office: 'Chủ tịch', issuer: api.world.commune.name },
      history: [],
    })
    expect(await certificate('KHONG-CO-2026-0001')).toMatchObject(unknown)
  })

  it('is of all the listed files or of none; each that is not ready is named', async () => {
    const way = await road()
    const ready = await recognised(way, api.world.school)
    const early = await way.nominated(api.world.secondSchool)
    expect(await publish(way.people.leader, ready.file, early.file)).toMatchObject({
      status: 409,
      body: { code: 'submission.wrong-state', errors: [{ path: early.file.id, message: 'submission.wrong-state' }] },
    })
    expect(await publish(way.people.leader, { ...ready.file, version: 1 })).toMatchObject({
      status: 409,
      body: { code: 'submission.stale', errors: [{ path: ready.file.id }] },
    })
    expect((await anyone.get(`/public/results/${ready.file.id}`)).status).toBe(404)
  })

  it('is the assessing body’s: superiors and the school see but may not, strangers do not see', async () => {
    const way = await road()
    const { file, head, teamMember } = await recognised(way)
    for (const one of [way.people.planner, head, teamMember])
      expect(await publish(one, file)).toMatchObject({ status: 403, body: { code: 'access.denied' } })
    const stranger = await as('managing-body-officer', api.world.otherCommune)
    expect(await publish(stranger, file)).toMatchObject({ status: 404, body: { code: 'submission.not-found' } })
  })

  it('two at once: exactly one publishes', async () => {
    const way = await road()
    const { file } = await recognised(way)
    const replies = await Promise.all([publish(way.people.leader, file), publish(way.people.officer, file)])
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409])
  })
})

describe('what anyone may read', () => {
  const published: Record<string, string> = {}
  let lastYear: string

  beforeAll(async () => {
    const way = await road()
    const past = await ok(way.people.planner.post('/campaigns', way.plan('Đợt năm trước', '2025-2026')))
    const { school, secondSchool } = api.world
    const old = await recognised(way, secondSchool, { self: 60, of: past })
    await ok(publish(way.people.officer, old.file))
    lastYear = old.file.id
    for (const [unit, self] of [
      [school, 49.75],
      [secondSchool, 80],
    ] as const) {
      const { file } = await recognised(way, unit, { self })
      await ok(publish(way.people.officer, file))
      published[unit.id] = file.id
    }
  })
  const found = async (query: string): Promise<string[]> =>
    (await ok(anyone.get(`/public/results?limit=200&${query}`))).items.map(({ id }: PublicResult) => id)

  it('is found by part of the school’s name or code without accents, and by level, year, province and body', async () => {
    const { secondSchool, school, commune, otherCommune, province, abroad } = api.world
    const one = published[secondSchool.id]
    const other = published[school.id]
    expect(await found('q=truong%20thcs%20minh%20hoa')).toContain(one)
    expect(await found('q=truong%20thcs%20minh%20hoa')).not.toContain(other)
    expect(await found(`q=${school.code.toLowerCase()}`)).toContain(other)
    expect(await found('q=%25')).toEqual([])
    expect(await found('level=1')).toEqual([other])
    expect(await found('schoolYear=2025-2026')).toEqual([lastYear])
    expect(await found(`provinceId=${province.id}&managingBodyId=${commune.id}`)).toEqual(
      expect.arrayContaining([one, other]),
    )
    expect(await found(`provinceId=${abroad.province.id}`)).toEqual([])
    expect(await found(`managingBodyId=${otherCommune.id}`)).toEqual([])
  })

  it('comes newest first, page by page, without losing or repeating a result', async () => {
    const whole = await found('')
    const pages: string[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { items: PublicResult[]; nextCursor: string | null } = await ok(
        anyone.get(`/public/results?limit=2${cursor && `&cursor=${cursor}`}`),
      )
      pages.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor
    }
    expect(pages).toEqual(whole)
    expect(whole[0]).toBe(published[api.world.secondSchool.id])
  })

  it('tells what can be filtered by: only what has results', async () => {
    const { commune, province } = api.world
    const filters = await ok(anyone.get('/public/filters'))
    expect(filters.total).toBe((await found('')).length)
    expect(filters).toMatchObject({
      provinces: [{ id: province.id }],
      managingBodies: [{ id: commune.id, provinceId: province.id }],
      levels: [1, 2, 3],
      schoolYears: ['2026-2027', '2025-2026'],
    })
  })

  it('shows the other results of the same unit beside one', async () => {
    const { history } = await ok(anyone.get(`/public/results/${published[api.world.secondSchool.id]}`))
    expect(history.map(({ id }: PublicResult) => id)).toContain(lastYear)
  })

  it('names no person but the signatory, and nothing of the answers', async () => {
    const text = JSON.stringify(await ok(anyone.get(`/public/results/${published[api.world.school.id]}`)))
    expect(text).not.toContain('Nguyễn Văn Mẫu')
    expect(text).not.toMatch(/answers|reason|version|recordedBy|publishedBy/)
  })

  it('may be kept for a minute by whoever stands between; refusals may not', async () => {
    const cached = 'public, max-age=60'
    expect((await anyone.get('/public/results')).headers['cache-control']).toBe(cached)
    expect((await anyone.get('/public/filters')).headers['cache-control']).toBe(cached)
    expect((await certificate('KHONG-CO-2026-0001')).headers['cache-control']).toBe('no-store')
  })

  it('refuses a cursor that is not one of its own', async () => {
    expect(await anyone.get('/public/results?cursor=abc')).toMatchObject({
      status: 400,
      body: { code: 'request.invalid' },
    })
  })
})
