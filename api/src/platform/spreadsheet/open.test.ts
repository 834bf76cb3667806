import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { container, docm, docx, html, pdf, png } from '../../../test/sample-files.ts'
import { BrokenArchive, pack, unpack } from '../unpack.ts'
import { openSpreadsheet } from './open.ts'
import { cellName } from './workbook.ts'
import { writeSpreadsheet } from './write.ts'

let folder = ''
let good: Buffer
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thuoc-sheets-'))
  const column = (header: string) => ({ header, width: 20, format: 'text' as const })
  good = await writeSpreadsheet(
    [{ name: 'Trang đầu', columns: [column('Mã'), column('Tên')], rows: [{ values: ['1.10', 'Đường truyền'] }] }],
    { title: 'Thử' },
  )
})
afterAll(() => rm(folder, { recursive: true }))

async function opened(content: Buffer) {
  const path = join(folder, 'sent')
  await writeFile(path, content)
  return openSpreadsheet(path)
}
const parts = () => unpack(good, { entries: 50, bytes: 1_000_000, ratio: 1_000 })
/** The good workbook with some of its parts put in or replaced. */
const withParts = (changes: Record<string, string>) =>
  pack(new Map([...parts(), ...Object.entries(changes).map(([name, text]) => [name, Buffer.from(text)] as const)]))
const sheet = 'xl/worksheets/sheet1.xml'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const sheetOf = (rows: string, before = '') =>
  `${before}<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`
const types = (kind: string) =>
  `<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.${kind}.main+xml"/></Types>`

/** Deflates a part of the archive, keeping what its headers say of it. */
function bomb(size: number, promised: number): Buffer {
  const packed = deflateRawSync(Buffer.alloc(size, ' '))
  const stored = pack(new Map([['[Content_Types].xml', Buffer.alloc(0)]]))
  const name = 19
  const local = Buffer.from(stored.subarray(0, 30 + name))
  const central = Buffer.from(stored.subarray(30 + name, 30 + name + 46 + name))
  for (const [header, at] of [[local, 8] as const, [central, 10] as const]) {
    header.writeUInt16LE(8, at)
    header.writeUInt32LE(packed.length, at + 10)
    header.writeUInt32LE(promised, at + 14)
  }
  const end = Buffer.from(stored.subarray(-22))
  end.writeUInt32LE(local.length + packed.length, 16)
  return Buffer.concat([local, packed, central, end])
}

const refused = async (content: Buffer) => {
  const error: unknown = await opened(content).catch((thrown: unknown) => thrown)
  return error instanceof Error && 'code' in error ? error.code : error
}

