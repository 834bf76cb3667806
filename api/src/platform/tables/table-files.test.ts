import { buffer } from 'node:stream/consumers'
import readXlsxFile from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'
import { text, unzip } from '../../../test/archives.ts'
import { pagesOf, papersOf } from '../../../test/pdf.ts'
import { tablesFile, type Table } from './index.ts'

const column = (header: string, format: 'text' | 'number' | 'day' = 'text') => ({ header, width: 20, format })
const long = 'Trường Phổ thông dân tộc bán trú Tiểu học và Trung học cơ sở Minh Hoạ '.repeat(3).slice(0, 200).trim()
const units: Table = {
  name: 'Đơn vị',
  keys: 1,
  columns: [column('Đơn vị'), column('Điểm', 'number'), column('Ngày công bố', 'day')],
  rows: [
    [long, 75.25, '2026-11-20'],
    ['=Trường Minh Hoạ', null, null],
  ],
}
const about = [['Năm học', '2026-2027'] as const]
const file = async (tables: Table[], format: 'xlsx' | 'csv' | 'pdf', eachRow = async () => {}) =>
  buffer((await tablesFile({ title: 'Danh sách', about, tables }, format, eachRow)).content)
const rows = (count: number): Table => ({
  ...units,
  rows: Array.from({ length: count }, (_, at) => [`Trường Minh Hoạ số ${at}.`, at, '2026-11-20']),
})

describe('tables as a PDF', () => {
  it('say what was counted and what the tables say, as people write it, in text that can be searched', async () => {
    const [page = ''] = await pagesOf(await file([units], 'pdf'))
    for (const said of ['Danh sách', 'Năm học: 2026-2027', '75,25', '20/11/2026', '=Trường Minh Hoạ'])
      expect(page).toContain(said)
    expect(page.replaceAll(' ', '')).toContain(long.replaceAll(' ', ''))
  })

  it('repeat their headings and count their pages, and leave no row out', async () => {
    const pages = await pagesOf(await file([rows(300)], 'pdf'))
    expect(pages.length).toBeGreaterThan(4)
    for (const page of pages) expect(page).toContain('Ngày công bố')
    for (const [at, page] of pages.entries()) if (at > 0) expect(page).toMatch(new RegExp(`^${at + 1} `))
    const all = pages.join(' ')
    for (let at = 0; at < 300; at++) expect(all).toContain(`Trường Minh Hoạ số ${at}.`)
  })

  it('lie across where that is needed; what is wider still goes on beside, with whose row it is', async () => {
    expect(await papersOf(await file([units], 'pdf'))).toEqual([[595, 842]])
    const codes = Array.from({ length: 29 }, (_, at) => `${1 + Math.floor(at / 8)}.${(at % 8) + 1}`)
    const heat: Table = {
      ...{ name: '% điểm tối đa', keys: 1 },
      columns: [column('Phần'), ...codes.map((code) => column(code, 'number'))],
      rows: Array.from({ length: 40 }, (_, at) => [`UBND xã Minh Hoạ ${at}.`, ...codes.map((_, n) => at + n / 100)]),
    }
    const pdf = await file([heat], 'pdf')
    expect(new Set((await papersOf(pdf)).map(String))).toEqual(new Set(['842,595']))
    const pages = await pagesOf(pdf)
    const parts = [1, 2].map((part) => pages.findIndex((page) => page.includes(`phần ${part} trên 2`)))
    for (const code of codes) expect(pages.join(' ')).toContain(` ${code} `)
    expect(
      pages
        .slice(0, parts[1])
        .join(' ')
        .match(/UBND xã Minh Hoạ 39\./g),
    ).toHaveLength(1)
    expect(
      pages
        .slice(parts[1])
        .join(' ')
        .match(/UBND xã Minh Hoạ 39\./g),
    ).toHaveLength(1)
  })

  it('carry a text that is longer than a page over to the next, whole', async () => {
    const words = Array.from({ length: 4000 }, (_, at) => `từ${at}`)
    const remark: Table = { ...units, rows: [[words.join(' '), 1, null]] }
    const all = (await pagesOf(await file([remark], 'pdf'))).join(' ')
    expect(all.match(/từ\d+/g)).toEqual(words)
  })

  it('say of an empty table that there is nothing', async () => {
    expect((await pagesOf(await file([{ ...units, rows: [] }], 'pdf'))).join(' ')).toContain('Không có.')
  })

  it('are not written on where nobody reads any more', async () => {
    let written = 0
    const made = await tablesFile(
      { title: 'Dài', about, tables: [rows(20_000)] },
      'pdf',
      async () => void (written += 1),
    )
    made.content.resume()
    while (written < 100) await new Promise((resolve) => setTimeout(resolve, 5))
    made.content.destroy()
    const then = written
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(written).toBeLessThan(then + 200)
  })

  it('break off where a row says so', async () => {
    const stopped = file([units], 'pdf', async () => Promise.reject(new Error('Not wanted')))
    await expect(stopped).rejects.toThrow('Not wanted')
  })
})

describe('tables as a workbook or CSV', () => {
  it('have typed cells and a sheet about them; a wide first column leaves room beside it', async () => {
    const content = await file([units], 'xlsx')
    const [first, facts] = await readXlsxFile(content)
    expect(first?.data[1]).toEqual([long, 75.25, new Date('2026-11-20T00:00:00Z')])
    expect(facts).toMatchObject({
      sheet: 'Thông tin',
      data: [
        ['Mục', 'Nội dung'],
        ['Năm học', '2026-2027'],
      ],
    })
    const wide = { ...units, keys: 2, columns: [{ ...column('A'), width: 50 }, column('B'), column('C')] }
    const xml = text(await unzip(await file([wide], 'xlsx')), 'xl/worksheets/sheet1.xml')
    expect(xml).toContain('xSplit="1"')
  })

  it('begin once with the mark of UTF-8, and hold no formula', async () => {
    const csv = (await file([units], 'csv')).toString('utf8')
    expect(csv.split('\r\n')[0]).toBe('\ufeffĐơn vị,Điểm,Ngày công bố')
    expect(csv.slice(1)).not.toContain('\ufeff')
    expect(csv).toContain(`'=Trường Minh Hoạ,,`)
  })
})
