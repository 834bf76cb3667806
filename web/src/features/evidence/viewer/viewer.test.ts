import { evidenceFileId, evidenceId, type EvidenceFile } from '@thuoc/shared'
import { describe, expect, it } from 'vitest'
import { decodeText, readTable } from './read-text.ts'
import { stopsOf } from './stops.ts'
import { viewKindOf } from './view-kind.ts'

const bytes = (...parts: (string | number)[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'number' ? [part] : [...new TextEncoder().encode(part)])))

describe('a text file', () => {
  it('is read as UTF-8, with or without its mark, also where it is cut within a letter', () => {
    expect(decodeText(bytes('Số liệu'))).toBe('Số liệu')
    expect(decodeText(bytes(0xef, 0xbb, 0xbf, 'Số'))).toBe('Số')
    expect(decodeText(bytes('Số', 0xe1, 0xbb), true)).toBe('Số')
  })

  it('is read by the mark of UTF-16, else in the code page of old Vietnamese machines', () => {
    expect(decodeText(bytes(0xff, 0xfe, 0x53, 0x00, 0xd1, 0x1e))).toBe('Số')
    expect(decodeText(bytes(0xd0, 0xe2, 'y'))).toBe('Đây')
  })
})

describe('a table', () => {
  it('is parted by whatever its first line is parted by', () => {
    expect(readTable('a;b\n1,5;2', 10)).toEqual([
      ['a', 'b'],
      ['1,5', '2'],
    ])
    expect(readTable('a\tb\r\n', 10)).toEqual([['a', 'b']])
  })

  it('keeps separators, lines and quotes within quotes, and ends where it is told', () => {
    expect(readTable('"a,""b""\nc",d\n,\n', 10)).toEqual([
      ['a,"b"\nc', 'd'],
      ['', ''],
    ])
    expect(readTable('1\n2\n3', 2)).toEqual([['1'], ['2']])
  })
})

describe('looking through evidence', () => {
  const file = (last: number): EvidenceFile => ({
    id: evidenceFileId.parse(`00000000-0000-7000-8000-00000000010${last}`),
    ...{ name: `${last}.pdf`, size: 1, mediaType: 'application/pdf', sha256: 'a', scan: 'clean' },
  })
  const id = (last: number) => evidenceId.parse(`00000000-0000-7000-8000-00000000000${last}`)

  it('goes through every file of every piece, and stops at what holds none', () => {
    const pieces = [
      { id: id(1), files: [file(1), file(2)] },
      { id: id(2), files: [] },
    ]
    expect(stopsOf(pieces)).toEqual([
      { evidenceId: id(1), file: file(1) },
      { evidenceId: id(1), file: file(2) },
      { evidenceId: id(2), file: null },
    ])
  })

  it('shows what the file is, whatever it is called; pages and scripts never', () => {
    const kind = (mediaType: string, size = 1) => viewKindOf({ mediaType, size })
    expect(['application/pdf', 'image/jpeg', 'text/csv', 'video/mp4', 'audio/mpeg'].map((one) => kind(one))).toEqual([
      'pdf',
      'image',
      'table',
      'video',
      'audio',
    ])
    expect(kind('application/vnd.openxmlformats-officedocument.wordprocessingml.document')).toBe('office')
    expect(['text/html', 'image/svg+xml', 'image/heic', 'application/xhtml+xml'].map((one) => kind(one))).toEqual(
      Array(4).fill('none'),
    )
    expect([kind('application/pdf', 1e9), kind('video/mp4', 1e9)]).toEqual(['none', 'video'])
  })
})
