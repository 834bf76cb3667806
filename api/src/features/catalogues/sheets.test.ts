import { indicatorSetDefinition } from '@thuoc/shared'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { testApi } from '../../../test/harness.ts'
import { ok, shortSet } from '../../../test/road.ts'
import { richSet } from '../../../test/rich-set.ts'
import { container, html } from '../../../test/sample-files.ts'
import { editWorkbook, type Edit } from '../../../test/workbook-editor.ts'
import { readWorkbook } from '../../platform/spreadsheet/read.ts'
import { cellName } from '../../platform/spreadsheet/workbook.ts'
import { pack, unpack } from '../../platform/unpack.ts'
import { setValues } from './spreadsheet/write-rows.ts'

const { api, as, client } = testApi()
type Person = Awaited<ReturnType<typeof as>>

const folder = new URL('../../../catalogues/', import.meta.url)
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

async function download(person: Person, path: string) {
  const reply = await fetch(`${api.url}/api/v1${path}`, { headers: { authorization: `Bearer ${person.token}` } })
  return { status: reply.status, headers: reply.headers, content: Buffer.from(await reply.arrayBuffer()) }
}

async function send(person: Person, content: Buffer, name = 'bo-chi-so.xlsx') {
  const data = new FormData()
  data.append('file', new Blob([Uint8Array.from(content)]), name)
  const headers = { authorization: `Bearer ${person.token}` }
  const reply = await fetch(`${api.url}/api/v1/indicator-sets/spreadsheet`, { method: 'POST', headers, body: data })
  const body: {
    definition: z.input<typeof indicatorSetDefinition> | null
    faults: { sheet: string; cell: string | null; rule: string; values?: object }[]
    code?: string
  } = JSON.parse(await reply.text())
  return { status: reply.status, body }
}

const wire = z.encode(indicatorSetDefinition, richSet)

