import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'

type Part = { name: string; content: Buffer }

const local = 0x04034b50
const central = 0x02014b50
const end = 0x06054b50

/** Text of one part of a workbook, by its name, to be replaced. */
export type Edit = { part: string; from: string | RegExp; to: string }

/** A workbook as people send it back: some cells changed, everything else as it was. */
export function edited(workbook: Buffer, edits: readonly Edit[]): Buffer {
  const parts = read(workbook).map(({ name, content }) => {
    const changes = edits.filter(({ part }) => part === name)
    const text = changes.reduce((was, { from, to }) => {
      const is = was.replace(from, to)
      if (is === was) throw new Error(`Nothing to replace in ${name}: ${String(from)}`)
      return is
    }, content.toString('utf8'))
    return { name, content: changes.length > 0 ? Buffer.from(text, 'utf8') : content }
  })
  return write(parts)
}

/** The parts of a ZIP file, by its directory at the end. */
function read(zip: Buffer): Part[] {
  const tail = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  const count = zip.readUInt16LE(tail + 10)
  let at = zip.readUInt32LE(tail + 16)
  return Array.from({ length: count }, () => {
    if (zip.readUInt32LE(at) !== central) throw new Error('No entry of a ZIP directory')
    const [method, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)]
    const [nameSize, extraSize, noteSize] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset))
    const name = zip.toString('utf8', at + 46, at + 46 + (nameSize ?? 0))
    const head = zip.readUInt32LE(at + 42)
    const begin = head + 30 + zip.readUInt16LE(head + 26) + zip.readUInt16LE(head + 28)
    const stored = zip.subarray(begin, begin + size)
    at += 46 + (nameSize ?? 0) + (extraSize ?? 0) + (noteSize ?? 0)
    return { name, content: method === 0 ? Buffer.from(stored) : inflateRawSync(stored) }
  })
}

/** What both headers of a part say of it. */
function facts({ name, content }: Part, packed: Buffer): Buffer {
  const head = Buffer.alloc(26)
  head.writeUInt16LE(20, 0)
  head.writeUInt16LE(0x0800, 2)
  head.writeUInt16LE(8, 4)
  head.writeUInt32LE(crc32(content), 10)
  head.writeUInt32LE(packed.length, 14)
  head.writeUInt32LE(content.length, 18)
  head.writeUInt16LE(Buffer.byteLength(name), 22)
  return head
}

function write(parts: readonly Part[]): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const part of parts) {
    const packed = deflateRawSync(part.content)
    const about = facts(part, packed)
    const name = Buffer.from(part.name, 'utf8')
    const body = Buffer.concat([signature(local), about, name, packed])
    const place = Buffer.alloc(14)
    place.writeUInt32LE(at, 10)
    directory.push(Buffer.concat([signature(central), Buffer.from([20, 0]), about, place, name]))
    bodies.push(body)
    at += body.length
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0)
  const tail = Buffer.alloc(18)
  tail.writeUInt16LE(parts.length, 4)
  tail.writeUInt16LE(parts.length, 6)
  tail.writeUInt32LE(size, 8)
  tail.writeUInt32LE(at, 12)
  return Buffer.concat([...bodies, ...directory, signature(end), tail])
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

type Rows = readonly (readonly string[])[]
const text = (part: string) => part.replace(/&/g, '&amp;').replace(/</g, '&lt;')
const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const openXml = 'http://schemas.openxmlformats.org'

/** A plain workbook as an office program saves it: sheets by name, cells of text. */
export function workbookOf(sheets: Readonly<Record<string, Rows>>): Buffer {
  const names = Object.keys(sheets)
  const relation = (at: number, kind: string, target: string) =>
    `<Relationship Id="rId${at}" Type="${openXml}/officeDocument/2006/relationships/${kind}" Target="${target}"/>`
  const relations = (lines: string[]) =>
    `${xml}<Relationships xmlns="${openXml}/package/2006/relationships">${lines.join('')}</Relationships>`
  const typed = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  const sheetOf = (rows: Rows) =>
    rows.map((row) => `<row>${row.map((cell) => `<c t="inlineStr"><is><t>${text(cell)}</t></is></c>`).join('')}</row>`)
  const part = (name: string, content: string): Part => ({ name, content: Buffer.from(content, 'utf8') })
  return write([
    part(
      '[Content_Types].xml',
      `${xml}<Types xmlns="${openXml}/package/2006/content-types">` +
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
        `<Override PartName="/xl/workbook.xml" ContentType="${typed}.sheet.main+xml"/>` +
        names
          .map((_, at) => `<Override PartName="/xl/worksheets/s${at + 1}.xml" ContentType="${typed}.worksheet+xml"/>`)
          .join('') +
        '</Types>',
    ),
    part('_rels/.rels', relations([relation(1, 'officeDocument', 'xl/workbook.xml')])),
    part(
      'xl/workbook.xml',
      `${xml}<workbook xmlns="${openXml}/spreadsheetml/2006/main" xmlns:r="${openXml}/officeDocument/2006/relationships">` +
        `<sheets>${names.map((name, at) => `<sheet name="${text(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>`,
    ),
    part(
      'xl/_rels/workbook.xml.rels',
      relations(names.map((_, at) => relation(at + 1, 'worksheet', `worksheets/s${at + 1}.xml`))),
    ),
    ...Object.values(sheets).map((rows, at) =>
      part(
        `xl/worksheets/s${at + 1}.xml`,
        `${xml}<worksheet xmlns="${openXml}/spreadsheetml/2006/main"><sheetData>${sheetOf(rows).join('')}</sheetData></worksheet>`,
      ),
    ),
  ])
}
