import { field } from '@thuoc/shared'
import { describe, expect, it } from 'vitest'
import { pagesOf } from '../../../test/pdf.ts'
import { unpack } from '../unpack.ts'
import { fill, originalOf, paragraph, pdfOf, UnreadableTemplate, type Layout } from './index.ts'
import { isLarge } from './large.ts'
import { fill as fillHere } from './template.ts'

const fields = {
  papers: field.list('giấy', { number: field.text('số', '1'), code: field.image('mã QR', 30, 30) }),
}
const layout: Layout = {
  ...{ orientation: 'portrait', framed: true },
  blocks: [
    {
      ...{ kind: 'each', list: 'giấy', paged: true },
      blocks: [paragraph('Giấy số {số}'), { kind: 'image', name: 'mã QR', align: 'left' }],
    },
  ],
}
const papers = (count: number) => ({
  papers: Array.from({ length: count }, (_, at) => ({ number: String(at + 1), code: { qr: `https://vi.du/${at}` } })),
})
const documentOf = (docx: Buffer) =>
  unpack(docx, { entries: 500, bytes: 50_000_000, ratio: 500 })
    .get('word/document.xml')
    ?.toString()
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')

describe('a document with hundreds of rows', () => {
  it('is drawn in a thread of its own, and says what it would say without one', async () => {
    const values = papers(101)
    expect([isLarge(papers(100)), isLarge(values)]).toEqual([false, true])
    const template = await originalOf(layout)
    const said = documentOf(await fill(template, fields, values))
    expect(said).toContain('Giấy số 101')
    expect(said).toBe(documentOf(await fillHere(template, fields, values)))
    expect((await pagesOf(await pdfOf(layout, fields, values))).map((page) => page.trim())).toEqual(
      values.papers.map(({ number }) => `Giấy số ${number}`),
    )
  })

  it('is refused as a small one is where its template cannot be taken apart', async () => {
    const broken = Buffer.from('no archive')
    const flawIn = async (count: number) =>
      fill(broken, fields, papers(count)).catch((error: unknown) => error instanceof UnreadableTemplate && error.flaw)
    expect(await flawIn(101)).toBe('unreadable')
    expect(await flawIn(101)).toBe(await flawIn(1))
  })
})
