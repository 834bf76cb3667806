import { randomUUID } from 'node:crypto'
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { watchMemory } from '../../test/memory.ts'
import { writtenDocx, writtenOdt, writtenXlsx } from '../../test/office-files.ts'
import { container, html, pdf, png, svg, zip } from '../../test/sample-files.ts'
import { zipOf } from '../../test/zip-writer.ts'
import { readConfig } from '../config.ts'
import { safeFileName, safeFolderName } from './file-names.ts'
import { typeOfFile } from './file-types.ts'
import { fileTypesNamed, fileTypeWords } from './known-file-types.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thuoc-types-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function typeOf(name: string, content: Buffer | string, ...taken: [ReadonlySet<string>?]) {
  const path = join(folder, randomUUID())
  await writeFile(path, content)
  return (await typeOfFile(path, name, ...taken))?.mediaType ?? null
}

/** The parts of a document, with others added or in their place. */
const withParts = (parts: Record<string, string>) =>
  zip({
    '[Content_Types].xml':
      '<?xml version="1.0"?><Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    'word/document.xml': '<w:document/>',
    ...parts,
  })
const odt = (parts: Record<string, string>) =>
  zip({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<x/>', ...parts })
const program = zip({ 'META-INF/MANIFEST.MF': 'Main-Class: X' })

describe('files that are two things at once', () => {
  it.each<[string, Buffer | string]>([
    ['ảnh.png', Buffer.concat([png, program])],
    ['kế hoạch.pdf', Buffer.concat([pdf(), program])],
    ['trang.pdf', Buffer.concat([html, pdf()])],
    ['trang.txt', Buffer.concat([html, pdf()])],
    ['ghi chú.txt', `Ghi chú\n${pdf().toString()}`],
    ['trang.txt', `\uFEFF \n\t${html.toString()}`],
    ['trang.txt', `${' '.repeat(600_000)}${html.toString()}`],
    ['hình.txt', `<?xml version="1.0"?>${svg.toString()}`],
    ['hình.svg', svg],
    ['hình.png', svg],
    ['trang.jpg', html],
    ['trang.xhtml', '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>'],
    ['lệnh.csv', '#!/bin/sh\nrm -rf /'],
    ['ảnh.gif', 'GI<script>alert(1)</script>'],
  ])('%s is refused', async (name, content) => {
    expect(await typeOf(name, content)).toBeNull()
  })

  it('is one thing only where a PDF carries an archive inside', async () => {
    expect(await typeOf('kèm tệp.pdf', Buffer.concat([pdf(), program, Buffer.from('\nendstream\n%%EOF\n')]))).toBe(
      'application/pdf',
    )
  })
})

describe('macros', () => {
  it.each<[string, Buffer]>([
    ['a type that says there are none', withParts({ 'word/vbaProject.bin': 'macro' })],
    ['another folder', withParts({ 'customXml/VBAPROJECT.BIN': 'macro' })],
    ['Excel 4', withParts({ 'xl/macrosheets/sheet1.xml': '<x/>' })],
    ['backslashes', withParts({ 'word\\vbaProject.bin': 'macro' })],
    ['LibreOffice Basic', odt({ 'Basic/Standard/Module1.xml': '<x/>' })],
    ['LibreOffice Python', odt({ 'Scripts/python/chay.py': 'x' })],
    ['the old formats', Buffer.concat([container('WordDocument'), Buffer.from('_VBA_PROJECT', 'utf16le')])],
  ])('are found behind %s', async (_, content) => {
    expect(await typeOf('tệp.docx', content)).toBeNull()
  })

  it('are not seen where there are none', async () => {
    expect(await typeOf('a.docx', withParts({ 'docProps/app.xml': '<x/>' }))).toMatch('wordprocessingml')
    expect(await typeOf('a.docx', writtenDocx(['Kế hoạch']))).toMatch('wordprocessingml')
    expect(await typeOf('a.xlsx', writtenXlsx({ text: 'Danh sách' }))).toMatch('spreadsheetml')
    expect(await typeOf('a.odt', writtenOdt('<text:p>x</text:p>'))).toMatch('opendocument.text')
    expect(await typeOf('a.odt', odt({ 'Basic/Standard/script-lb.xml': '<x/>' }))).toMatch('opendocument.text')
  })
})

describe('Office files that are dangerous to open', () => {
  it('are refused: bombs, and lists that lie', async () => {
    const types = Buffer.from(
      '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    )
    const parts = [
      { name: '[Content_Types].xml', data: types },
      { name: 'word/document.xml', data: Buffer.alloc(70 * 1024 * 1024, 32), method: 8 as const },
    ]
    expect(await typeOf('bom.docx', zipOf(parts))).toBeNull()
    expect(await typeOf('rách.docx', writtenDocx(['Kế hoạch']).subarray(0, -30))).toBeNull()
    const twice = [parts[0], { name: 'word/document.xml' }, { name: 'word/document.xml' }].flatMap((one) => one ?? [])
    expect(await typeOf('đôi.docx', zipOf(twice))).toBeNull()
  })
})

describe('text', () => {
  it('of 300 MB is read through in constant memory', async () => {
    const path = join(folder, 'large.txt')
    const handle = await open(path, 'w')
    const line = Buffer.from('Nguyễn Văn Mẫu;9,75\n'.repeat(50_000))
    for (let size = 0; size < 300 * 1024 * 1024; size += line.length) await handle.write(line)
    await handle.close()
    const { result, grownBy } = await watchMemory(() => typeOfFile(path, 'danh sách.csv'))
    expect(result?.mediaType).toBe('text/csv')
    expect(grownBy).toBeLessThan(120 * 1024 * 1024)
  })

  it('is none when it stops being text far behind its beginning', async () => {
    expect(await typeOf('a.txt', Buffer.concat([Buffer.from('a'.repeat(700_000)), Buffer.from([0xff])]))).toBeNull()
    expect(await typeOf('a.txt', `${'ệ'.repeat(300_000)}\0`)).toBeNull()
    expect(await typeOf('a.txt', 'ệ'.repeat(300_000))).toBe('text/plain')
  })
})

describe('which types are taken', () => {
  it('is a setting: what is not named is refused', async () => {
    const { taken, unknown } = fileTypesNamed(' pdf, .JPEG;txt ')
    expect([[...taken], unknown]).toEqual([['application/pdf', 'image/jpeg', 'text/plain'], []])
    expect(await typeOf('a.pdf', pdf(), taken)).toBe('application/pdf')
    expect(await typeOf('a.png', png, taken)).toBeNull()
    expect(await typeOf('a.csv', 'a;b', taken)).toBeNull()
    expect(await typeOf('a.zip', zip({ a: 'a' }), taken)).toBeNull()
  })

  it('is everything we know when nothing is set', () => {
    const { fileTypes } = readConfig({})
    expect(fileTypes).toEqual(fileTypesNamed(fileTypeWords.join(',')).taken)
    expect(fileTypes.size).toBeGreaterThan(fileTypeWords.length)
  })

  it.each(['exe', 'pdf,html', 'svg', 'docm', ','])('cannot be %s: the start says which words there are', (words) => {
    expect(() => readConfig({ FILE_TYPES: words })).toThrow(/^FILE_TYPES: .*pdf, jpg, png/)
  })
})

describe('where scanner and converter are', () => {
  it('is told, or they are not there', () => {
    expect(readConfig({ CLAMD: 'tcp://clamav:3310' }).scanner).toEqual({ host: 'clamav', port: 3310 })
    expect(readConfig({ CLAMD: 'unix:/run/clamd.ctl' }).scanner).toEqual({ path: '/run/clamd.ctl' })
    expect(readConfig({}).scanner).toBeNull()
    expect(readConfig({ LIBREOFFICE: '/bin/sh' }).libreOffice).toBe('/bin/sh')
  })

  it('and a place where they cannot be is refused at the start', () => {
    expect(() => readConfig({ CLAMD: 'clamav:3310' })).toThrow(/^CLAMD: /)
    expect(() => readConfig({ LIBREOFFICE: join(folder, 'nobody') })).toThrow(/^LIBREOFFICE: /)
  })
})

describe('names that mean harm', () => {
  it.each([
    ['../../../../etc/passwd.pdf', 'passwd.pdf'],
    ['..\\..\\Windows\\win.ini', 'win.ini.pdf'],
    ['hoa-don\u202Efdp.exe', 'hoa-donfdp.exe.pdf'],
    ['a\0.exe\0.pdf', 'a.exe.pdf'],
    ['\u2066\u2069\u200F', 'minh-chung.pdf'],
    ['a\uFFFEb\uFFFF.pdf', 'ab.pdf'],
    ['CON.pdf', '_CON.pdf'],
    ['nul', '_nul.pdf'],
    ['Lpt1.tar.pdf', '_Lpt1.tar.pdf'],
    ['Console.pdf', 'Console.pdf'],
    ['a'.repeat(300), `${'a'.repeat(196)}.pdf`],
    ['ệ'.repeat(255), `${'ệ'.repeat(196)}.pdf`],
    ['ệ'.normalize('NFD').repeat(255), `${'ệ'.repeat(196)}.pdf`],
    ['😀'.repeat(255), `${'😀'.repeat(196)}.pdf`],
    ['.. / . ', 'minh-chung.pdf'],
  ])('%j becomes %j', (given, name) => {
    expect(safeFileName(given, ['pdf'])).toBe(name)
  })
  it.each([
    ['1.1 Kế hoạch trực tuyến (kết hợp', 25, '1.1 Kế hoạch trực tuyến'],
    ['1.2 Quy chế, nội quy', 12, '1.2 Quy chế'],
    ['..', 10, '_'],
    ['a/b: c', 10, 'a_b_ c'],
  ])('of a folder %j becomes, in %i signs, %j', (given, most, name) => {
    expect(safeFolderName(given, most)).toBe(name)
  })
})
