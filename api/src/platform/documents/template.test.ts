import { field } from '@thuoc/shared'
import { TemplateHandler } from 'easy-template-x'
import { describe, expect, it } from 'vitest'
import { paragraph, type Block, type Layout } from './layout.ts'
import { originalOf } from './original.ts'
import { faultsOf, fill } from './template.ts'
import { changed } from '../../../test/broken-templates.ts'
import { unpack } from '../unpack.ts'

const { text, list, flag } = field
const fields = {
  unit: text('tên đơn vị', 'Trường Minh Hoạ'),
  changed: flag('có thay đổi'),
  members: list('thành viên', { no: text('stt', '1'), name: text('họ và tên', 'Nguyễn Minh Hoạ') }),
}
const values = {
  unit: 'Trường THCS Minh Hoạ 1',
  changed: false,
  members: [
    { no: '1', name: 'Trần Thị Minh Hoạ' },
    { no: '2', name: 'Lê <Minh> & “Hoạ” {stt}' },
  ],
}
const table: Block = {
  kind: 'table',
  list: 'thành viên',
  columns: [
    { title: 'TT', width: 1, text: '{stt}' },
    { title: 'Họ và tên', width: 4, text: '{họ và tên}' },
  ],
}
const templateOf = (...blocks: Block[]) => originalOf({ orientation: 'portrait', blocks } satisfies Layout)
const textOf = (docx: Buffer) => new TemplateHandler().getText(docx)
const limits = { entries: 100, bytes: 10_000_000, ratio: 150 }
describe('a template', () => {
  it('is filled: fields, rows of a table, and what people typed stands as they typed it', async () => {
    const filled = await textOf(await fill(await templateOf(paragraph('{Tên  ĐƠN vị}'), table), fields, values))
    expect(filled).toContain('Trường THCS Minh Hoạ 1')
    expect(filled).toContain('2Lê <Minh> & “Hoạ” {stt}')
    expect(filled).not.toContain('{#')
  })

  it('repeats whole paragraphs for a list and leaves out what does not hold, without empty lines', async () => {
    const each: Block = { kind: 'each', list: 'thành viên', blocks: [paragraph('{stt}. {họ và tên}')] }
    const unless: Block = { kind: 'each', list: 'có thay đổi', blocks: [paragraph('Có thay đổi')] }
    const docx = await fill(await templateOf(paragraph('Trước'), each, unless, paragraph('Sau')), fields, values)
    const document = unpack(docx, limits).get('word/document.xml')?.toString() ?? ''
    const paragraphs = [...document.matchAll(/<w:p[ >].*?<\/w:p>|<w:p\/>/gs)].map(([one]) =>
      one.replace(/<[^>]+>/g, ''),
    )
    expect(paragraphs).toEqual(['Trước', '1. Trần Thị Minh Hoạ', '2. Lê &lt;Minh&gt; &amp; “Hoạ” {stt}', 'Sau'])
  })

  it('that was written with decomposed accents and broken into runs by Word means the same', async () => {
    const docx = changed(await templateOf(paragraph('{tên đơn vị}')), 'word/document.xml', (xml) =>
      xml.replace('{tên đơn vị}', '{tên</w:t></w:r><w:r><w:t xml:space="preserve"> đơn vị}'.normalize('NFD')),
    )
    expect(await faultsOf(docx, fields)).toMatchObject({ unknown: [], unpaired: [] })
    expect(await textOf(await fill(docx, fields, values))).toContain('Trường THCS Minh Hoạ 1')
  })

  it('tells what is unknown, what is not closed, and what it leaves out', async () => {
    const faulty = await templateOf(paragraph('{tên trường} {#thành viên} {họ và tên}'), paragraph('{/có thay đổi}'))
    expect(await faultsOf(faulty, fields)).toEqual({
      unknown: ['{tên trường}'],
      unpaired: ['{/có thay đổi}', '{#thành viên}'],
      misused: [],
      misplaced: [],
      missing: ['tên đơn vị', 'có thay đổi', 'thành viên › stt'],
    })
    // A field of a row means nothing outside of it.
    expect((await faultsOf(await templateOf(paragraph('{họ và tên}')), fields)).unknown).toEqual(['{họ và tên}'])
  })

  it('tells of a brace that lacks its other one', async () => {
    const { unpaired } = await faultsOf(await templateOf(paragraph('Của {tên đơn vị'), paragraph('họ và tên}')), fields)
    expect(unpaired).toEqual(['{tên đơn vị', '}'])
  })
})
