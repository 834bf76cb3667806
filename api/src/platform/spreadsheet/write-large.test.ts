import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import readXlsxFile from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { text, unzip } from '../../../test/archives.ts'
import { openSpreadsheet } from './open.ts'
import { streamSpreadsheet, writeLargeSpreadsheet, type LongSheet } from './write-large.ts'
import { serialOf, writeSpreadsheet, type WrittenSheet } from './write.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thuoc-long-'))
})
afterAll(() => rm(folder, { recursive: true }))

const sheet = {
  name: "Đơn vị 'A' & B",
  columns: [
    { header: 'Mã', width: 10, format: 'text', required: true },
    { header: 'Điểm', width: 10, format: 'number', words: { sheet: 'Từ', column: 0, first: 0, last: 1 } },
    { header: 'Ngày', width: 12, format: 'day' },
  ],
  rows: [
    { values: ['1.10', 75.25, serialOf('2026-11-20')] },
    { values: ['=1+1', null, null], look: 'strong' },
    { values: ['  hai\ndòng <&> "x" \u0001_x0041_ ', -3, null], look: 'faulty' },
    { values: ['Phần', null, null], look: 'heading' },
  ],
  filter: true,
  frozenColumns: 1,
} satisfies WrittenSheet
const words: WrittenSheet = {
  name: 'Từ',
  banner: 'Để xem',
  columns: [{ header: 'Từ', width: 9, format: 'text' }],
  rows: [{ values: ['Có'] }],
}
const about = { title: 'Thử' }
async function opened(content: Buffer) {
  const path = join(folder, 'written.xlsx')
  await writeFile(path, content)
  return openSpreadsheet(path)
}

describe('a workbook that is written row by row', () => {
  it('says what the same workbook says when it is written in one piece', async () => {
    const long = await opened(await writeLargeSpreadsheet([sheet, words], about))
    expect(long).toEqual(await opened(await writeSpreadsheet([sheet, words], about)))
  })

  it('is read by another library with numbers as numbers, days as days and no text as a formula', async () => {
    const [first] = await readXlsxFile(await writeLargeSpreadsheet([sheet, words], about))
    expect(first?.data.slice(0, 4)).toEqual([
      ['Mã', 'Điểm', 'Ngày'],
      ['1.10', 75.25, new Date('2026-11-20T00:00:00Z')],
      ['=1+1', null, null],
      [expect.stringContaining('hai\ndòng <&> "x"'), -3, null],
    ])
  })

  it('freezes its headings and filters and lists as far as its rows reach', async () => {
    const columns = [...sheet.columns]
    const many = Array.from({ length: 2500 }, (_, at) => ({ values: [String(at), at, null] }))
    const parts = await unzip(await writeLargeSpreadsheet([{ ...sheet, columns, rows: many }, words], about))
    const xml = text(parts, 'xl/worksheets/sheet1.xml')
    expect(xml).toContain('<pane xSplit="1" ySplit="1" topLeftCell="B2" state="frozen"')
    expect(xml).toContain('<autoFilter ref="A1:C2501"/>')
    expect(xml).toContain('sqref="B2:B2501"')
    expect(text(parts, 'xl/worksheets/sheet2.xml')).toContain('ySplit="2"')
  })

  it('without rows has its headings, and the empty rows that were asked for', async () => {
    const parts = await unzip(await writeLargeSpreadsheet([{ ...sheet, rows: [], spareRows: 2 }, words], about))
    const xml = text(parts, 'xl/worksheets/sheet1.xml')
    expect(xml.match(/<row /g)).toHaveLength(3)
    expect(xml).toContain('<autoFilter ref="A1:C3"/>')
  })

  it('asks for rows only as it is read, and not any more when nobody reads', async () => {
    let asked = 0
    async function* endless() {
      for (;;) yield { values: [String(asked++), Math.random(), null] }
    }
    const long: LongSheet = { ...sheet, rows: endless() }
    const content = await streamSpreadsheet([long, words], about)
    for await (const _ of content) if (asked > 20_000) break
    const then = asked
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(asked).toBe(then)
  })

  it('breaks off where its rows cannot be read, so that nobody takes half of them for all', async () => {
    async function* broken() {
      yield { values: ['1', 1, null] }
      throw new Error('Gone')
    }
    await expect(writeLargeSpreadsheet([{ ...sheet, rows: broken() }, words], about)).rejects.toThrow('Gone')
  })
})
