import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { aForm, type Form } from '../../../test/form.ts'
import { exportsOf } from '../../../test/exports.ts'
import { testApi } from '../../../test/harness.ts'
import { ok, type Person } from '../../../test/road.ts'
import { pdf } from '../../../test/sample-files.ts'
import { aSchool, sentWhole } from '../../../test/uploads.ts'
import { listArchive } from '../../platform/archives.ts'
import { readCsv } from '../../platform/spreadsheet/csv.ts'
import { readWorkbook } from '../../platform/spreadsheet/read.ts'

const now = () => new Date('2026-11-22T10:00:00+07:00')
const tester = testApi({ now })
const { api, as } = tester
const { fileOf } = exportsOf(tester, now)
const whole = sentWhole(tester)
let form: Form
beforeAll(async () => {
  form = await aForm(tester)
})
const newSchool = () => aSchool(tester, form)
type School = Awaited<ReturnType<typeof newSchool>>

const about = { documentKind: 'plan', number: '1/KH', issuedOn: '2026-09-05', issuer: 'Trường', validFrom: null }
const addPaper = ({ staff, file }: School, title: string, more: object = {}, said: object = {}) =>
  ok(
    staff.post(`/campaign-units/${file.campaignUnitId}/evidence/documents`, {
      ...{ criterion: '1.1', title, about: { ...about, validUntil: null, ...said } },
      ...more,
    }),
  )
const at = ({ file }: School, rest = '') => `/campaign-units/${file.campaignUnitId}/evidence-register${rest}`
const registerOf = ({ file: { campaignUnitId } }: School, over: object = {}) => ({
  ...{ kind: 'evidence-register', campaignUnitId, filter: {}, format: 'xlsx' },
  ...over,
})
const archiveOf = ({ file: { campaignUnitId } }: School) => ({ kind: 'evidence-archive', campaignUnitId })
const archived = ({ file }: School) => `/campaign-units/${file.campaignUnitId}/evidence-archive`
type Row = { id: string; code: string; title: string; box: number; pieceId: string }
const rows = async (school: School, query = '', person: Person = school.staff): Promise<Row[]> =>
  (await ok(person.get(at(school, `?${query}`)))).items
const titles = async (school: School, query: Record<string, string> = {}) =>
  (await rows(school, String(new URLSearchParams(query)))).map(({ title }) => title)
const change = ({ staff, file }: School, ...changes: object[]) =>
  staff.post(`/campaign-units/${file.campaignUnitId}/evidence-register/changes`, { changes })