describe('the workbook of a set', () => {
  it('comes under its name, is saved and not shown, and reads back as the set it was', async () => {
    const person = await as('province-officer')
    const { id } = await ok(person.post('/indicator-sets', wire))
    const { status, headers, content } = await download(person, `/indicator-sets/${id}/spreadsheet`)
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe(xlsx)
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="Bo chi so THU-30, phien ban 1.xlsx"; filename*=UTF-8''${encodeURIComponent('Bộ chỉ số THU-30, phiên bản 1.xlsx')}`,
    )
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect((await send(person, content)).body).toEqual({ definition: wire, faults: [] })
  })

  it('says on every sheet what the set is not yet', async () => {
    const person = await as('province-officer')
    const { id } = await ok(person.post('/indicator-sets', shortSet('DAU')))
    const { sheets } = await readWorkbook((await download(person, `/indicator-sets/${id}/spreadsheet`)).content)
    const first = sheets.slice(0, 8).map(({ rows }) => rows.get(0)?.get(0))
    const mark = { kind: 'text', text: 'Bộ chỉ số mẫu, dựng để minh hoạ. Chưa đối chiếu bản chính' }
    expect(first).toEqual(Array.from({ length: 8 }, () => mark))
  })

  it('of a shipped set is read back without loss', async () => {
    const person = await as('system-administrator')
    for (const file of await readdir(folder)) {
      const definition = JSON.parse(await readFile(new URL(file, folder), 'utf8'))
      const { id } = await ok(person.post('/indicator-sets', definition))
      const { content } = await download(person, `/indicator-sets/${id}/spreadsheet`)
      expect((await send(person, content)).body).toEqual({ definition, faults: [] })
    }
  })

  it('is hidden with the set: a draft of others is not there, nor is anything to a stranger', async () => {
    const person = await as('province-officer')
    const { id } = await ok(person.post('/indicator-sets', shortSet('AN')))
    const path = `/indicator-sets/${id}/spreadsheet`
    expect((await download(await as('school-head'), path)).status).toBe(404)
    expect((await client().get(path)).status).toBe(401)
    expect((await client().get('/indicator-set-template')).status).toBe(401)
  })
})

describe('the template', () => {
  it('names only what has to be filled in, and filled in it is a set', async () => {
    const person = await as('province-officer')
    const { status, headers, content } = await download(person, '/indicator-set-template')
    expect(status).toBe(200)
    expect(decodeURIComponent(headers.get('content-disposition') ?? '')).toContain('Mẫu nhập bộ chỉ số.xlsx')
    const empty = await send(person, content)
    expect(new Set(empty.body.faults.map(({ rule }) => rule))).toEqual(
      new Set(['cell-empty', 'title-missing', 'bands-missing', 'no-groups']),
    )
    const { status: done, body } = await send(person, editWorkbook(content, await filled(content)))
    expect(body.faults).toEqual([])
    expect(done).toBe(200)
    expect(body.definition).toEqual({
      ...shortSet('TU-MAU'),
      level: {
        ...shortSet('TU-MAU').level,
        bands: [
          { level: 1, to: 50 },
          { level: 2, above: 50 },
        ],
      },
    })
  })

  /** A short set typed in by hand, the way the sheets ask for it. */
  async function filled(template: Buffer): Promise<Edit[]> {
    const { sheets } = await readWorkbook(template)
    const values = setValues(indicatorSetDefinition.parse(shortSet('TU-MAU')))
    const names = [...(sheets[0]?.rows ?? [])].map(([row, line]) => {
      const cell = line.get(0)
      return { row, name: cell?.kind === 'text' ? cell.text : '' }
    })
    const line = (name: string, ...given: readonly (string | undefined)[]) =>
      names
        .filter((each) => each.name === name)
        .flatMap(({ row }, at): Edit[] => [{ sheet: 'Bộ chỉ số', cell: cellName(row, 1), put: given[at] ?? null }])
    const table = (sheet: string, rows: (string | number | null)[][]) =>
      rows.flatMap((row, at) => row.map((put, column): Edit => ({ sheet, cell: cellName(at + 1, column), put })))
    return [
      ...line('Mã bộ chỉ số', ...values.code),
      ...line('Tên bộ chỉ số', ...values.title),
      ...line('Áp dụng cho', ...values.appliesTo),
      ...line('Bộ chỉ số mẫu', 'có'),
      ...line('Kiểu mã minh chứng', '[H1-1.3-01]'),
      ...line('Mức của đơn vị', 'theo nhom thap nhat'),
      ...line('Khi chưa đạt một điều kiện bắt buộc', '1'),
      ...table('Mức độ', [
        [1, null, null, null, 50, null],
        [2, null, null, 50, null, null],
      ]),
      ...table('Nhóm tiêu chí', [
        ['1', 'Dạy, học', 100],
        ['2', 'Quản trị', '100'],
      ]),
      ...table('Tiêu chí', [
        ['1.1', null, 'Điều kiện bắt buộc', 'Có kế hoạch', null],
        ['1.2', null, 'chấm điểm', 'Phần mềm', 60],
        ['1.3', null, 'Cham diem', 'Hạ tầng', '40,00'],
        ['2.1', null, 'points', 'Quản trị', 100],
      ]),
    ]
  }
})

describe('POST /indicator-sets/spreadsheet', () => {
  it('names faults of cells and of the set by sheet and cell, changes nothing and keeps no file', async () => {
    const person = await as('province-officer')
    const { id } = await ok(person.post('/indicator-sets', wire))
    const before = await ok(person.get('/indicator-sets?limit=200'))
    const { content } = await download(person, `/indicator-sets/${id}/spreadsheet`)
    // A mark stands above the headings: the set has not been compared yet.
    const { body } = await send(
      person,
      editWorkbook(content, [
        { sheet: 'Tiêu chí', cell: 'E4', put: { formula: '5+5' } },
        { sheet: 'Nhóm tiêu chí', cell: 'C8', put: 60 },
      ]),
    )
    expect(body).toEqual({
      definition: null,
      faults: [
        {
          sheet: 'Nhóm tiêu chí',
          cell: 'C8',
          rule: 'maxima-do-not-add-up',
          values: { sum: '59.00', maximum: '60.00' },
        },
        { sheet: 'Tiêu chí', cell: 'E4', rule: 'formula' },
      ],
    })
    expect(await ok(person.get('/indicator-sets?limit=200'))).toEqual(before)
    expect(await readdir(join(api.filesFolder, 'incoming'))).toEqual([])
  })

  it('gives the definition where only rules of the set are broken, so that it can be kept as a draft', async () => {
    const person = await as('province-officer')
    const { id } = await ok(person.post('/indicator-sets', wire))
    const { content } = await download(person, `/indicator-sets/${id}/spreadsheet`)
    const { body } = await send(person, editWorkbook(content, [{ sheet: 'Nhóm tiêu chí', cell: 'C8', put: 60 }]))
    expect(body.faults).toHaveLength(1)
    const draft = await ok(person.post('/indicator-sets', { ...body.definition, code: 'NHAP-SUA' }))
    expect(draft).toMatchObject({ status: 'draft', faults: [{ path: '6', rule: 'maxima-do-not-add-up' }] })
  })

  it('compares with the set that it refines, whatever else is wrong', async () => {
    const person = await as('province-officer')
    const parent = await ok(person.post('/indicator-sets', shortSet('GOC')))
    await ok(person.post(`/indicator-sets/${parent.id}/publish`, { revision: parent.revision }))
    const refinement = { ...shortSet('TINH'), refines: { code: 'GOC', version: 1 } }
    const { id } = await ok(person.post('/indicator-sets', refinement))
    const { content } = await download(person, `/indicator-sets/${id}/spreadsheet`)
    const { body } = await send(
      person,
      editWorkbook(content, [
        { sheet: 'Tiêu chí', cell: 'A6', put: '2.2' },
        { sheet: 'Tiêu chí', cell: 'D4', put: { error: '#N/A' } },
      ]),
    )
    expect(body.faults).toEqual([
      { sheet: 'Tiêu chí', cell: null, rule: 'refinement-misses-criterion', values: { code: '2.1' } },
      { sheet: 'Tiêu chí', cell: 'D4', rule: 'error-value', values: { text: '#N/A' } },
    ])
    const unknown = editWorkbook(content, [{ sheet: 'Bộ chỉ số', cell: 'B14', put: '9' }])
    expect((await send(person, unknown)).body.faults).toMatchObject([
      { sheet: 'Bộ chỉ số', rule: 'refined-set-unknown' },
    ])
  })

  it('refuses whatever is no workbook, by its content and not its name, and keeps nothing of it', async () => {
    const person = await as('province-officer')
    const { content } = await download(person, '/indicator-set-template')
    const macro = pack(
      new Map([...unpack(content, { entries: 99, bytes: 9e6, ratio: 99 }), ['xl/vbaProject.bin', html]]),
    )
    const replies: [Buffer, number, string][] = [
      [Buffer.from('Mã;Tên\n1;Nhóm\n'), 415, 'spreadsheet.not-xlsx'],
      [container('Workbook'), 415, 'spreadsheet.not-xlsx'],
      [container('EncryptedPackage'), 415, 'spreadsheet.encrypted'],
      [macro, 415, 'spreadsheet.has-macros'],
      [content.subarray(0, 5_000), 400, 'spreadsheet.damaged'],
      [Buffer.alloc(0), 400, 'evidence.empty'],
      [Buffer.alloc(10 * 1024 * 1024 + 1), 413, 'evidence.too-large'],
    ]
    for (const [file, status, code] of replies)
      expect(await send(person, file)).toMatchObject({ status, body: { code } })
    expect(await readdir(join(api.filesFolder, 'incoming'))).toEqual([])
  })

  it('takes one file and nothing else, and nobody who may not see sets', async () => {
    const person = await as('province-officer')
    expect(await person.post('/indicator-sets/spreadsheet', { file: 'x' })).toMatchObject({
      status: 400,
      body: { code: 'evidence.file-expected' },
    })
    expect((await client().post('/indicator-sets/spreadsheet')).status).toBe(401)
  })
})
