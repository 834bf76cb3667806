import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { testApi } from '../../../test/harness.ts'
import { aRoad, ok, type Person } from '../../../test/road.ts'
import { pdf } from '../../../test/sample-files.ts'
import { z } from 'zod'

const tester = testApi()
const { api, as } = tester
let way: Awaited<ReturnType<typeof aRoad>>
let file: { id: string }
let planner: Person
let head: Person
let officer: Person

beforeAll(async () => {
  way = await aRoad(tester)
  file = await way.fileOf(api.world.school)
  planner = way.people.planner
  officer = way.people.officer
  head = await as('school-head')
})

const path = '/supervision-records'
const followUp = (over: object = {}) => ({
  ...{ unitId: api.world.school.id, due: '2026-12-01', action: 'Bổ sung biên bản rà soát' },
  ...over,
})
const finding = (over: object = {}) => ({
  ...{ criterion: '1.2', evidenceId: null, severity: 'minor', text: 'Kế hoạch chưa có ngày ban hành', followUp: null },
  ...over,
})
const content = (over: object = {}) => ({
  ...{ number: '', checkedOn: '2026-11-20', place: 'Tại trường' },
  ...{ present: [{ name: 'Nguyễn Văn Mẫu', office: 'Hiệu trưởng' }], minutes: 'Đoàn đã xem hồ sơ và đối chiếu.' },
  findings: [finding({ followUp: followUp() }), finding({ severity: 'major', criterion: null })],
  ...over,
})
const begin = (over: object = {}) =>
  planner.post(path, { campaignId: way.campaign.id, unitId: api.world.school.id, ...content(over) })
const close = ({ id, version }: { id: string; version: number }) => planner.post(`${path}/${id}/closing`, { version })
const closed = async (over: object = {}) => ok(close(await ok(begin(over))))

