import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { testApi } from '../../../test/harness.ts'
import { ok, type Person } from '../../../test/road.ts'
import { pdf } from '../../../test/sample-files.ts'
import { path, supervising } from '../../../test/supervision.ts'

const tester = testApi()
const { api, as } = tester
const { there, content, followUp, finding, begin, close, closed } = supervising(tester)

describe('the record of a check', () => {
  it('is written as a draft, closed, and then read by the unit and its body', async () => {
    const draft = await ok(begin())
    expect(draft).toMatchObject({
      state: 'draft',
      unit: { id: api.world.school.id },
      submissionId: there.file.id,
      findingCount: 2,
      majorCount: 1,
      openCount: 1,
      responsible: [{ id: api.world.school.id }, { id: api.world.commune.id }],
      actions: ['edit', 'discard', 'close', 'attach'],
    })
    for (const one of [there.head, there.officer])
      expect(await one.get(`${path}/${draft.id}`)).toMatchObject({
        status: 404,
        body: { code: 'supervision.not-found' },
      })
    const done = await ok(close(draft))
    expect(done).toMatchObject({ state: 'closed', actions: ['attach'], closedBy: there.planner.person.fullName })
    for (const one of [there.head, there.officer])
      expect(await ok(one.get(`${path}/${draft.id}`))).toMatchObject({ minutes: draft.minutes, actions: [] })
    expect((await ok(there.head.get(path))).items.map(({ id }: { id: string }) => id)).toContain(draft.id)
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
    for (const one of [there.head, there.officer, await as('system-administrator')]) {
      const body = { campaignId: there.way.campaign.id, unitId: api.world.school.id, ...content() }
      expect(await one.post(path, body)).toMatchObject({ status: 403, body: { code: 'access.denied' } })
    }
    for (const unit of [api.world.abroad.school, api.world.province])
      expect(await begin({ unitId: unit.id })).toMatchObject({ status: 404, body: { code: 'unit.not-found' } })
    const foreign = await as('province-leader', api.world.abroad.province)
    expect(
      await foreign.post(path, { campaignId: there.way.campaign.id, unitId: api.world.school.id, ...content() }),
    ).toMatchObject({ status: 404, body: { code: 'campaign.not-found' } })
  })

  it('refuses what was saved meanwhile, a day to come, and findings about what is not there', async () => {
    const draft = await ok(begin())
    const saved = await ok(
      there.planner.put(`${path}/${draft.id}`, { version: draft.version, ...content({ place: 'Trực tuyến' }) }),
    )
    expect(saved).toMatchObject({ place: 'Trực tuyến', version: draft.version + 1 })
    expect(await there.planner.put(`${path}/${draft.id}`, { version: draft.version, ...content() })).toMatchObject({
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
    expect(await there.planner.put(`${path}/${id}`, { version, ...content() })).toMatchObject(refused)
    expect(await there.planner.post(`${path}/${id}/discard`, { version })).toMatchObject(refused)
    expect(await there.planner.post(`${path}/${id}/closing`, { version })).toMatchObject(refused)
    for (const change of [
      sql`update supervision_records set minutes = 'khác' where id = ${id}`,
      sql`delete from supervision_records where id = ${id}`,
      sql`update supervision_findings set text = 'khác' where record_id = ${id}`,
      sql`delete from supervision_findings where record_id = ${id}`,
    ])
      await expect(api.db.execute(change)).rejects.toThrow()
    await ok(there.planner.post(`${path}/${bare.id}/discard`, { version: bare.version }))
    expect((await there.planner.get(`${path}/${bare.id}`)).status).toBe(404)
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
      (await ok(there.planner.get(`${path}?${query}`))).items.map(({ id }: { id: string }) => id)
    const all = await ids('limit=200')
    expect(await ids(`unitId=${api.world.commune.id}&limit=200`)).toEqual(all)
    expect(await ids(`submissionId=${there.file.id}&state=closed`)).not.toContain(
      await ids('state=draft').then(([id]) => id),
    )
    expect(await ids('q=khong%20co')).toEqual([])
    expect((await ids('q=truong%20tieu%20hoc%20minh%20hoa&open=true')).length).toBeGreaterThan(0)
    const pages: string[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { items: { id: string }[]; nextCursor: string | null } = await ok(
        there.planner.get(`${path}?limit=2${cursor && `&cursor=${cursor}`}`),
      )
      pages.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor
    }
    expect(pages).toEqual(all)
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
    const { body } = await send(there.planner, id)
    expect(body.files).toMatchObject([{ name: 'bien-ban.pdf' }])
    const one = `${path}/${id}/files/${body.files[0]?.id}`
    expect((await there.head.get(one)).status).toBe(200)
    expect(await there.planner.delete(one)).toMatchObject({ status: 409, body: { code: 'supervision.closed' } })
    expect(await send(there.officer, id)).toMatchObject({ status: 403 })
  })

  it('goes from a draft as it came', async () => {
    const { id } = await ok(begin())
    const { body } = await send(there.planner, id)
    expect(await ok(there.planner.delete(`${path}/${id}/files/${body.files[0]?.id}`))).toMatchObject({ files: [] })
    const stranger = await as('school-head', api.world.secondSchool)
    expect((await stranger.get(`${path}/${id}/files/${body.files[0]?.id}`)).status).toBe(404)
  })
})
