import { createHash, randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { container, docm, docx, elf, exe, html, pdf, png, svg, zip } from '../../test/sample-files.ts'
import { rangeOf } from './download.ts'
import { attachment, safeFileName } from './file-names.ts'
import { typeOfFile } from './file-types.ts'
import { fileKey, FileTooLarge, localFiles, type Files } from './files.ts'

let folder = ''
let files: Files
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thuoc-files-'))
  files = await localFiles(folder)
})
afterAll(() => rm(folder, { recursive: true }))
const incoming = () => readdir(join(folder, 'incoming'))

describe('files in a folder', () => {
  it('keeps the same content of one owner once, and gives it back byte by byte', async () => {
    const owner = randomUUID()
    const content = Buffer.from('Minh chứng '.repeat(100_000))
    const sha256 = createHash('sha256').update(content).digest('hex')
    for (let round = 0; round < 2; round += 1) {
      const file = await files.receive(
        Readable.from([content.subarray(0, 70_000), content.subarray(70_000)]),
        content.length,
      )
      expect(file).toMatchObject({ size: content.length, sha256 })
      await files.keep(file, fileKey(owner, sha256))
      await files.discard(file)
    }
    expect((await readdir(join(folder, 'kept', owner), { recursive: true })).length).toBe(2)
    expect((await buffer(files.read(fileKey(owner, sha256)))).equals(content)).toBe(true)
    expect(
      (await buffer(files.read(fileKey(owner, sha256), { start: 10, end: 19 }))).equals(content.subarray(10, 20)),
    ).toBe(true)
    expect(await incoming()).toEqual([])
  })

  it('leaves nothing of what was too large or broke off', async () => {
    await expect(files.receive(Readable.from([Buffer.alloc(600), Buffer.alloc(600)]), 1000)).rejects.toThrow(
      FileTooLarge,
    )
    const broken = new Readable({
      read() {
        this.push(Buffer.alloc(10))
        this.destroy(new Error('gone'))
      },
    })
    await expect(files.receive(broken, 1000)).rejects.toThrow('gone')
    expect(await incoming()).toEqual([])
  })

  it('passes on that a source failed before its first byte was asked for', async () => {
    const failed = new Readable({ read() {} })
    failed.destroy(new Error('gone before'))
    await expect(files.receive(failed, 1000)).rejects.toThrow('gone before')
    expect(await incoming()).toEqual([])
  })

  it('takes no key that it did not make', () => {
    for (const key of ['../../etc/passwd', `${randomUUID()}/../../x`, 'a/b', ''])
      expect(() => files.read(key)).toThrow('Not a key')
  })

  it('sweeps what a killed process left behind, and only that', async () => {
    const [old, fresh] = [join(folder, 'incoming', randomUUID()), join(folder, 'incoming', randomUUID())]
    for (const path of [old, fresh]) await writeFile(path, 'x')
    await utimes(old, new Date(0), new Date(0))
    expect(await files.sweep(new Date(Date.now() - 86_400_000))).toBe(1)
    expect(await incoming()).toHaveLength(1)
    await rm(fresh)
  })
})

describe('what a file is', () => {
  it.each([
    ['ke-hoach.pdf', pdf(), 'application/pdf'],
    ['ảnh.png', png, 'image/png'],
    // The name does not decide.
    ['virus.exe', pdf(), 'application/pdf'],
    ['báo cáo.docx', docx, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['gói.zip', zip({ 'a.txt': 'a' }), 'application/zip'],
    ['cũ.doc', container('WordDocument'), 'application/msword'],
    ['cũ.xls', container('Workbook'), 'application/vnd.ms-excel'],
    ['danh sách.csv', Buffer.from('Họ tên;Điểm\nNguyễn Văn Mẫu;9\n'), 'text/csv'],
    ['ghi chú.txt', Buffer.from('Ghi chú'), 'text/plain'],
    ['chương trình.pdf', exe, null],
    ['chương trình.txt', elf, null],
    ['trang.txt', html, null],
    ['hình.csv', svg, null],
    ['lệnh.txt', Buffer.from('#!/bin/sh\nrm -rf /'), null],
    ['trang.html', html, null],
    ['lệnh.js', Buffer.from('alert(1)'), null],
    ['cài đặt.doc', container('Installer'), null],
    ['macro.docx', docm, null],
    ['nhị phân.txt', Buffer.from([0x61, 0xff, 0xfe, 0x62]), null],
    ['rỗng', Buffer.from('a\0b'), null],
  ])('%s', async (name, content, mediaType) => {
    const path = join(folder, randomUUID())
    await writeFile(path, content)
    expect((await typeOfFile(path, name))?.mediaType ?? null).toBe(mediaType)
  })
})

describe('the name of a file', () => {
  it.each([
    ['Kế hoạch.PDF', 'Kế hoạch.PDF'],
    ['C:\\Users\\mau\\Kế hoạch.pdf', 'Kế hoạch.pdf'],
    ['../../etc/passwd', 'passwd.pdf'],
    ['báo cáo.exe', 'báo cáo.exe.pdf'],
    ['gpj.\u202Efdp.exe', 'gpj.fdp.exe.pdf'],
    ['a\u0000b\r\nc.pdf', 'abc.pdf'],
    ['.pdf', 'pdf.pdf'],
    ['', 'minh-chung.pdf'],
    [`${'dài '.repeat(100)}.pdf`, `${'dài '.repeat(49)}.pdf`.replace(' .pdf', '.pdf')],
    ['Ke\u0302\u0301 hoa\u0323ch.pdf', 'Kế hoạch.pdf'],
  ])('%j becomes %j', (given, name) => {
    expect(safeFileName(given, ['pdf'])).toBe(name)
    expect([...safeFileName(given, ['pdf'])].length).toBeLessThanOrEqual(200)
  })

  it('travels in a header that old and new clients read', () => {
    expect(attachment(`Kế hoạch "Đợt 1" (a'b).pdf`)).toBe(
      `attachment; filename="Ke hoach _Dot 1_ (a'b).pdf"; filename*=UTF-8''K%E1%BA%BF%20ho%E1%BA%A1ch%20%22%C4%90%E1%BB%A3t%201%22%20%28a%27b%29.pdf`,
    )
  })
})

describe('a range of bytes', () => {
  it.each([
    [undefined, null],
    ['bytes=0-9', { start: 0, end: 9 }],
    ['bytes=90-', { start: 90, end: 99 }],
    ['bytes=-10', { start: 90, end: 99 }],
    ['bytes=-1000', { start: 0, end: 99 }],
    ['bytes=50-1000', { start: 50, end: 99 }],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=9-3', null],
    ['bytes=0-1,5-6', null],
    ['lines=0-1', null],
  ])('%s of 100', (header, range) => {
    expect(rangeOf(header, 100)).toEqual(range)
  })
})