describe('the register as a table', () => {
  it('is read page by page, searched by code and words without accents, narrowed and sorted', async () => {
    const school = await newSchool()
    const one = await addPaper(school, 'Kế hoạch năm học', {}, { issuedOn: '2026-10-01' })
    await addPaper(school, 'Biên bản họp', { criterion: '2.2' }, { issuedOn: '2025-01-01', issuer: 'Phòng' })
    await ok(form.addLink(school.staff, school.file, '1.3', 'Ảnh phòng máy'))
    await ok(school.staff.post(`/evidence/${one.id}/criteria`, { criterion: '2.1' }))
    const all = ['Kế hoạch năm học', 'Ảnh phòng máy', 'Biên bản họp']
    expect(await titles(school)).toEqual(all)
    expect(await titles(school, { sort: 'title' })).toEqual(['Ảnh phòng máy', 'Biên bản họp', 'Kế hoạch năm học'])
    expect(await titles(school, { sort: 'issued' })).toEqual(['Biên bản họp', 'Kế hoạch năm học', 'Ảnh phòng máy'])
    expect(await titles(school, { descending: 'true' })).toEqual(all.toReversed())
    for (const search of ['h1.2.2.1', 'bien  HOP', 'phong 1/kh'])
      expect([search, await titles(school, { search })]).toEqual([search, ['Biên bản họp']])
    expect(await titles(school, { criterion: '2' })).toEqual(['Kế hoạch năm học', 'Biên bản họp'])
    expect(await titles(school, { kind: 'link' })).toEqual(['Ảnh phòng máy'])
    expect(await titles(school, { warning: 'outside-year' })).toEqual(['Biên bản họp'])
    expect(await titles(school, { box: '2' })).toEqual([])
    for (const order of ['', 'sort=title&', 'sort=issued&descending=true&', 'sort=added&']) {
      const first = await ok(school.staff.get(at(school, `?${order}limit=2`)))
      const rest = await ok(school.staff.get(at(school, `?${order}limit=2&cursor=${first.nextCursor}`)))
      const together = [...first.items, ...rest.items].map(({ id }: Row) => id)
      expect([order, together, rest.nextCursor]).toEqual([order, (await rows(school, order)).map(({ id }) => id), null])
    }
    expect(await school.staff.get(at(school, '?cursor=x'))).toMatchObject({ status: 400 })
    expect(await ok(school.staff.get(at(school, '/summary?kind=document')))).toMatchObject({
      ...{ total: 3, found: 2, files: 0, bytes: 0, boxes: [{ box: 1, pieces: 3 }] },
      warnings: { 'outside-year': 1, 'to-renew': 0 },
    })
  })

  it('says which links lead nowhere and which pieces hold the same file, in the library as well', async () => {
    const school = await newSchool()
    const { staff, file, unit } = school
    const { pieceId } = await ok(form.addLink(staff, file, '1.1', 'Trang cũ'))
    await ok(form.addLink(staff, file, '1.1', 'Trang tốt'))
    await api.db.execute(sql`update evidence_pieces set link_state = case id when ${pieceId} then 'down' else 'up' end,
      link_checked_at = now() where unit_id = ${unit.id}`)
    for (const title of ['Báo cáo', 'Báo cáo lần hai', 'Khác'])
      await addPaper(school, title, { uploads: await whole(staff, [pdf(title === 'Khác' ? 'khác' : 'như nhau')]) })
    const twice = ['Báo cáo', 'Báo cáo lần hai']
    expect([await titles(school, { warning: 'link-down' }), await titles(school, { warning: 'twice' })]).toEqual([
      ['Trang cũ'],
      twice,
    ])
    const library = async (flag: string) =>
      (await ok(staff.get(`/units/${unit.id}/evidence-pieces?sort=title&flag=${flag}`))).items.map(
        ({ title }: Row) => title,
      )
    expect([await library('link-down'), await library('twice')]).toEqual([['Trang cũ'], twice])
    const summary = await ok(staff.get(`/units/${unit.id}/evidence-pieces/summary?schoolYear=2026-2027`))
    expect(summary).toMatchObject({
      ...{ total: 5, bin: 0, kinds: { file: 0, link: 2, figure: 0, document: 3 } },
      flags: { 'link-down': 1, twice: 2, unused: 0 },
      room: { used: pdf('như nhau').length + pdf('khác').length },
    })
    const [last] = await rows(school, 'warning=twice&descending=true')
    await ok(staff.delete(`/evidence-pieces/${last?.pieceId}`))
    expect(await library('twice')).toEqual([])
  })

  it('is read by those who may read the file, and by nobody else', async () => {
    const school = await newSchool()
    await addPaper(school, 'Kế hoạch')
    const officer = await as('managing-body-officer', api.world.commune)
    expect(await rows(school, '', officer)).toMatchObject([{ title: 'Kế hoạch', actions: [] }])
    const stranger = await as('school-head', api.world.secondSchool)
    for (const path of ['', '/summary']) expect(await stranger.get(at(school, path))).toMatchObject({ status: 404 })
    expect(await stranger.get(archived(school))).toMatchObject({ status: 404 })
    for (const order of [registerOf(school), archiveOf(school)])
      expect(await stranger.post('/exports', order)).toMatchObject({
        status: 404,
        body: { code: 'submission.not-found' },
      })
    expect(await officer.post(at(school, '/changes'), { changes: [{ id: school.file.id, box: 2 }] })).toMatchObject({
      status: 403,
    })
  })
})

