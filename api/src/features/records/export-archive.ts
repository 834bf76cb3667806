import { createHash } from 'node:crypto'
import { Readable, Transform } from 'node:stream'
import { fileExport, recordLine } from '@thuoc/shared'
import { z } from 'zod'
import { eachTold, type FileWork } from '../../platform/file-maker.ts'
import { zipOf, type ZipEntry } from '../../platform/zip.ts'
import { exportLanguages, pageName } from './export-words.ts'

export type ExportFile = { path: string; addedAt: Date; content: () => Readable }
/** `made`: the parts that were laid down before: the pages, `ho-so.json`, `nhat-ky.jsonl`. */
type Contents = { made: (name: string) => Readable; files: readonly ExportFile[]; at: Date }

const note = `CÁCH ĐỌC VÀ KIỂM TRA HỒ SƠ NÀY

index.html      đọc bằng trình duyệt bất kỳ, không cần mạng, không cần hệ thống Thước
index.en.html   cũng trang ấy bằng tiếng Anh (the same page in English)
ho-so.json      toàn bộ dữ liệu cho máy đọc, theo cấu trúc trong ho-so.schema.json
nhat-ky.jsonl   nhật ký: mỗi dòng một mục, theo cấu trúc trong nhat-ky.schema.json
tep/            các tệp minh chứng và bản quét văn bản đã ký
SHA256SUMS      mã băm của mọi tệp trong gói

1. Các tệp còn nguyên: mở dòng lệnh trong thư mục này và chạy
       sha256sum -c SHA256SUMS
   (Windows: certutil -hashfile TÊN-TỆP SHA256, rồi so với dòng tương ứng)

2. Nhật ký còn nguyên: mã băm của mục n là SHA-256 của chuỗi gồm mã băm mục n-1 (64 chữ số 0 nếu là mục đầu),
   một dấu xuống dòng (LF) và trường "text" của mục n. Ví dụ với mục 1:
       printf '%s\\n%s' 0000000000000000000000000000000000000000000000000000000000000000 "$TEXT" | sha256sum
   Mục cuối phải có mã băm ghi ở record.head trong ho-so.json. Mục mà người xuất không được đọc chỉ có mã băm.

3. So với hệ thống: record.anchor trong ho-so.json là mốc neo lúc xuất; đơn vị vận hành kiểm tra bằng
       pnpm thuoc audit verify --chain <record.chain> --anchor <số>:<mã băm>
`

/** The archive, written while it is read; the hash of each file is taken on its way and stands in the last one. */
export function exportArchive({ made, files, at }: Contents, work: Pick<FileWork, 'progress'>): Readable {
  const sums: string[] = []
  const hashed = (name: string, date: Date, source: () => Readable): ZipEntry => ({
    ...{ name, at: date },
    content: () => {
      const hash = createHash('sha256')
      const seen = new Transform({
        transform: (chunk: Buffer, _, done) => done(null, (hash.update(chunk), chunk)),
        flush: (done) => {
          sums.push(`${hash.digest('hex')}  ${name}\n`)
          done()
        },
      })
      const from = source()
      from.once('error', (error) => seen.destroy(error))
      seen.once('close', () => from.destroy())
      return from.pipe(seen)
    },
  })
  const text = (name: string, content: () => string) => hashed(name, at, () => Readable.from([Buffer.from(content())]))
  const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`
  const entries: ZipEntry[] = [
    ...exportLanguages.map((language) => hashed(pageName[language], at, () => made(pageName[language]))),
    text('DOC-TOI.txt', () => note),
    hashed('ho-so.json', at, () => made('ho-so.json')),
    text('ho-so.schema.json', () => json(z.toJSONSchema(fileExport, { io: 'input', unrepresentable: 'any' }))),
    hashed('nhat-ky.jsonl', at, () => made('nhat-ky.jsonl')),
    text('nhat-ky.schema.json', () => json(z.toJSONSchema(recordLine))),
    ...files.map(({ path, addedAt, content }) => hashed(path, addedAt, content)),
    { name: 'SHA256SUMS', at, content: () => Readable.from([Buffer.from(sums.join(''))]) },
  ]
  return zipOf(entries, { eachEntry: eachTold(work, entries.length) })
}
