import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { watchMemory } from '../../test/memory.ts'
import { zip } from '../../test/sample-files.ts'
import { zipOf } from '../../test/zip-writer.ts'
import { listArchive } from './archives.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thuoc-archives-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function list(content: Buffer, most?: number) {
  const path = join(folder, crypto.randomUUID())
  await writeFile(path, content)
  return listArchive(path, most)
}
const namesIn = async (content: Buffer) => (await list(content)).entries.map(({ name }) => name)
const warningsFor = async (name: string | Buffer) => (await list(zipOf([{ name }]))).warnings

describe('what lies in an archive', () => {
  it('is told by name, size and folder, without unpacking it', async () => {
    const text = Buffer.from('Kế hoạch '.repeat(1000))
    const listing = await list(
      zipOf([{ name: 'Minh chứng/' }, { name: 'Minh chứng/1.3/Kế hoạch.txt', data: text, method: 8 }]),
    )
    expect(listing).toMatchObject({ count: 2, lookedAt: 2, size: text.length, warnings: [], isDamaged: false })
    expect(listing.entries).toEqual([
      { name: 'Minh chứng/', isFolder: true, size: 0, packedSize: 0, warnings: [] },
      {
        name: 'Minh chứng/1.3/Kế hoạch.txt',
        isFolder: false,
        size: text.length,
        packedSize: deflateRawSync(text).length,
        warnings: [],
      },
    ])
  })

  it('is cut at 2,000 entries, but counted', async () => {
    const many = Array.from({ length: 2_100 }, (_, index) => ({ name: `${index}.txt`, data: Buffer.from('abc') }))
    const listing = await list(zipOf(many))
    expect(listing.entries).toHaveLength(2_000)
    expect(listing).toMatchObject({ count: 2_100, lookedAt: 2_100, size: 6_300 })
  })

  it('costs little memory and time, however many entries there are', async () => {
    const many = Array.from({ length: 30_000 }, (_, index) => ({ name: `${'x'.repeat(100)}/${index}.txt` }))
    const path = join(folder, 'many.zip')
    await writeFile(path, zipOf(many))
    many.length = 0
    const { result, grownBy } = await watchMemory(() => listArchive(path))
    expect(result).toMatchObject({ count: 30_000, lookedAt: 10_000 })
    expect(grownBy).toBeLessThan(120 * 1024 * 1024)
  })

  it('is empty in an empty archive', async () => {
    expect(await list(zip({}))).toMatchObject({ entries: [], count: 0, isDamaged: false })
  })
})