describe('many rows at once', () => {
  it('are put in another box and described, and back again with what the reply holds', async () => {
    const school = await newSchool()
    for (const title of ['Một', 'Hai']) await addPaper(school, title)
    const before = await rows(school)
    const { changed, undo } = await ok(
      change(school, ...before.map(({ id }) => ({ id, box: 4, documentKind: 'minutes', issuer: 'Hội đồng' }))),
    )
    expect([changed, await rows(school)]).toMatchObject([
      2,
      [
        { code: '[H4-1.1-01]', box: 4, about: { ...about, documentKind: 'minutes', issuer: 'Hội đồng' } },
        { code: '[H4-1.1-02]' },
      ],
    ])
    expect(await ok(change(school, ...undo))).toMatchObject({ changed: 2 })
    expect(await rows(school)).toEqual(before)
    const history = await ok(school.staff.get(`/evidence-pieces/${before[0]?.pieceId}/history`))
    expect(history.items.map(({ action, about: of }: { action: string; about: string }) => [action, of])).toEqual(
      expect.arrayContaining([
        ['boxed', 'H1 → H4'],
        ['boxed', 'H4 → H1'],
        ['described', null],
        ['entered', '[H1-1.1-01], 1.1'],
      ]),
    )
    expect(await ok(change(school, { id: before[0]?.id, box: 1 }))).toEqual({ changed: 0, undo: [] })
  })

  it('take codes however they are typed; a number that was ever given is nobody else’s', async () => {
    const school = await newSchool()
    for (const title of ['Một', 'Hai', 'Ba']) await addPaper(school, title)
    const [one, two, three] = await rows(school)
    const { undo } = await ok(change(school, { id: two?.id, code: 'h2.1.1.7' }))
    expect((await rows(school)).map(({ code }) => code)).toEqual(['[H1-1.1-01]', '[H1-1.1-03]', '[H2-1.1-07]'])
    const refused = async (code: string) =>
      expect(await change(school, { id: one?.id, box: 9 }, { id: three?.id, code })).toMatchObject({
        status: 409,
        body: { errors: [{ path: '/changes/1/code' }] },
      })
    // Taken; once another's; another scheme; no criterion of the set, or one that takes none; no code at all.
    for (const code of ['[H1 – 1.1 – 1]', '[H1-1.1-02]', 'MC.1.1.05', 'H1-3.1-01', 'H1-1.2-01', 'Kế hoạch'])
      await refused(code)
    expect(await rows(school)).toMatchObject([{ box: 1 }, { box: 1 }, { box: 2 }])
    expect((await addPaper(school, 'Bốn')).code).toBe('[H1-1.1-08]')
    await ok(change(school, ...undo))
    expect((await addPaper(school, 'Năm')).code).toBe('[H1-1.1-09]')
    expect((await rows(school)).map(({ code }) => code.slice(-3, -1))).toEqual(['01', '02', '03', '08', '09'])
    expect(await change(school, { id: one?.id, box: 2 }, { id: one?.id, box: 3 })).toMatchObject({ status: 404 })
    expect(await change(school, { id: one?.id, issuer: null })).toMatchObject({
      body: { code: 'piece.description-incomplete' },
    })
    await api.db.execute(sql`update submissions set status = 'submitted' where id = ${school.file.id}`)
    expect(await change(school, { id: one?.id, box: 2 })).toMatchObject({ body: { code: 'submission.wrong-state' } })
  })
})

