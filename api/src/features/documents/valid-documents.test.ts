import { documentFacts, exampleOf, officialDocumentKinds, type Field, type Fields } from '@thuoc/shared'
import { describe, expect, it } from 'vitest'
import { faultsIn, noValidator } from '../../../test/office-validator.ts'
import { fill, originalOf, paragraph } from '../../platform/documents/index.ts'
import { pack, unpack } from '../../platform/unpack.ts'
import { originalTemplate } from './templates.service.ts'

const longName = `Trường Phổ thông dân tộc bán trú Tiểu học và Trung học cơ sở “Minh Hoạ” & <Thí Dụ> ${'Ễ'.repeat(120)}`
const rows = 300

/** Everything there is at its longest: names, lines, rows, pictures. */
function fullest(fields: Fields, within = 0): Record<string, unknown> {
  const valueOf = (one: Field): unknown => {
    if (one.kind === 'text') return within === 0 ? `${one.example}\n${longName}` : one.example
    if (one.kind === 'flag') return true
    if (one.kind === 'image') return { qr: 'https://thuoc.example/giay-chung-nhan/minh-hoa' }
    // Each of them takes the time of a picture, or has a list of its own.
    const isHeavy = Object.values(one.row).some(({ kind }) => kind === 'image' || kind === 'list')
    const length = within > 0 || isHeavy ? 12 : rows
    return Array.from({ length }, (_, at) => ({ ...fullest(one.row, within + 1), no: String(at + 1) }))
  }
  return Object.fromEntries(Object.entries(fields).map(([key, one]) => [key, valueOf(one)]))
}
const limits = { entries: 100, bytes: 64 * 1024 * 1024, ratio: 1000 }

describe
  .skipIf(noValidator !== null)
  .concurrent(noValidator ?? 'Word opens without a word of complaint', { timeout: 60_000 }, () => {
    it.each(officialDocumentKinds)('%s: its original, filled with all there can be, and with nothing', async (kind) => {
      const { fields } = documentFacts(kind)
      const original = await originalTemplate(kind)
      const faults = await Promise.all([
        faultsIn(original, 'docx', 'Microsoft365'),
        faultsIn(await fill(original, fields, fullest(fields)), 'docx', 'Office2019'),
        faultsIn(await fill(original, fields, {}), 'docx', 'Microsoft365'),
      ])
      expect(faults).toEqual([[], [], []])
    })

    it('a template of a body’s own, as Word saves it: names cut in pieces, merged cells, rows that repeat', async () => {
      const parts = unpack(await originalOf({ orientation: 'portrait', blocks: [paragraph('…')] }), limits)
      const cell = (content: string, width: number, merged = '') =>
        `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${merged}</w:tcPr><w:p>${content}</w:p></w:tc>`
      const run = (text: string) =>
        `<w:r w:rsidR="00A1B2C3"><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`
      const word = parts.get('word/document.xml')?.toString() ?? ''
      const body = [
        `<w:p w:rsidR="00A1B2C3"><w:pPr><w:jc w:val="center"/></w:pPr>${run('{tên ')}<w:proofErr w:type="spellStart"/>${run('đơn')}<w:proofErr w:type="spellEnd"/>${run(' vị}')}</w:p>`,
        '<w:tbl><w:tblPr><w:tblW w:w="6000" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="4000"/></w:tblGrid>',
        `<w:tr>${cell(run('Thành viên'), 6000, '<w:gridSpan w:val="2"/>')}</w:tr>`,
        `<w:tr>${cell(run('{#thành viên}{stt}'), 2000)}${cell(run('{họ và tên}{/thành viên}'), 4000)}</w:tr></w:tbl>`,
      ].join('')
      parts.set(
        'word/document.xml',
        Buffer.from(word.replace(/<w:body>.*?<w:sectPr/s, `<w:body>${body}<w:p/><w:sectPr`)),
      )
      const { fields } = documentFacts('council-decision')
      const filled = await fill(pack(parts), fields, { ...exampleOf(fields), unitName: longName })
      const text = unpack(filled, limits).get('word/document.xml')?.toString() ?? ''
      expect(text).toContain('Trường Phổ thông dân tộc bán trú')
      expect(text.match(/<w:tr>/g)).toHaveLength(1 + 3)
      expect(await faultsIn(filled, 'docx', 'Office2019', 'Microsoft365')).toEqual([])
    })

    it('not, where a file is at fault: the reader does find it', async () => {
      const parts = unpack(await originalOf({ orientation: 'portrait', blocks: [paragraph('…')] }), limits)
      const styles = parts.get('word/styles.xml')?.toString() ?? ''
      parts.set('word/styles.xml', Buffer.from(styles.replace('"Nội dung"', '"Nội dung, văn bản"')))
      expect((await faultsIn(pack(parts), 'docx', 'Office2019')).join()).toContain('Pattern constraint failed')
    })
  })
