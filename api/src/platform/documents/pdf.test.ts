import { field } from '@thuoc/shared'
import { describe, expect, it } from 'vitest'
import { pagesOf } from '../../../test/pdf.ts'
import { paragraph, type Layout } from './layout.ts'
import { pdfOf } from './pdf.ts'

const fields = {
  view: field.text('ý kiến', 'Không có'),
  lines: field.list('dòng', { code: field.text('mã', '1.1'), note: field.text('ghi chú', 'Không có') }),
}
const table: Layout = {
  orientation: 'landscape',
  blocks: [
    {
      ...{ kind: 'table', list: 'dòng' },
      columns: [
        { title: 'Mã', width: 1, text: '{mã}' },
        { title: 'Tiêu chí', width: 5, text: 'Tiêu chí {mã}' },
        { title: 'Ghi chú', width: 2, text: '{ghi chú}' },
      ],
    },
  ],
}
const words = (count: number, name = 'từ') => Array.from({ length: count }, (_, index) => `${name}${index + 1}.`)
const read = async (layout: Layout, values: Record<string, unknown>) => pagesOf(await pdfOf(layout, fields, values))

describe('a PDF', () => {
  it('says all of a note that is longer than a sheet is high, and the rows around it', async () => {
    const long = words(900)
    const lines = [
      { code: '1.1', note: 'ngắn trước' },
      { code: '1.2', note: long.join(' ') },
      { code: '1.3', note: `${'liền'.repeat(700)} hết` },
      { code: '1.4', note: 'ngắn sau' },
    ]
    const pages = await read(table, { lines })
    const said = pages.join(' ').split(' ')
    expect(long.filter((word) => !said.includes(word))).toEqual([])
    expect(said.join('').match(/liền/g)).toHaveLength(700)
    expect(pages.join(' ')).toMatch(/ngắn trước.*hết.*ngắn sau/)
    for (const page of pages) expect(page, 'the heading on each sheet').toContain('Ghi chú')
  })

  it('keeps a row on one sheet where all rows have room on one', async () => {
    const lines = words(12, 'mã').map((code) => ({ code, note: `${code}đầu ${words(30).join(' ')} ${code}cuối` }))
    const pages = await read(table, { lines })
    expect(pages.length).toBeGreaterThan(1)
    for (const { code } of lines) {
      const on = (end: string) => pages.findIndex((page) => page.includes(`${code}${end}`))
      expect([code, on('cuối')]).toEqual([code, on('đầu')])
    }
  })

  it('loses nothing of a last paragraph that is longer than a sheet, above who signs', async () => {
    const long = words(1500)
    const signatures = { signers: [{ capacity: 'THỦ TRƯỞNG', name: 'Trần Thị Mẫu' }] }
    const layout: Layout = { orientation: 'portrait', blocks: [paragraph('{ý kiến}')], signatures }
    const said = (await read(layout, { view: long.join(' ') })).join(' ')
    expect(long.filter((word) => !said.split(' ').includes(word))).toEqual([])
    expect(said).toContain('Trần Thị Mẫu')
  })

  it('prints neither control characters nor what turns the direction of reading', async () => {
    const [page = ''] = await read(
      { orientation: 'portrait', blocks: [paragraph('{ý kiến}')] },
      { view: 'Trước\u0001\u000b\u202e\u2066\uffff sau\r\ndòng hai' },
    )
    expect(page).toBe('Trước sau dòng hai')
  })

  it('takes no longer over one endless word than over as many letters in words', async () => {
    const took = async (note: string) => {
      const times = []
      for (let run = 0; run < 3; run += 1) {
        const from = performance.now()
        await pdfOf(table, fields, { lines: [{ code: '1.1', note: `${run} ${note}` }] })
        times.push(performance.now() - from)
      }
      return Math.min(...times)
    }
    expect(await took('x'.repeat(4000))).toBeLessThan(4 * (await took('xxxx '.repeat(800))))
  })
})