describe('a workbook', () => {
  it('is read with its values as they are', async () => {
    const { sheets } = await opened(good)
    expect(sheets.map(({ name }) => name)).toEqual(['Trang đầu'])
    expect([...(sheets[0]?.rows.get(1)?.values() ?? [])]).toEqual([
      { kind: 'text', text: '1.10' },
      { kind: 'text', text: 'Đường truyền' },
    ])
  })

  it('tells formulas, errors, truths, dates, percentages, rich text and merged cells apart', async () => {
    const styles = `<styleSheet xmlns="${main}"><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="9"/></cellXfs></styleSheet>`
    const row = `<row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2" t="e"><v>#REF!</v></c><c r="C2" t="b"><v>1</v></c>
      <c r="D2" s="1"><v>44925</v></c><c r="E2" s="1"><v>44925.5</v></c><c r="F2" s="2"><v>0.75</v></c>
      <c r="G2" t="inlineStr"><is><r><t>Mã </t></r><r><t>số</t></r></is></c></row>`
    const merged = sheetOf(row).replace('</sheetData>', '</sheetData><mergeCells><mergeCell ref="H2:I3"/></mergeCells>')
    const { sheets } = await opened(withParts({ [sheet]: merged, 'xl/styles.xml': styles }))
    expect(sheets[0]?.merges).toEqual([{ top: 1, left: 7, bottom: 2, right: 8 }])
    expect([...(sheets[0]?.rows.get(1)?.values() ?? [])]).toEqual([
      { kind: 'formula', result: { kind: 'number', value: 2, percent: false } },
      { kind: 'error', text: '#REF!' },
      { kind: 'truth', value: true },
      { kind: 'date', day: '2022-12-30', text: '2022-12-30T00:00:00.000Z' },
      { kind: 'date', day: null, text: '2022-12-30T12:00:00.000Z' },
      { kind: 'number', value: 0.75, percent: true },
      { kind: 'text', text: 'Mã số' },
    ])
  })

  it.each([
    ['one of those that are always there', '', '10'],
    ['one of its own', '<numFmts><numFmt numFmtId="164" formatCode="0.0%"/></numFmts>', '164'],
    ['one written otherwise', "<numFmts><numFmt numFmtId='164' formatCode='0&#37;'/></numFmts>", '164'],
  ])('knows percentages by their format: %s', async (_which, formats, id) => {
    const styles = `<styleSheet xmlns="${main}">${formats}<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="${id}"/></cellXfs></styleSheet>`
    const row = '<row r="1"><c r="A1" s="1"><v>0.5</v></c><c r="B1" s="0"><v>0.5</v></c></row>'
    const { sheets } = await opened(withParts({ [sheet]: sheetOf(row), 'xl/styles.xml': styles }))
    expect([...(sheets[0]?.rows.get(0)?.values() ?? [])]).toMatchObject([{ percent: true }, { percent: false }])
  })

  it('is the same where it is read in many pieces, whatever letter stands across two of them', async () => {
    const text = 'ề'.repeat(30_000)
    const row = ['', 'a', 'ab'].map((more) => `<c t="inlineStr"><is><t>${more}${text}</t></is></c>`).join('')
    const { sheets } = await opened(withParts({ [sheet]: sheetOf(`<row r="1">${row}</row>`) }))
    expect([...(sheets[0]?.rows.get(0)?.values() ?? [])]).toEqual(
      ['', 'a', 'ab'].map((more) => ({ kind: 'text', text: more + text })),
    )
  })

  it('may be painted to its last row and link elsewhere: neither is looked at', async () => {
    const rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    const content = withParts({ [sheet]: sheetOf(rows), 'xl/externalLinks/externalLink1.xml': '<not xml' })
    expect((await opened(content)).sheets[0]?.rows.size).toBe(1)
  })

  it('may be stored in UTF-16', async () => {
    const text = sheetOf('<row r="1"><c r="A1" t="inlineStr"><is><t>Đúng</t></is></c></row>')
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
    const { sheets } = await opened(pack(new Map([...parts(), [sheet, utf16]])))
    expect(sheets[0]?.rows.get(0)?.get(0)).toEqual({ kind: 'text', text: 'Đúng' })
  })
})

