import { describe, expect, it } from 'vitest'
import { unpack } from '../unpack.ts'
import { paragraph, type Layout } from './layout.ts'
import { originalOf } from './original.ts'

const limits = { entries: 100, bytes: 10_000_000, ratio: 150 }
const bodyOf = async (layout: Layout) =>
  unpack(await originalOf(layout), limits)
    .get('word/document.xml')
    ?.toString() ?? ''
const annex = { kind: 'annex', title: 'DANH SÁCH', subject: '(Kèm theo Quyết định)', blocks: [paragraph('…')] } as const

describe('an original', () => {
  it('counts the pages of each annex by themselves, and no first page bears its number', async () => {
    const body = await bodyOf({ orientation: 'portrait', blocks: [paragraph('…'), annex, annex] })
    const sections = body.match(/<w:sectPr.*?<\/w:sectPr>/gs) ?? []
    expect(sections).toHaveLength(3)
    expect(sections.map((one) => one.includes('<w:titlePg/>'))).toEqual([true, true, true])
    expect(sections.map((one) => one.includes('w:start="1"'))).toEqual([false, true, true])
  })

  it('says in italics what an annex goes with (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục III)', async () => {
    const body = await bodyOf({ orientation: 'portrait', blocks: [paragraph('…'), annex] })
    expect(body).toMatch(/<w:pStyle w:val="AnnexNote"\/>.*?\(Kèm theo Quyết định\)/s)
  })

  it('has number and date in one line, however long the names above them are', async () => {
    const body = await bodyOf({
      ...{ orientation: 'portrait', blocks: [] },
      masthead: { superior: 'cấp trên', issuer: 'đơn vị', number: 'Số: {số}', placeAndDate: '{nơi, ngày}' },
    })
    const rows = body.match(/<w:tr>.*?<\/w:tr>|<w:tr .*?<\/w:tr>/gs) ?? []
    expect(rows.map((row) => [row.includes('{đơn vị}'), row.includes('Số: '), row.includes('{nơi, ngày}')])).toEqual([
      [true, false, false],
      [false, true, true],
    ])
  })
})