describe('the record of a check', () => {
  it('is written as a draft, closed, and then read by the unit and its body', async () => {
    const draft = await ok(begin())
    expect(draft).toMatchObject({
      state: 'draft',
      unit: { id: api.world.school.id },
      submissionId: file.id,
      findingCount: 2,
      majorCount: 1,
      openCount: 1,
      responsible: [{ id: api.world.school.id }, { id: api.world.commune.id }],
      actions: ['edit', 'discard', 'close', 'attach'],
    })
    for (const one of [head, officer])
      expect(await one.get(`${path}/${draft.id}`)).toMatchObject({
        status: 404,
        body: { code: 'supervision.not-found' },
      })
    const done = await ok(close(draft))
    expect(done).toMatchObject({ state: 'closed', actions: ['attach'], closedBy: planner.person.fullName })
    for (const one of [head, officer])
      expect(await ok(one.get(`${path}/${draft.id}`))).toMatchObject({ minutes: draft.minutes, actions: [] })
    expect((await ok(head.get(path))).items.map(({ id }: { id: string }) => id)).toContain(draft.id)
  })

  it('is hidden from other bodies, other schools and other provinces', async () => {
    const { id } = await closed()
    const strangers = await Promise.all([
      as('managing-body-leader', api.world.otherCommune),
      as('school-head', api.world.secondSchool),
      as('province-leader', api.world.abroad.province),
    ])
    for (const stranger of strangers) {
      expect((await stranger.get(`${path}/${id}`)).status).toBe(404)
      expect((await ok(stranger.get(path))).items).toEqual([])
    }
  })

  it('is the province’s to write: nobody else may, and of its own units only', async () => {
    for (const one of [head, officer, await as('system-administrator')]) {
      const body = { campaignId: way.campaign.id, unitId: api.world.school.id, ...content() }
      expect(await one.post(path, body)).toMatchObject({ status: 403, body: { code: 'access.denied' } })
    }
    for (const unit of [api.world.abroad.school, api.world.province])
      expect(await begin({ unitId: unit.id })).toMatchObject({ status: 404, body: { code: 'unit.not-found' } })
    const foreign = await as('province-leader', api.world.abroad.province)
    expect(
      await foreign.post(path, { campaignId: way.campaign.id, unitId: api.world.school.id, ...content() }),
    ).toMatchObject({ status: 404, body: { code: 'campaign.not-found' } })
  })

  it('refuses what was saved meanwhile, a day to come, and findings about what is not there', async () => {
    const draft = await ok(begin())
    const saved = await ok(
      planner.put(`${path}/${draft.id}`, { version: draft.version, ...content({ place: 'Trực tuyến' }) }),
    )
    expect(saved).toMatchObject({ place: 'Trực tuyến', version: draft.version + 1 })
    expect(await planner.put(`${path}/${draft.id}`, { version: draft.version, ...content() })).toMatchObject({
      status: 409,
      body: { code: 'supervision.stale' },
    })
    expect(await begin({ checkedOn: '2199-01-01' })).toMatchObject({ body: { code: 'supervision.in-the-future' } })
    const unfit = [
      finding({ evidenceId: '00000000-0000-7000-8000-00000000dead' }),
      finding({ followUp: followUp({ unitId: api.world.otherCommune.id }) }),
      finding({ followUp: followUp({ unitId: api.world.province.id }) }),
    ]
    expect(await begin({ findings: unfit })).toMatchObject({
      status: 400,
      body: {
        code: 'supervision.finding-unfit',
        errors: [
          { path: '/findings/0/evidenceId' },
          { path: '/findings/1/followUp/unitId' },
          { path: '/findings/2/followUp/unitId' },
        ],
      },
    })
  })

  it('closes with minutes and those present only; then nobody changes it, not even past the application', async () => {
    const bare = await ok(begin({ minutes: ' ', present: [] }))
    expect(await close(bare)).toMatchObject({
      status: 409,
      body: { code: 'supervision.incomplete', errors: [{ path: '/minutes' }, { path: '/present' }] },
    })
    const { id, version } = await closed()
    const refused = { status: 409, body: { code: 'supervision.closed' } }
    expect(await planner.put(`${path}/${id}`, { version, ...content() })).toMatchObject(refused)
    expect(await planner.post(`${path}/${id}/discard`, { version })).toMatchObject(refused)
    expect(await planner.post(`${path}/${id}/closing`, { version })).toMatchObject(refused)
    for (const change of [
      sql`update supervision_records set minutes = 'khác' where id = ${id}`,
      sql`delete from supervision_records where id = ${id}`,
      sql`update supervision_findings set text = 'khác' where record_id = ${id}`,
      sql`delete from supervision_findings where record_id = ${id}`,
    ])
      await expect(api.db.execute(change)).rejects.toThrow()
    await ok(planner.post(`${path}/${bare.id}/discard`, { version: bare.version }))
    expect((await planner.get(`${path}/${bare.id}`)).status).toBe(404)
  })

  it('two at once: exactly one closes', async () => {
    const draft = await ok(begin())
    const replies = await Promise.all([close(draft), close(draft)])
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  it('of a managing body has no line to name', async () => {
    const body = await ok(begin({ unitId: api.world.commune.id, findings: [finding({ criterion: null })] }))
    expect(body).toMatchObject({ submissionId: null, responsible: [{ id: api.world.commune.id }] })
    expect(await begin({ unitId: api.world.commune.id })).toMatchObject({
      body: { code: 'supervision.finding-unfit', errors: [{ path: '/findings/0/criterion' }, expect.anything()] },
    })
  })

  it('is found by unit, state, open follow-ups and part of its name, page by page', async () => {
    await closed()
    const ids = async (query: string) =>
      (await ok(planner.get(`${path}?${query}`))).items.map(({ id }: { id: string }) => id)
    const all = await ids('limit=200')
    expect(await ids(`unitId=${api.world.commune.id}&limit=200`)).toEqual(all)
    expect(await ids(`submissionId=${file.id}&state=closed`)).not.toContain(await ids('state=draft').then(([id]) => id))
    expect(await ids('q=khong%20co')).toEqual([])
    expect((await ids('q=truong%20tieu%20hoc%20minh%20hoa&open=true')).length).toBeGreaterThan(0)
    const pages: string[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { items: { id: string }[]; nextCursor: string | null } = await ok(
        planner.get(`${path}?limit=2${cursor && `&cursor=${cursor}`}`),
      )
      pages.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor
    }
    expect(pages).toEqual(all)
  })
})

describe('a follow-up', () => {
  const answers = (person: Person, id: string, text = 'Đã bổ sung ngày 25/11') =>
    person.post(`/supervision-findings/${id}/answers`, { text })
  const reviews = (person: Person, id: string, step: string, text = 'Đã xem') =>
    person.post(`/supervision-findings/${id}/reviews`, { step, text })

  it('is answered by the responsible unit, sent back, answered again and settled; both sides are told', async () => {
    const record = await closed()
    const { id } = record.findings[0]
    const kinds = async (person: Person) =>
      (await ok(person.get('/notices?limit=200'))).items
        .filter(({ values }: { values: { supervisionId?: string } }) => values.supervisionId === record.id)
        .map(({ kind }: { kind: string }) => kind)
    expect(await kinds(head)).toEqual(['supervision-wanted'])

    expect(await ok(answers(head, id))).toMatchObject({ findings: [{ followUp: { state: 'answered' } }, {}] })
    expect(await kinds(planner)).toEqual(['supervision-answered'])
    await ok(reviews(planner, id, 'send-back', 'Chưa có chữ ký'))
    await ok(answers(head, id, 'Đã ký'))
    const settled = await ok(reviews(planner, id, 'settle'))
    expect(settled).toMatchObject({ openCount: 0, findings: [{ followUp: { state: 'settled', actions: [] } }, {}] })
    const { steps } = settled.findings[0].followUp
    expect(steps.map(({ step }: { step: string }) => step)).toEqual(['answer', 'send-back', 'answer', 'settle'])
    expect(steps[0]).toMatchObject({ by: head.person.fullName, byUnit: api.world.school.name })
    expect(await kinds(head)).toEqual(['supervision-reviewed', 'supervision-reviewed', 'supervision-wanted'])
    expect(await answers(head, id)).toMatchObject({ status: 409, body: { code: 'supervision.wrong-state' } })
  })

  it('is nobody’s else to answer or to settle; strangers do not see it, of a draft nobody', async () => {
    const record = await closed()
    const { id } = record.findings[0]
    for (const one of [officer, planner]) expect(await answers(one, id)).toMatchObject({ status: 403 })
    for (const one of [officer, head]) expect(await reviews(one, id, 'settle')).toMatchObject({ status: 403 })
    const stranger = await as('school-head', api.world.secondSchool)
    const missing = { status: 404, body: { code: 'supervision.finding-not-found' } }
    expect(await answers(stranger, id)).toMatchObject(missing)
    const draft = await ok(begin())
    expect(await answers(head, draft.findings[0].id)).toMatchObject(missing)
    expect(await reviews(planner, draft.findings[0].id, 'settle')).toMatchObject({ status: 409 })
    expect(await reviews(planner, record.findings[1].id, 'settle')).toMatchObject(missing)
    expect(await reviews(planner, id, 'send-back')).toMatchObject({ body: { code: 'supervision.wrong-state' } })
  })

  it('waits for its unit by its day until that answers, then for the province until it is settled', async () => {
    const record = await closed({
      findings: [
        finding({ followUp: followUp({ due: '2026-11-02' }) }),
        finding({ followUp: followUp({ due: '2026-11-01' }) }),
      ],
    })
    const [{ id }, { id: sooner }] = record.findings
    const waiting = async (person: Person) =>
      (await ok(person.get('/supervision-follow-ups?limit=200'))).items.filter(
        ({ recordId }: { recordId: string }) => recordId === record.id,
      )
    const forHead = { wants: 'answer', overdue: true, unit: { id: api.world.school.id }, checked: record.unit }
    expect(await waiting(head)).toMatchObject([
      { id: sooner, due: '2026-11-01', ...forHead },
      { id, due: '2026-11-02', ...forHead },
    ])
    expect(await waiting(planner)).toEqual([])
    await ok(answers(head, id))
    expect(await waiting(head)).toMatchObject([{ id: sooner }])
    expect(await waiting(planner)).toMatchObject([{ id, wants: 'review', overdue: false }])
    await ok(reviews(planner, id, 'send-back'))
    expect(await waiting(planner)).toEqual([])
    expect((await waiting(head)).map((one: { id: string }) => one.id)).toEqual([sooner, id])
    await ok(reviews(planner, id, 'settle'))
    await ok(reviews(planner, sooner, 'settle'))
    for (const person of [head, planner]) expect(await waiting(person)).toEqual([])
  })

  it('waits for nobody while its record is a draft, nor ever for those who may not answer it', async () => {
    const draft = await ok(begin())
    const { id } = await closed()
    const of = async (person: Person) =>
      (await ok(person.get('/supervision-follow-ups?limit=200'))).items.map(
        ({ recordId }: { recordId: string }) => recordId,
      )
    expect(await of(head)).toContain(id)
    expect(await of(head)).not.toContain(draft.id)
    const others = [officer, await as('school-head', api.world.secondSchool), await as('council-member')]
    for (const other of others) expect(await of(other)).toEqual([])
    const first = await ok(head.get('/supervision-follow-ups?limit=1'))
    const second = await ok(head.get(`/supervision-follow-ups?limit=1&cursor=${first.nextCursor}`))
    expect(second.items[0].id).not.toBe(first.items[0].id)
  })

  it('whose day has passed without an answer is overdue', async () => {
    const record = await closed({ findings: [finding({ followUp: followUp({ due: '2026-11-01' }) })] })
    expect(record).toMatchObject({ overdueCount: 1, findings: [{ followUp: { overdue: true } }] })
    const { id } = record.findings[0]
    expect(await ok(answers(head, id))).toMatchObject({ overdueCount: 0, openCount: 1 })
  })
})

describe('the scan of the signed minutes', () => {
  const send = async (person: Person, id: string) => {
    const form = new FormData()
    form.append('file', new Blob([new Uint8Array(pdf())], { type: 'application/pdf' }), 'bien-ban.pdf')
    const reply = await fetch(`${api.url}/api/v1${path}/${id}/files`, {
      method: 'POST',
      headers: { authorization: `Bearer ${person.token}` },
      body: form,
    })
    const stored = z.looseObject({ files: z.array(z.looseObject({ id: z.string() })).default([]) })
    return { status: reply.status, body: stored.parse(await reply.json()) }
  }

  it('comes also after the record is closed, is read by the unit, and stays', async () => {
    const { id } = await closed()
    const { body } = await send(planner, id)
    expect(body.files).toMatchObject([{ name: 'bien-ban.pdf' }])
    const one = `${path}/${id}/files/${body.files[0]?.id}`
    expect((await head.get(one)).status).toBe(200)
    expect(await planner.delete(one)).toMatchObject({ status: 409, body: { code: 'supervision.closed' } })
    expect(await send(officer, id)).toMatchObject({ status: 403 })
  })

  it('goes from a draft as it came', async () => {
    const { id } = await ok(begin())
    const { body } = await send(planner, id)
    expect(await ok(planner.delete(`${path}/${id}/files/${body.files[0]?.id}`))).toMatchObject({ files: [] })
    const stranger = await as('school-head', api.world.secondSchool)
    expect((await stranger.get(`${path}/${id}/files/${body.files[0]?.id}`)).status).toBe(404)
  })
})
