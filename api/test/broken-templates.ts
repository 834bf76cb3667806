import { originalOf, paragraph } from '../src/platform/documents/index.ts'
import { pack, unpack } from '../src/platform/unpack.ts'
import { zipOf } from './zip-writer.ts'

const limits = { entries: 100, bytes: 10_000_000, ratio: 1000 }
const main = 'word/document.xml'
const rels = 'word/_rels/document.xml.rels'

/** A sound template that says this. */
export const templateOf = (...texts: string[]) =>
  originalOf({ orientation: 'portrait', blocks: texts.map((text) => paragraph(text)) })

/** The same document with one of its parts changed, as somebody does who means no good. */
export function changed(docx: Buffer, name: string, change: (content: string) => string): Buffer {
  const parts = unpack(docx, limits)
  parts.set(name, Buffer.from(change(parts.get(name)?.toString() ?? '')))
  return pack(parts)
}
const without = (docx: Buffer, name: string) => {
  const parts = unpack(docx, limits)
  parts.delete(name)
  return pack(parts)
}

const anchor = 'Ở đây'
const sound = () => templateOf('{tên đơn vị}', anchor)
const part = async (name: string, change: (content: string) => string) => changed(await sound(), name, change)
/** The text of the document as it is given here, in the words of Word. */
const body = async (xml: string) =>
  changed(await templateOf(anchor), main, (text) => text.replace(/<w:p>(?:(?!<w:p>).)*Ở đây.*?<\/w:p>/s, xml))
const relation = (attributes: string, prefix = '') =>
  part(rels, (text) =>
    text.replace('</Relationships>', `<${prefix}Relationship Id="rX" ${attributes}/></Relationships>`),
  )
const type = (kind: string) => `Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}"`

const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`
const line = (...runs: string[]) => `<w:p>${runs.join('')}</w:p>`
const by = 'w:id="7" w:author="Người sửa" w:date="2026-01-05T00:00:00Z"'
const inserted = (inner: string) => `<w:ins ${by}>${inner}</w:ins>`
const deleted = (text: string) => `<w:del ${by}><w:r><w:delText>${text}</w:delText></w:r></w:del>`
const control = (inner: string) => `<w:sdt><w:sdtPr/><w:sdtContent>${inner}</w:sdtContent></w:sdt>`
const cell = (inner: string) => `<w:tc><w:tcPr/>${inner}</w:tc>`
const table = (...cells: string[]) =>
  `<w:tbl><w:tblPr/><w:tblGrid/><w:tr>${cells.map(cell).join('')}</w:tr></w:tbl>${line()}`
const field = (...words: string[]) =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r>${words.map((word) => `<w:r><w:instrText xml:space="preserve">${word}</w:instrText></w:r>`).join('')}<w:r><w:fldChar w:fldCharType="end"/></w:r>`
const note = (name: string, inner: string) =>
  part(
    `word/${name}s.xml`,
    () =>
      `<w:${name}s xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:${name} w:id="1">${inner}</w:${name}></w:${name}s>`,
  )
const box = (inner: string) =>
  `<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" Requires="wps"><w:drawing><wp:anchor xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx><w:txbxContent>${inner}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>${inner}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>`
const macros = 'application/vnd.ms-word.document.macroEnabled.main+xml'
const documentType = /application\/vnd\.openxmlformats-officedocument\.wordprocessingml\.document\.main\+xml/
const older = Buffer.from('d0cf11e0a1b11ae1', 'hex')