describe('names in an archive', () => {
  const vietnamese = [
    'Kế hoạch chuyển đổi số/',
    'Kế hoạch chuyển đổi số/Biên bản họp tổ.txt',
    'ẢNH/Học sinh dự giờ.jpg',
  ]

  it('are read where they are UTF-8, said or not', async () => {
    expect(await namesIn(zipOf(vietnamese.map((name) => ({ name, flags: 0x800 }))))).toEqual(vietnamese)
    expect(await namesIn(zipOf(vietnamese.map((name) => ({ name }))))).toEqual(vietnamese)
    const decomposed = vietnamese.map((name) => ({ name: name.normalize('NFD') }))
    expect(await namesIn(zipOf(decomposed))).toEqual(vietnamese)
  })

  it('are read from Vietnamese Windows (code page 1258)', async () => {
    // “Kế hoạch năm học”, “Biên bản”: letters and accents each a byte.
    const names = [
      [0x4b, 0xea, 0xec, 0x20, 0x68, 0x6f, 0x61, 0xf2, 0x63, 0x68, 0x20, 0x6e, 0xe3, 0x6d],
      [0x42, 0x69, 0xea, 0x6e, 0x20, 0x62, 0x61, 0xd2, 0x6e, 0x2e, 0x74, 0x78, 0x74],
    ].map((bytes) => ({ name: Buffer.from(bytes) }))
    expect(await namesIn(zipOf(names))).toEqual(['Kế hoạch năm', 'Biên bản.txt'])
  })

  it('are read from the time before Unicode (TCVN 5712)', async () => {
    // As .VnTime shows them: “KÕ ho¹ch n¨m häc”, “Biªn b¶n häp”.
    const names = ['KÕ ho¹ch n¨m häc.doc', 'Biªn b¶n häp.doc'].map((name) => ({ name: Buffer.from(name, 'latin1') }))
    expect(await namesIn(zipOf(names))).toEqual(['Kế hoạch năm học.doc', 'Biên bản họp.doc'])
  })

  it('are read from DOS (CP437) where no Vietnamese word comes out', async () => {
    const name = Buffer.from([0x53, 0x74, 0x72, 0x61, 0xe1, 0x65, 0x6e, 0x2e, 0x74, 0x78, 0x74])
    expect(await namesIn(zipOf([{ name }]))).toEqual(['Straßen.txt'])
    expect(await namesIn(zipOf([{ name: Buffer.from([0x84, 0xf5, 0xfe, 0xff]) }]))).toHaveLength(1)
  })

  it('are taken from the field that says them in Unicode, unless it stands for another name', async () => {
    const plain = Buffer.from('Ke hoach.txt')
    const field = (of: Buffer) => {
      const head = Buffer.alloc(9)
      const path = Buffer.from('Kế hoạch.txt')
      head.writeUInt16LE(0x7075, 0)
      head.writeUInt16LE(5 + path.length, 2)
      head.writeUInt8(1, 4)
      head.writeUInt32LE(crc32(of), 5)
      return Buffer.concat([head, path])
    }
    expect(await namesIn(zipOf([{ name: plain, extra: field(plain) }]))).toEqual(['Kế hoạch.txt'])
    expect(await namesIn(zipOf([{ name: plain, extra: field(Buffer.from('another')) }]))).toEqual(['Ke hoach.txt'])
  })

  it.each(['../../etc/passwd', '/etc/passwd', 'a/../../b', 'C:\\Windows\\x.txt', '..\\x.txt', '\\\\server\\x', 'a/..'])(
    '%s leads outside, and that is said',
    async (name) => {
      expect(await warningsFor(name)).toEqual(['outside'])
      expect(await namesIn(zipOf([{ name }]))).toEqual([name])
    },
  )

  it.each(['..a.txt', 'a..b/c.txt', 'a/...', 'tổng: 5.txt'])('%s does not', async (name) => {
    expect(await warningsFor(name)).toEqual([])
  })

  it('show what they hide, and are flagged for it', async () => {
    const listing = await list(zipOf([{ name: 'ảnh\u202Egpj.exe' }, { name: 'a\0.txt' }, { name: '.\u200B./x' }]))
    expect(listing.entries).toMatchObject([
      { name: 'ảnh�gpj.exe', warnings: ['hidden-characters', 'program'] },
      { name: 'a�.txt', warnings: ['hidden-characters'] },
      { name: '.�./x', warnings: ['outside', 'hidden-characters'] },
    ])
  })

  it('are cut where they are endless', async () => {
    const [name = ''] = await namesIn(zipOf([{ name: 'ệ'.repeat(20_000) }]))
    expect([...name]).toHaveLength(300)
  })
})

describe('an archive to be careful with', () => {
  it.each<[string, Parameters<typeof zipOf>[0], string]>([
    ['is encrypted', [{ name: 'a.txt', flags: 1 }], 'encrypted'],
    ['holds a program', [{ name: 'Hóa đơn.pdf.exe' }], 'program'],
    ['holds a document with macros', [{ name: 'bảng.xlsm' }], 'program'],
    ['holds another archive', [{ name: 'trong/lồng.ZIP' }], 'archive'],
    ['holds a link', [{ name: 'a', madeBy: 3 << 8, attributes: 0o120777 * 0x10000 }], 'link'],
    ['says a name twice', [{ name: 'a.txt' }, { name: 'A.TXT' }], 'duplicate'],
    ['comes to a thousand times its size', [{ name: 'a', data: Buffer.alloc(60 * 1024 * 1024), method: 8 }], 'bomb'],
  ])('%s', async (_, entries, warning) => {
    expect((await list(zipOf(entries))).warnings).toEqual([warning])
  })

  it('uses the same bytes for several entries', async () => {
    const data = deflateRawSync(Buffer.alloc(1_000_000))
    const names = Array.from({ length: 200 }, (_, index) => `${index + 1}`)
    const bomb = zipOf([{ name: '0', stored: data, size: 1_000_000, method: 8 }], names)
    expect((await list(bomb)).warnings.sort()).toEqual(['bomb', 'overlapping'])
  })

  it.each([
    ['is torn', zip({ 'a.txt': 'a'.repeat(1000) }).subarray(0, 500)],
    ['is none', Buffer.from('Không phải là tệp nén')],
    ['is empty', Buffer.alloc(0)],
    ['points its list elsewhere', lying(zip({ 'a.txt': 'a' }), (end) => end.writeUInt32LE(3, 16))],
    ['says it has more entries than it holds', lying(zip({ 'a.txt': 'a' }), (end) => end.writeUInt16LE(9, 10))],
  ])('%s: damaged', async (_, content) => {
    expect(await list(content)).toMatchObject({ isDamaged: true })
  })

  it('cannot be read: that is no word about the archive', async () => {
    await expect(listArchive(join(folder, 'nobody'))).rejects.toThrow('ENOENT')
  })
})

function lying(archive: Buffer, change: (end: Buffer) => void) {
  change(archive.subarray(-22))
  return archive
}
