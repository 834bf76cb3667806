import { createHash } from 'node:crypto'
import { drawSample, populationText, type Outliers } from '@thuoc/shared'
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { testApi } from '../../../test/harness.ts'
import { aRoad, ok, type Person } from '../../../test/road.ts'

const tester = testApi()
const { api, as } = tester
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
let way: Awaited<ReturnType<typeof aRoad>>
let planner: Person
let first: { id: string }
let second: { id: string }

beforeAll(async () => {
  way = await aRoad(tester)
  planner = way.people.planner
  first = (await way.assessed(api.world.school, { self: 100, external: 60 })).file
  second = (await way.accepted(api.world.secondSchool, 100)).file
})
const body = (over: object = {}) => ({
  campaignId: way.campaign.id,
  title: 'Kiểm tra xác suất',
  strata: 'unit-type',
  size: { kind: 'count', value: 1 },
  ...over,
})

describe('a draw', () => {
  it('is kept with seed and population, and anyone who draws again finds the same', async () => {
    const kept = await ok(planner.post('/supervision-samples', body({ seed: 'Xổ số 22/11/2026: 48213' })))
    expect(kept).toMatchObject({ number: 1, populationCount: 2, drawnCount: 1, method: 'sha256-order-1' })
    expect(kept.populationHash).toBe(sha256(populationText(kept.population)))
    const again = drawSample(kept.population, { seed: kept.seed, size: kept.size }, sha256)
    expect(kept.drawn.map(({ submissionId }: { submissionId: string }) => submissionId)).toEqual(again)
    expect(await ok(planner.get(`/supervision-samples/${kept.id}`))).toEqual(kept)
    const change = sql`update supervision_samples set seed = 'khác'`
    await expect(api.db.execute(change)).rejects.toThrow()
  })

  it('without a seed gets one that nobody could choose; each is numbered, two at once too', async () => {
    const [one, other] = await Promise.all([1, 2].map(() => ok(planner.post('/supervision-samples', body()))))
    expect(one.seed).toMatch(/^[0-9a-f]{32}$/)
    expect(one.seed).not.toBe(other.seed)
    expect([one.number, other.number].sort()).toEqual([2, 3])
    const { items } = await ok(planner.get(`/supervision-samples?campaignId=${way.campaign.id}`))
    expect(items.map(({ number }: { number: number }) => number).sort()).toEqual([1, 2, 3])
  })

  it('is from what was sent, unless it is asked otherwise; from nothing there is none', async () => {
    const all = { filter: { sentOnly: false } }
    const whole = await ok(
      planner.post('/supervision-samples', body({ ...all, size: { kind: 'percent', value: 100 } })),
    )
    expect(whole.populationCount).toBeGreaterThan(2)
    expect(whole.drawnCount).toBe(whole.populationCount)
    const none = body({ filter: { managingBodyId: api.world.otherCommune.id } })
    expect(await planner.post('/supervision-samples', none)).toMatchObject({
      status: 409,
      body: { code: 'supervision.nothing-to-draw' },
    })
  })

  it('says which of the drawn files were checked', async () => {
    const sample = await ok(planner.post('/supervision-samples', body({ size: { kind: 'count', value: 2 } })))
    const record = await ok(
      planner.post('/supervision-records', {
        ...{ campaignId: way.campaign.id, unitId: api.world.school.id, sampleId: sample.id, number: '', place: '' },
        ...{ checkedOn: '2026-11-20', present: [{ name: 'Trần Thị Mẫu', office: '' }], minutes: 'Đúng', findings: [] },
      }),
    )
    expect(await ok(planner.get(`/supervision-samples/${sample.id}`))).toMatchObject({ checkedCount: 0 })
    await ok(planner.post(`/supervision-records/${record.id}/closing`, { version: record.version }))
    const { drawn, checkedCount } = await ok(planner.get(`/supervision-samples/${sample.id}`))
    expect(checkedCount).toBe(1)
    expect(drawn.filter(({ checked }: { checked: boolean }) => checked)).toMatchObject([{ submissionId: first.id }])
  })

  it('is the province’s own: others may not, another province sees none', async () => {
    const { id } = await ok(planner.post('/supervision-samples', body()))
    for (const one of [way.people.leader, await as('school-head')]) {
      expect((await one.post('/supervision-samples', body())).status).toBe(403)
      expect((await one.get(`/supervision-samples/${id}`)).status).toBe(403)
    }
    const stranger = await as('province-leader', api.world.abroad.province)
    expect(await stranger.get(`/supervision-samples/${id}`)).toMatchObject({
      status: 404,
      body: { code: 'supervision.sample-not-found' },
    })
    expect(await stranger.post('/supervision-samples', body())).toMatchObject({ body: { code: 'campaign.not-found' } })
  })
})

describe('what is worth a look', () => {
  const look = async (query = ''): Promise<Outliers> =>
    ok(planner.get(`/campaigns/${way.campaign.id}/outliers?${query}`))
  const found = async (kind: string, query = '') =>
    (await look(query)).kinds
      .find((one) => one.kind === kind)
      ?.items.map(({ submissionId, value }) => [submissionId, value])

  it('is a self-assessment far above what the team found, from the difference that is asked for', async () => {
    expect(await found('gap')).toEqual([[first.id, 40]])
    expect(await found('gap', 'gap=41')).toEqual([])
  })

  it('is the same answers on every line at several schools: they stand together', async () => {
    const { kinds, compared } = await look()
    const alike = kinds.find(({ kind }) => kind === 'alike')?.items ?? []
    expect(compared).toBe(2)
    expect(alike.map(({ submissionId }) => submissionId).sort()).toEqual([first.id, second.id].sort())
    expect(new Set(alike.map(({ group }) => group)).size).toBe(1)
    expect(await found('alike', 'alike=3')).toEqual([])
  })

  it('is a form filled within minutes, counted from the first answer of each line', async () => {
    expect((await found('quick'))?.map(([id]) => id).sort()).toEqual([first.id, second.id].sort())
    await api.db
      .execute(sql`insert into line_saves (id, submission_id, side, criterion_code, version, answer, saved_by, saved_by_id, saved_at)
      select gen_random_uuid(), submission_id, side, '1.1', 0, answer, saved_by, saved_by_id, saved_at - interval '2 days'
      from line_saves where submission_id = ${first.id} and side = 'self' and criterion_code = '1.1'`)
    expect((await found('quick'))?.map(([id]) => id)).toEqual([second.id])
  })

  it('is the full score, or the part of it that is asked for', async () => {
    expect(await found('full')).toEqual([])
    expect((await found('full', 'full=60'))?.map(([id]) => id).sort()).toEqual([first.id, second.id].sort())
  })

  it('keeps to itself what the team has found as long as its unit does not know it', async () => {
    const { kinds } = await look('full=50')
    const both = kinds.find(({ kind }) => kind === 'full')?.items ?? []
    expect(both.find(({ submissionId }) => submissionId === first.id)?.externalTotal).toBe(140)
    expect(both.find(({ submissionId }) => submissionId === second.id)?.externalTotal).toBeNull()
  })

  it('is the province’s to ask', async () => {
    const address = `/campaigns/${way.campaign.id}/outliers`
    expect((await way.people.leader.get(address)).status).toBe(403)
    const stranger = await as('province-officer', api.world.abroad.province)
    expect(await stranger.get(address)).toMatchObject({ status: 404, body: { code: 'campaign.not-found' } })
    expect((await planner.get(`${address}?gap=0`)).status).toBe(400)
  })
})
