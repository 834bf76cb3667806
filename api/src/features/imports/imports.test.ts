import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { dataImport } from '@thuoc/shared'
import { describe, expect, it } from 'vitest'
import { testApi } from '../../../test/harness.ts'
import { csvOf, importing, xlsxOf, type TableRow } from '../../../test/imports.ts'
import { container, html, pdf } from '../../../test/sample-files.ts'
import { editWorkbook } from '../../../test/workbook-editor.ts'
import { localFiles } from '../../platform/files.ts'
import { pack, unpack } from '../../platform/unpack.ts'
import { sweepImports } from './imports.jobs.ts'

const tester = testApi()
const { api, as } = tester
const { bring, carryOut, changesOf, faultsOf, send } = importing(tester)

let last = 0
const row = (over: TableRow = {}): TableRow => ({
  Mã: `CO-CHE-${(last += 1)}`,
  Tên: `Trường Cơ Chế ${last}`,
  Loại: 'Trường tiểu học',
  'Mã đơn vị cấp trên': api.world.commune.code,
  ...over,
})
const book = (...rows: TableRow[]) => xlsxOf('Đơn vị', rows)
const codes = async (q: string) => {
  const { body } = await (await as('province-administrator')).get(`/units?q=${q}`)
  return body.items.map(({ code }: { code: string }) => code)
}

const missing = { status: 404, body: { code: 'import.not-found' } }

describe('a file that comes in', () => {
  it('is kept and looked at, and changes nothing', async () => {
    const person = await as('province-administrator')
    const one = row()
    const brought = await bring(person, 'units', await book(one), 'Danh sách/đơn vị.xlsx')
    expect(brought).toMatchObject({ fileName: 'đơn vị.xlsx', hasFile: true, status: 'checked', rowCount: 1 })
    expect(await codes(String(one.Mã))).toEqual([])
    expect(await changesOf(person, brought)).toMatchObject([{ action: 'create', row: 2, thingId: null }])
    expect((await person.get('/imports?kind=units')).body.items[0]).toEqual(brought)
  })

  it('may be CSV with any of three separators, with or without the mark of UTF-8, quoted or not', async () => {
    const person = await as('province-administrator')
    const one = row({ Tên: 'Trường "Hai", cơ sở 1' })
    const plain = String(csvOf([one])).slice(1)
    expect(plain).toContain('"Trường ""Hai"", cơ sở 1"')
    const line = (separator: string) =>
      [Object.keys(one), Object.values(one).map((value) => `"${String(value).replaceAll('"', '""')}"`)]
        .map((fields) => fields.join(separator))
        .join('\n')
    for (const text of [plain, `\ufeff${line(';')}`, line('\t'), `sep=;\r\n${line(';')}`]) {
      const brought = await bring(person, 'units', Buffer.from(text), 'don-vi.csv')
      expect([brought.faultCount, (await changesOf(person, brought))[0]?.label]).toEqual([0, `${one.Tên} (${one.Mã})`])
    }
  })

  it('is refused by what it is, not by its name, and nothing of it is kept', async () => {
    const person = await as('province-administrator')
    const good = await book(row())
    const parts = unpack(good, { entries: 99, bytes: 9e6, ratio: 99 })
    const bomb = Buffer.alloc(70 * 1024 * 1024, ' ')
    const replies: [Buffer, number, string][] = [
      [Buffer.from('Mã,Tên\nĐV1,Trường', 'utf16le'), 415, 'spreadsheet.not-xlsx'],
      [Buffer.from([0xff, 0xfe, ...Buffer.from('Mã', 'utf16le')]), 415, 'spreadsheet.not-utf8'],
      [Buffer.from('M\xe3,T\xean\n', 'latin1'), 415, 'spreadsheet.not-utf8'],
      [Buffer.from('Mã,Tên\n"chưa đóng'), 400, 'spreadsheet.damaged'],
      [html, 415, 'spreadsheet.not-xlsx'],
      [pdf(), 415, 'spreadsheet.not-xlsx'],
      [container('Workbook'), 415, 'spreadsheet.not-xlsx'],
      [container('EncryptedPackage'), 415, 'spreadsheet.encrypted'],
      [pack(new Map([...parts, ['xl/vbaProject.bin', html]])), 415, 'spreadsheet.has-macros'],
      [
        pack(new Map([...parts, ['xl/worksheets/sheet9.xml', bomb]])).subarray(0, 9_000_000),
        400,
        'spreadsheet.damaged',
      ],
      [good.subarray(0, 3_000), 400, 'spreadsheet.damaged'],
      [Buffer.alloc(0), 400, 'evidence.empty'],
      [Buffer.alloc(10 * 1024 * 1024 + 1), 413, 'evidence.too-large'],
    ]
    for (const [file, status, code] of replies)
      expect(await send(person, 'units', file)).toMatchObject({ status, body: { code } })
    expect(await readdir(join(api.filesFolder, 'incoming'))).toEqual([])
  })

  it('with formulas, merged cells, errors and unknown headings has each named in its cell', async () => {
    const person = await as('province-administrator')
    const edited = editWorkbook(await book(row(), row(), row({ 'Cột lạ': 'x' })), [
      { sheet: 'Đơn vị', cell: 'B2', put: { formula: '"a"&"b"' } },
      { sheet: 'Đơn vị', cell: 'B3', put: { error: '#REF!' } },
      { sheet: 'Đơn vị', merge: 'C3:C4' },
    ])
    const faults = await faultsOf(person, await bring(person, 'units', edited))
    expect(faults.map(({ cell, rule }) => [cell, rule])).toEqual([
      ['E1', 'header-unknown'],
      ['B2', 'formula'],
      ['B3', 'error-value'],
      ['C3', 'merged'],
    ])
  })

  it('that is another table altogether is told which columns are missing', async () => {
    const person = await as('province-administrator')
    const brought = await bring(person, 'units', await xlsxOf('Đơn vị', [{ Họ: 'Nguyễn', Đệm: 'Văn' }]))
    const faults = await faultsOf(person, brought)
    expect(faults.map(({ message }) => message)).toEqual(['Thiếu cột “Mã”', 'Thiếu cột “Tên”', 'Thiếu cột “Loại”'])
  })
})