describe('what is no workbook we read', () => {
  const files: [string, string, () => Buffer][] = [
    ['a table in plain text', 'not-xlsx', () => Buffer.from('Mã;Tên\n1.1;Kế hoạch\n')],
    ['text in UTF-16', 'not-xlsx', () => Buffer.from('\ufeffMã\tTên\n', 'utf16le')],
    ['a web page that calls itself a table', 'not-xlsx', () => html],
    ['a PDF', 'not-xlsx', () => pdf()],
    ['a picture', 'not-xlsx', () => png],
    ['nothing but blanks', 'not-xlsx', () => Buffer.from('   ')],
    ['an old .xls', 'not-xlsx', () => container('Workbook')],
    ['a text document', 'not-xlsx', () => docx],
    ['a text document with macros', 'not-xlsx', () => docm],
    [
      'an OpenDocument table',
      'not-xlsx',
      () => pack(new Map([['mimetype', Buffer.from('application/vnd.oasis.opendocument.spreadsheet')]])),
    ],
    [
      'a binary workbook',
      'not-xlsx',
      () =>
        withParts({
          '[Content_Types].xml':
            '<Types><Override ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>',
        }),
    ],
    [
      'a workbook with macros by its type',
      'has-macros',
      () => withParts({ '[Content_Types].xml': types('ms-excel.sheet.macroEnabled') }),
    ],
    [
      'a workbook with macros under another type',
      'has-macros',
      () => withParts({ 'xl/vbaProject.bin': 'Sub Workbook_Open()' }),
    ],
    ['a workbook with old macros', 'has-macros', () => withParts({ 'xl/macrosheets/sheet1.xml': '<x/>' })],
    ['a workbook under a password', 'encrypted', () => container('EncryptedPackage')],
    ['half a workbook', 'damaged', () => good.subarray(0, good.length / 2)],
    [
      'a workbook with a byte changed',
      'damaged',
      () => {
        const copy = Buffer.from(good)
        copy.writeUInt8(copy.readUInt8(200) ^ 1, 200)
        return copy
      },
    ],
    [
      'a sheet that breaks off',
      'damaged',
      () => withParts({ [sheet]: `<worksheet xmlns="${main}"><sheetData><row r="1"><c r="A1"><v>1` }),
    ],
    [
      'text that is no UTF-8',
      'damaged',
      () => pack(new Map([...parts(), [sheet, Buffer.from([0x3c, 0xc3, 0x28, 0x3e])]])),
    ],
    [
      'entities that grow',
      'damaged',
      () =>
        withParts({
          [sheet]: sheetOf(
            '<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row>',
            '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>',
          ),
        }),
    ],
    [
      'entities that fetch',
      'damaged',
      () => withParts({ [sheet]: sheetOf('', '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>') }),
    ],
    ['an archive that unpacks to a hundred times more than allowed', 'too-large', () => bomb(100_000_000, 100_000_000)],
    ['one that promises to be small', 'too-large', () => bomb(100_000_000, 10)],
    [
      'thousands of entries',
      'too-large',
      () => pack(new Map(Array.from({ length: 3_000 }, (_, at) => [`x${at}`, Buffer.alloc(0)]))),
    ],
    [
      'a cell at the far end',
      'too-large',
      () => withParts({ [sheet]: sheetOf('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>') }),
    ],
    [
      'a diagonal of cells',
      'too-large',
      () =>
        withParts({
          [sheet]: sheetOf(
            Array.from(
              { length: 16_000 },
              (_, at) => `<row r="${at + 1}"><c r="${cellName(at, at)}"><v>1</v></c></row>`,
            ).join(''),
          ),
        }),
    ],
    [
      'half a million cells',
      'too-large',
      () => withParts({ [sheet]: sheetOf(`<row>${'<c><v>1</v></c>'.repeat(100)}</row>`.repeat(5_000)) }),
    ],
  ]
  it.each(files)('%s: %s', async (_, reason, content) => {
    expect(await refused(content())).toBe(`spreadsheet.${reason}`)
  })

  it('is never inflated beyond the limit, whatever its headers say', () => {
    const limits = { entries: 5, bytes: 20_000_000, ratio: 1_000_000 }
    expect(() => unpack(bomb(100_000_000, 10), limits)).toThrow(BrokenArchive)
  })
})

describe('while a large file is read', () => {
  it('others are served: the event loop goes on', async () => {
    const rows = Array.from(
      { length: 2_000 },
      (_, row) => `<row r="${row + 1}">${'<c t="inlineStr"><is><t>Tiêu chí</t></is></c>'.repeat(20)}</row>`,
    )
    let longest = 0
    let last = performance.now()
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last)
      last = performance.now()
    }, 5)
    const { sheets } = await opened(withParts({ [sheet]: sheetOf(rows.join('')) }))
    clearInterval(timer)
    expect(sheets[0]?.rows.size).toBe(2_000)
    expect(longest).toBeLessThan(500)
  })
})
