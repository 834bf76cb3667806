import { zipOf } from './zip-writer.ts'

const packed = (parts: Record<string, string>) =>
  zipOf(Object.entries(parts).map(([name, text]) => ({ name, data: Buffer.from(text), method: 8 as const })))

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const types = (name: string, type: string) =>
  `${xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="${name}" ContentType="application/vnd.openxmlformats-officedocument.${type}.main+xml"/></Types>`
const relations = (items: string) =>
  `${xml}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${items}</Relationships>`
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const main = (target: string) => relations(`<Relationship Id="r1" Type="${office}/officeDocument" Target="${target}"/>`)

/** A document with these paragraphs. */
export function writtenDocx(paragraphs: readonly string[]): Buffer {
  const text = paragraphs.map((one) => `<w:p><w:r><w:t>${one}</w:t></w:r></w:p>`).join('')
  return packed({
    '[Content_Types].xml': types('/word/document.xml', 'wordprocessingml.document'),
    '_rels/.rels': main('word/document.xml'),
    'word/document.xml': `${xml}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${text}</w:body></w:document>`,
  })
}

/** A table with one cell: a text, or a formula. */
export function writtenXlsx(cell: { text: string } | { formula: string }): Buffer {
  const content =
    'text' in cell ? `<c r="A1" t="inlineStr"><is><t>${cell.text}</t></is></c>` : `<c r="A1"><f>${cell.formula}</f></c>`
  const sheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  return packed({
    '[Content_Types].xml': types('/xl/workbook.xml', 'spreadsheetml.sheet').replace(
      '</Types>',
      '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    ),
    '_rels/.rels': main('xl/workbook.xml'),
    'xl/_rels/workbook.xml.rels': relations(
      `<Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/>`,
    ),
    'xl/workbook.xml': `${xml}<workbook xmlns="${sheet}" xmlns:r="${office}"><sheets><sheet name="Danh sách" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/worksheets/sheet1.xml': `${xml}<worksheet xmlns="${sheet}"><sheetData><row r="1">${content}<c r="B1" t="inlineStr"><is><t>Ô bên cạnh</t></is></c></row></sheetData></worksheet>`,
  })
}

/** An OpenDocument text with this body, which may link to whatever it likes. */
export function writtenOdt(body: string): Buffer {
  const names = `xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"`
  const media = 'application/vnd.oasis.opendocument.text'
  return packed({
    mimetype: media,
    'META-INF/manifest.xml': `${xml}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="${media}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`,
    'content.xml': `${xml}<office:document-content ${names} office:version="1.2"><office:body><office:text>${body}</office:text></office:body></office:document-content>`,
  })
}
