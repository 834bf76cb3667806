import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { aForm, wholeForm, type File, type Form } from '../../../test/form.ts'
import { testApi } from '../../../test/harness.ts'
import { ok, type Person } from '../../../test/road.ts'
import { aSchool } from '../../../test/uploads.ts'

const tester = testApi()
const { api, as } = tester
let form: Form
beforeAll(async () => {
  form = await aForm(tester)
})
const newSchool = () => aSchool(tester, form)

const devices = { value: 42, unit: 'máy tính', source: 'Sổ quản lý thiết bị' }
const add = (person: Person, file: File, figure: object = devices, criterion = '1.1') =>
  person.post(`/campaign-units/${file.campaignUnitId}/evidence/figures`, {
    criterion,
    title: 'Số máy tính phục vụ dạy học',
    figure,
  })

describe('a figure as evidence', () => {
  it('says how much of what and from where, and gets its code like any other piece', async () => {
    const { file, staff } = await newSchool()
    await ok(form.addLink(staff, file, '1.1'))
    const added = await ok(add(staff, file))
    expect(added).toMatchObject({
      code: '[H1-1.1-02]',
      kind: 'figure',
      criteria: ['1.1'],
      figure: devices,
      url: null,
      files: [],
      addedBy: staff.person.fullName,
      actions: ['remove', 'link', 'rename', 'describe'],
    })
    const { items } = await ok(staff.get(`/campaign-units/${file.campaignUnitId}/evidence`))
    expect(items).toMatchObject([{ kind: 'link', figure: null }, added])
    const { evidence } = await ok(staff.get(`/submissions/${file.id}/form`))
    expect(evidence).toEqual(items)
  })

  it('is linked, renamed, removed and brought back like any other, and is no file to download', async () => {
    const { file, staff } = await newSchool()
    const { id } = await ok(add(staff, file))
    expect(await ok(staff.post(`/evidence/${id}/criteria`, { criterion: '2.2' }))).toMatchObject({ figure: devices })
    expect(await ok(staff.put(`/evidence/${id}`, { title: 'Số máy tính' }))).toMatchObject({ title: 'Số máy tính' })
    for (const criterion of ['1.1', '2.2']) await ok(staff.delete(`/evidence/${id}/criteria/${criterion}`))
    const back = await ok(staff.post(`/evidence/${id}/restore`, { criterion: '1.1' }))
    expect(back).toMatchObject({ code: '[H1-1.1-01]', figure: devices })
    expect(await staff.post(`/evidence-files/${id}/address`, {})).toMatchObject({
      status: 404,
      body: { code: 'evidence.not-found' },
    })
  })

  it('is kept digit for digit', async () => {
    const { file, staff } = await newSchool()
    for (const value of [0, 0.1, 98.75, 0.000001, 1234567.654321, 100_000_000]) {
      const { id } = await ok(add(staff, file, { ...devices, value }))
      const { items } = await ok(staff.get(`/campaign-units/${file.campaignUnitId}/evidence`))
      expect(items.find((one: { id: string }) => one.id === id).figure.value).toBe(value)
    }
    const { rows } = await api.db.execute<{ text: string }>(
      sql`select figure_value::text as text from evidence join evidence_pieces on evidence_pieces.id = piece_id
        where campaign_unit_id = ${file.campaignUnitId} order by number`,
    )
    expect(rows.map(({ text }) => text)).toEqual(['0', '0.1', '98.75', '0.000001', '1234567.654321', '100000000'])
  })

  it.each([
    ['value', { value: -1 }],
    ['value', { value: 100_000_001 }],
    ['value', { value: 0.1 + 0.2 }],
    ['value', { value: 1e-7 }],
    ['value', { value: '42' }],
    ['source', { source: ' ' }],
    ['unit', { unit: 'x'.repeat(61) }],
  ])('is refused by its place when its %s does not fit: %j', async (place, over) => {
    const { file, staff } = await newSchool()
    expect(await add(staff, file, { ...devices, ...over })).toMatchObject({
      status: 400,
      body: { code: 'request.invalid', errors: [{ path: `/figure/${place}` }] },
    })
  })

  it('that would be rounded, or lacks its source, the database refuses too', async () => {
    const { unit } = await newSchool()
    const insert = (value: string, source: string | null) =>
      api.db.execute(sql`insert into evidence_pieces (id, unit_id, school_year, kind, title, figure_value, figure_unit,
        figure_source, added_at, added_by, added_by_id) values (gen_random_uuid(), ${unit.id}, '2026-2027',
        'figure', 'x', ${value}::numeric, '', ${source}, now(), 'x', gen_random_uuid())`)
    const by = (constraint: string) => ({ cause: { constraint } })
    await expect(insert('0.1234567', 'x')).rejects.toMatchObject(by('evidence_pieces_figure_value'))
    await expect(insert('1', null)).rejects.toMatchObject(by('evidence_pieces_figure'))
  })

  it('goes to a line of the set that takes evidence', async () => {
    const { file, staff } = await newSchool()
    expect(await add(staff, file, devices, '8.8')).toMatchObject({ status: 404, body: { code: 'line.not-found' } })
    expect(await add(staff, file, devices, '1.2')).toMatchObject({
      status: 409,
      body: { code: 'evidence.kind-refused' },
    })
  })

  it('proves what any kind proves, and nothing where the set wants a link', async () => {
    const { file, staff } = await newSchool()
    for (const [line, answer] of Object.entries(wholeForm())) await ok(form.save(staff, file, line, answer))
    await ok(add(staff, file, devices, '1.1'))
    await ok(add(staff, file, devices, '1.3'))
    const refused = await form.move(staff, file, 'finish')
    expect(refused.body.errors).toEqual([
      { path: '1.3', message: 'evidence-of-kind-missing', values: { kind: 'link', least: 1 } },
    ])
    await ok(form.addLink(staff, file, '1.3'))
    await ok(form.move(staff, file, 'finish'))
  })
})

describe('who adds a figure', () => {
  it('a stranger finds no such file', async () => {
    const { file } = await newSchool()
    const neighbour = await as('school-head', api.world.secondSchool)
    expect(await add(neighbour, file)).toMatchObject({ status: 404, body: { code: 'submission.not-found' } })
  })

  it('superiors see it and add none', async () => {
    const { file, staff } = await newSchool()
    await ok(add(staff, file))
    const officer = await as('managing-body-officer', api.world.commune)
    const { items } = await ok(officer.get(`/campaign-units/${file.campaignUnitId}/evidence`))
    expect(items).toMatchObject([{ figure: devices, actions: [] }])
    expect(await add(officer, file)).toMatchObject({ status: 403, body: { code: 'access.denied' } })
  })

  it('nobody, once the school has handed its file on', async () => {
    const { file, staff } = await form.at('awaiting-approval')
    expect(await add(staff, file)).toMatchObject({ status: 409, body: { code: 'submission.wrong-state' } })
  })

  it('two at once get two numbers', async () => {
    const { file, staff } = await newSchool()
    const added = await Promise.all([1, 2, 3].map(() => ok(add(staff, file))))
    expect(added.map(({ code }) => code).sort()).toEqual(['[H1-1.1-01]', '[H1-1.1-02]', '[H1-1.1-03]'])
  })
})