describe('taken out', () => {
  it('the register is a workbook with typed cells that says what was asked, or a table of plain text', async () => {
    const school = await newSchool()
    await addPaper(school, '=HYPERLINK("http://x")')
    await addPaper(school, 'Biên bản', { criterion: '2.2' })
    const { content, name } = await fileOf(school.staff, registerOf(school, { filter: { criterion: '1' } }))
    expect(name).toBe(`Danh mục minh chứng ${school.unit.name} 2026-2027.xlsx`)
    const { sheets } = await readWorkbook(content)
    const [table, asked] = sheets.map(({ name: of, rows: lines }) => ({
      of,
      lines: [...lines.values()].map((line) => [...line.values()]),
    }))
    expect(table?.lines[1]).toMatchObject([
      { kind: 'number', value: 1 },
      { kind: 'text', text: '[H1-1.1-01]' },
      { kind: 'text', text: '=HYPERLINK("http://x")' },
      { kind: 'text', text: 'Kế hoạch' },
      { kind: 'text', text: '1/KH' },
      { kind: 'date', day: '2026-09-05' },
      { kind: 'text', text: 'Trường' },
      { kind: 'number', value: 1 },
      { kind: 'text', text: '1.1' },
    ])
    expect(table?.lines).toHaveLength(2)
    expect(asked).toMatchObject({ of: 'Về danh mục này' })
    const said = asked?.lines.map((line) => line.map((cell) => (cell.kind === 'text' ? cell.text : '')))
    expect(said).toContainEqual(['Tiêu chí', '1'])
    expect(said).toContainEqual(['Xuất lúc', '22/11/2026, 10:00'])

    const { content: csv } = await fileOf(school.staff, registerOf(school, { format: 'csv' }))
    expect([...csv.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(csv.toString().split('\ufeff')).toHaveLength(2)
    expect(csv.toString()).toContain(`"'=HYPERLINK(""http://x"")"`)
    expect([...(readCsv(csv, 'x').sheets[0]?.rows.get(2)?.values() ?? [])]).toContainEqual({
      ...{ kind: 'text', text: '05/09/2026' },
    })
  })

  it('the files come as one archive, a folder for each criterion, without what is infected', async () => {
    const school = await newSchool()
    const { staff, unit } = school
    const long = 'ộ'.repeat(250)
    const two = await addPaper(school, 'Hai trang', { uploads: await whole(staff, [pdf('một'), pdf('hai')]) })
    await ok(staff.post(`/evidence/${two.id}/criteria`, { criterion: '2.2' }))
    const bad = await addPaper(school, 'Có mã độc', { uploads: await whole(staff, [pdf('ba'), pdf('bốn')]) })
    const mark = (id: string, set: ReturnType<typeof sql>) =>
      api.db.execute(sql`update evidence_files set ${set} where id = ${id}`)
    await mark(bad.files[0].id, sql`scan = 'infected', threat = 'x'`)
    await mark(bad.files[1].id, sql`scan = 'waiting'`)
    await mark(two.files[1].id, sql`name = ${`CON. ${long}.pdf`}`)
    const bytes = pdf('một').length + pdf('hai').length
    const officer = await as('managing-body-officer', api.world.commune)
    expect(await ok(officer.get(archived(school)))).toEqual({ files: 2, bytes, left: 2 })

    const { name: called, content: archive } = await fileOf(officer, archiveOf(school))
    expect(called).toBe(`Minh chứng ${unit.name} 2026-2027.zip`)
    const path = join(api.filesFolder, `${unit.id}.zip`)
    await writeFile(path, archive)
    const { entries } = await listArchive(path)
    const names = entries.map(({ name }) => name)
    expect(names).toEqual([
      'Danh mục minh chứng.xlsx',
      'Tệp chưa đưa vào.txt',
      '1.1 Có kế hoạch/[H1-1.1-01] 1 Tệp 1.pdf',
      expect.stringMatching(/^1\.1 Có kế hoạch\/\[H1-1\.1-01\] 2 CON\. ộ+\.pdf$/),
      '2.2 Quản trị/[H1-1.1-01] xem thư mục 1.1.txt',
    ])
    expect(Math.max(...names.map((name) => name.length))).toBeLessThan(160)
    expect(archive.includes(pdf('một'))).toBe(true)
    expect(archive.includes(pdf('ba'))).toBe(false)
    expect(archive.toString()).toContain('[H1-1.1-02]  Tệp 1.pdf: tệp có mã độc')
  })
})