describe('lists', () => {
  it('of imports, faults and changes page without losing or repeating anything, and are searched without accents', async () => {
    const person = await as('province-administrator', api.world.abroad.province)
    const under = { 'Mã đơn vị cấp trên': api.world.abroad.commune.code }
    const faulty = await bring(person, 'units', await book(row({ Mã: '?' }), row(under), row({ Tên: null, ...under })))
    await bring(person, 'units', await book(row({ Tên: 'Trường Đông Á', ...under }), row(under)))
    const all = async (path: string) => {
      const seen: unknown[] = []
      for (let cursor: string | null = ''; cursor !== null;) {
        const { body } = await person.get(
          `${path}${path.includes('?') ? '&' : '?'}limit=1${cursor && `&cursor=${cursor}`}`,
        )
        seen.push(...body.items)
        cursor = body.nextCursor
      }
      return seen
    }
    const imports = await all('/imports')
    expect(imports).toEqual((await person.get('/imports')).body.items)
    expect(imports).toHaveLength(2)
    expect(await all(`/imports/${faulty.id}/faults`)).toEqual(await faultsOf(person, faulty))
    expect(await all(`/imports/${faulty.id}/faults?q=chua%20dien`)).toMatchObject([{ cell: 'B4' }])
    const clean = dataImport.parse(imports[0]).id
    expect(await all(`/imports/${clean}/changes`)).toHaveLength(2)
    expect(await all(`/imports/${clean}/changes?q=dong%20a`)).toMatchObject([{ action: 'create' }])
    expect(await all(`/imports/${clean}/changes?action=change`)).toEqual([])
  })
})

describe('in time', () => {
  it('the file of an import goes; one that was never carried out goes with its record', async () => {
    const person = await as('province-administrator')
    const pending = await bring(person, 'units', await book(row()))
    const done = await carryOut(person, 'units', await book(row()))
    const files = await localFiles(api.filesFolder)
    const after = (days: number) => sweepImports({ db: api.db, files }, new Date(Date.now() + days * 24 * 3600 * 1000))
    await after(6)
    expect((await person.get(`/imports/${pending.id}`)).status).toBe(200)
    await after(8)
    expect(await person.get(`/imports/${pending.id}`)).toMatchObject(missing)
    expect((await person.get(`/imports/${done.id}`)).body).toMatchObject({ hasFile: true })
    await after(31)
    const { body } = await person.get(`/imports/${done.id}`)
    expect(body).toMatchObject({ hasFile: false, status: 'applied', actions: [] })
    expect(await person.get(`/imports/${done.id}/corrected`)).toMatchObject({ body: { code: 'import.file-gone' } })
    expect(await changesOf(person, done)).toHaveLength(1)
  })
})
