import { field } from '@thuoc/shared'
import { describe, expect, it } from 'vitest'
import { pagesOf } from '../../../test/pdf.ts'
import { unpack } from '../unpack.ts'
import { fill, originalOf, paragraph, pdfOf, UnreadableTemplate, type Layout } from './index.ts'
import { isLarge } from './large.ts'
import { fill as fillHere } from './template.ts'

/** On a machine that does much else: a thread loads what draws. */
const patience = 120_000
const fields = { papers: field.list('giấy', { number: field.text('số', '1') }) }
const layout: Layout = {
  ...{ orientation: 'portrait', framed: true },
  blocks: [{ kind: 'each', list: 'giấy', blocks: [paragraph('Giấy số {số}.')] }],
}
const papers = (count: number) => ({
  papers: Array.from({ length: count }, (_, at) => ({ number: String(at + 1) })),
})
const told = (text: string) => text.replaceAll(/\s+/g, ' ').trim()
const wordsOf = (docx: Buffer) =>
  told(
    String(unpack(docx, { entries: 500, bytes: 50_000_000, ratio: 500 }).get('word/document.xml')).replaceAll(
      /<[^>]+>/g,
      ' ',
    ),
  )

describe('a document with hundreds of rows', () => {
  it('is drawn in a thread of its own, and says what it would say without one', { timeout: patience }, async () => {
    const values = papers(101)
    expect([isLarge(papers(100)), isLarge(values)]).toEqual([false, true])
    const template = await originalOf(layout)
    const said = wordsOf(await fill(template, fields, values))
    expect(said).toContain('Giấy số 101')
    expect(said).toBe(wordsOf(await fillHere(template, fields, values)))
    expect(told((await pagesOf(await pdfOf(layout, fields, values))).join(' '))).toBe(
      values.papers.map(({ number }) => `Giấy số ${number}.`).join(' '),
    )
  })

  it('is refused as a small one is where its template cannot be taken apart', { timeout: patience }, async () => {
    const broken = Buffer.from('no archive')
    const flawIn = async (count: number) =>
      fill(broken, fields, papers(count)).catch((error: unknown) => error instanceof UnreadableTemplate && error.flaw)
    expect(await flawIn(101)).toBe('unreadable')
    expect(await flawIn(101)).toBe(await flawIn(1))
  })
})