/** What is refused at the door: the flaw, and the thing in the file that is named with it. */
export const flawed: Record<string, { file: () => Promise<Buffer>; flaw: string; thing?: string }> = {
  'an empty file': { file: () => Promise.resolve(Buffer.alloc(0)), flaw: 'not-docx' },
  'some text': { file: () => Promise.resolve(Buffer.from('xin chào')), flaw: 'not-docx' },
  'a PDF': { file: () => Promise.resolve(Buffer.from('%PDF-1.7 xin chào')), flaw: 'not-docx' },
  'a page of the web': { file: () => Promise.resolve(Buffer.from('<html>{tên đơn vị}</html>')), flaw: 'not-docx' },
  'a workbook under another name': {
    file: () =>
      Promise.resolve(
        zipOf([
          {
            name: '[Content_Types].xml',
            data: Buffer.from(
              '<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
            ),
          },
          { name: 'xl/workbook.xml', data: Buffer.from('<workbook/>') },
        ]),
      ),
    flaw: 'not-docx',
  },
  'an archive of something else': {
    file: () => Promise.resolve(zipOf([{ name: 'anh.png', data: Buffer.from('x') }])),
    flaw: 'not-docx',
  },
  'a template of Word': {
    file: () => part('[Content_Types].xml', (text) => text.replace('document.main+xml', 'template.main+xml')),
    flaw: 'not-docx',
  },
  'a file of Word 97': { file: () => Promise.resolve(Buffer.concat([older, Buffer.alloc(600)])), flaw: 'old-word' },
  'a file with a password': {
    file: () => Promise.resolve(Buffer.concat([older, Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')])),
    flaw: 'encrypted',
  },
  'an archive with a password': {
    file: () => Promise.resolve(zipOf([{ name: '[Content_Types].xml', data: Buffer.from('x'), flags: 1 }])),
    flaw: 'encrypted',
  },
  'a file that is cut off': { file: async () => (await sound()).subarray(0, -40), flaw: 'damaged' },
  'fifty megabytes of nothing': {
    file: () => Promise.resolve(zipOf([{ name: main, data: Buffer.alloc(50 * 1024 * 1024), method: 8 }])),
    flaw: 'too-large',
  },
  'five hundred tables in one another': {
    file: () =>
      body(`${'<w:tbl><w:tblGrid/><w:tr><w:tc>'.repeat(500)}${line(run('x'))}${'</w:tc></w:tr></w:tbl>'.repeat(500)}`),
    flaw: 'too-large',
    thing: main,
  },
  'no text part': { file: async () => without(await sound(), main), flaw: 'damaged', thing: main },
  'no body': {
    file: () => part(main, () => '<w:document xmlns:w="urn:x"/>'),
    flaw: 'damaged',
    thing: main,
  },
  'no relations': { file: async () => without(await sound(), '_rels/.rels'), flaw: 'damaged', thing: '_rels/.rels' },
  'broken XML': { file: () => part(main, (text) => text.slice(0, -30)), flaw: 'damaged', thing: main },
  'no XML at all': { file: () => part('word/styles.xml', () => 'xin chào'), flaw: 'damaged', thing: 'word/styles.xml' },
  'XML in another encoding': {
    file: async () => {
      const parts = unpack(await sound(), limits)
      parts.set(main, Buffer.from(`\ufeff${parts.get(main)?.toString() ?? ''}`, 'utf16le'))
      return pack(parts)
    },
    flaw: 'damaged',
    thing: main,
  },
  entities: {
    file: () => part(main, (text) => text.replace('?>', '?><!DOCTYPE a [<!ENTITY b "c">]>')),
    flaw: 'damaged',
    thing: main,
  },
  macros: { file: () => part('word/vbaProject.bin', () => 'x'), flaw: 'has-programs', thing: 'word/vbaProject.bin' },
  'the kind of a file with macros': {
    file: () => part('[Content_Types].xml', (text) => text.replace(documentType, macros)),
    flaw: 'has-programs',
    thing: main,
  },
  'a control that runs': {
    file: () => part('word/activeX/activeX1.bin', () => 'x'),
    flaw: 'has-programs',
    thing: 'word/activeX/activeX1.bin',
  },
  'a template from elsewhere': {
    file: () =>
      part(
        'word/_rels/settings.xml.rels',
        () =>
          `<Relationships><Relationship Id="a" ${type('attachedTemplate')} Target="http://mau.example/a.dotm" TargetMode="External"/></Relationships>`,
      ),
    flaw: 'refers-elsewhere',
    thing: 'http://mau.example/a.dotm',
  },
  'a picture on another server': {
    file: () => relation(`${type('image')} Target="http://anh.example/a.png" TargetMode="External"`),
    flaw: 'refers-elsewhere',
    thing: 'http://anh.example/a.png',
  },
  'a picture on a share, in other words': {
    file: () => relation(`${type('image')} Target="file://///share/a.png" TargetMode="&#69;xternal"`),
    flaw: 'refers-elsewhere',
    thing: 'file://///share/a.png',
  },
  'a relation under a prefix': {
    file: () => relation(`xmlns:p="urn:x" ${type('frame')} Target="http://x.example" TargetMode="External"`, 'p:'),
    flaw: 'embeds',
    thing: 'http://x.example',
  },
  'what only looks like a link': {
    file: () => relation(`${type('image')} Target="http://x.example/hyperlink" TargetMode="External"`),
    flaw: 'refers-elsewhere',
    thing: 'http://x.example/hyperlink',
  },
  'the text of another file': {
    file: () => body(line(`<w:fldSimple w:instr=" INCLUDETEXT &quot;C:\\\\a.txt&quot; ">${run('x')}</w:fldSimple>`)),
    flaw: 'fetches',
    thing: 'INCLUDETEXT',
  },
  'a picture fetched by a field in pieces': {
    file: () => body(line(field(' INCLUDE', 'PICTURE "http://x.example/a.png"'))),
    flaw: 'fetches',
    thing: 'INCLUDEPICTURE',
  },
  'a field that starts a program': {
    file: () => body(line(field('DDEAUTO c:\\\\cmd.exe "/k"'))),
    flaw: 'fetches',
    thing: 'DDEAUTO',
  },
  'a field in a field': {
    file: () => body(line(`<w:r><w:fldChar w:fldCharType="begin"/></w:r>${field(' LINK Excel.Sheet ')}`)),
    flaw: 'fetches',
    thing: 'LINK',
  },
  'a chunk of another format': {
    file: () => body(`<w:altChunk xmlns:r="urn:r" r:id="rX"/>${line()}`),
    flaw: 'embeds',
    thing: main,
  },
  'an object of another program': {
    file: () => body(line('<w:r><w:object><o:OLEObject xmlns:o="urn:o" ProgID="Package"/></w:object></w:r>')),
    flaw: 'embeds',
    thing: main,
  },
  'the bytes of an object': {
    file: () => part('word/embeddings/oleObject1.bin', () => 'x'),
    flaw: 'embeds',
    thing: 'word/embeddings/oleObject1.bin',
  },
}

/** What is read and cannot be used: the faults by which it is told. The fields are those of a council’s decision. */
export const faulty: Record<string, { file: () => Promise<Buffer>; faults: Record<string, string[]> }> = {
  'braces in braces': { file: () => body(line(run('{tên {đơn vị}}'))), faults: { unpaired: ['{tên', '}'] } },
  'braces twice': { file: () => body(line(run('{{tên đơn vị}}'))), faults: { unpaired: ['{', '}'] } },
  'nothing between braces': { file: () => body(line(run('{} và { }'))), faults: { unknown: ['{}', '{ }'] } },
  'a name of the language it is written in': {
    file: () => body(line(run('{constructor}{__proto__}{toString}'))),
    faults: { unknown: ['{constructor}', '{__proto__}', '{toString}'] },
  },
  'such a name in a list': {
    file: () => body(line(run('{#thành viên}{__proto__}{/thành viên}'))),
    faults: { unknown: ['{__proto__}'] },
  },
  'such a name as a list': {
    file: () => body(line(run('{#constructor}x{/constructor}'))),
    faults: { unknown: ['{#constructor}'] },
  },
  'markup in the place of a value': {
    file: () => body(line(run('{@tên đơn vị}'))),
    faults: { unknown: ['{@tên đơn vị}'] },
  },
  'lists that overlap': {
    file: () =>
      body(line(run('{#thành viên}')) + line(run('{#lần đầu}')) + line(run('{/thành viên}')) + line(run('{/lần đầu}'))),
    faults: { unknown: ['{#lần đầu}'], unpaired: ['{#lần đầu}', '{/lần đầu}'] },
  },
  'a list as a word': { file: () => body(line(run('{thành viên}'))), faults: { misused: ['{thành viên}'] } },
  'a word as a list': {
    file: () => body(line(run('{#tên đơn vị}x{/tên đơn vị}'))),
    faults: { misused: ['{#tên đơn vị}'] },
  },
  'braces half inserted': {
    file: () => body(line(inserted(run('{')), run('tên đơn vị}'))),
    faults: { misplaced: ['{tên đơn vị}'] },
  },
  'a name half inserted': {
    file: () => body(line(run('{tên '), inserted(run('đơn vị')), run('}'))),
    faults: { misplaced: ['{tên đơn vị}'] },
  },
  'a brace that was deleted': {
    file: () => body(line(run('{tên đơn vị'), deleted('}'))),
    faults: { unpaired: ['{tên đơn vị'] },
  },
  'braces half in a link': {
    file: () => body(line(run('{tên '), `<w:hyperlink w:anchor="x">${run('đơn vị}')}</w:hyperlink>`)),
    faults: { misplaced: ['{tên đơn vị}'] },
  },
  'braces half in a content control': {
    file: () => body(line(run('{tên '), control(run('đơn vị')), run('}'))),
    faults: { misplaced: ['{tên đơn vị}'] },
  },
  'a list within a content control': {
    file: () => body(control(line(run('{#thành viên}')) + line(run('{họ và tên}')) + line(run('{/thành viên}')))),
    faults: { misplaced: ['{#thành viên}'] },
  },
  'a list that ends in a content control': {
    file: () => body(line(run('{#thành viên}')) + control(line(run('{họ và tên}')) + line(run('{/thành viên}')))),
    faults: { misplaced: ['{/thành viên}'] },
  },
  'a list that ends in a table': {
    file: () => body(line(run('{#thành viên}')) + table(line(run('{họ và tên}{/thành viên}')))),
    faults: { misplaced: ['{#thành viên}'] },
  },
  'a field in a note at the foot of the page': {
    file: () => note('footnote', line(run('{tên đơn vị}'))),
    faults: { misplaced: ['{tên đơn vị}'] },
  },
  'a field in a comment': {
    file: () => note('comment', line(run('{tên đơn vị}'))),
    faults: { misplaced: ['{tên đơn vị}'] },
  },
}

/** What is unusual and works: what it says of a unit. */
export const unusual: Record<string, { file: () => Promise<Buffer>; says: (unit: string) => string }> = {
  'without any field': { file: () => templateOf('Không có gì'), says: () => 'Không có gì' },
  'in pieces, with marks between them': {
    file: () =>
      body(
        line(
          run('{tên'),
          '<w:proofErr w:type="spellStart"/>',
          run(' đơn'),
          '<w:bookmarkStart w:id="0" w:name="a"/>',
          run(' vị}'),
        ),
      ),
    says: (unit) => unit,
  },
  'with a piece that was deleted': {
    file: () => body(line(run('{tên '), deleted('cũ '), run('đơn vị}'))),
    says: (unit) => `${unit}cũ `,
  },
  'inserted as a whole': { file: () => body(line(inserted(run('{tên đơn vị}')))), says: (unit) => unit },
  'in a content control': { file: () => body(control(line(run('{tên đơn vị}')))), says: (unit) => unit },
  'in a link': {
    file: () => body(line(`<w:hyperlink w:anchor="x">${run('{tên đơn vị}')}</w:hyperlink>`)),
    says: (unit) => unit,
  },
  'in a box of text': { file: () => body(line(box(line(run('{tên đơn vị}'))))), says: (unit) => unit + unit },
  'from right to left': {
    file: () =>
      body(`<w:p><w:pPr><w:bidi/></w:pPr><w:r><w:rPr><w:rtl/></w:rPr><w:t>{tên \u200fđơn vị\u200f}</w:t></w:r></w:p>`),
    says: (unit) => unit,
  },
  'with spaces that do not break and signs that are not seen': {
    file: () => body(line(run('{tên\u00a0đơn\u200b\u00a0vị}'))),
    says: (unit) => unit,
  },
  'in tables eight deep': {
    file: () => body(Array.from({ length: 8 }).reduce<string>((inner) => table(inner), line(run('{tên đơn vị}')))),
    says: (unit) => unit,
  },
  'with a number of the page': {
    file: () => body(line(field(' PAGE '), run('{tên đơn vị}'))),
    says: (unit) => ` PAGE ${unit}`,
  },
  'two thousand times': {
    file: () => body(line(run('{tên đơn vị}')).repeat(2000)),
    says: (unit) => unit.repeat(2000),
  },
}
