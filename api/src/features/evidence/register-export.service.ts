import type { Readable } from 'node:stream'
import { type CampaignUnitId, type RegisterFilters } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import { safeFileName } from '../../platform/file-names.ts'
import type { Files } from '../../platform/files.ts'
import type { GeneratedFile } from '../../platform/generated-file.ts'
import { tableFile } from '../../platform/spreadsheet/table-file.ts'
import { writeLargeSpreadsheet } from '../../platform/spreadsheet/write-large.ts'
import { xlsxType, type WrittenSheet } from '../../platform/spreadsheet/write.ts'
import { zipOf, type ZipEntry } from '../../platform/zip.ts'
import { definitionOf } from '../catalogues/index.ts'
import { layOut } from './archive-layout.ts'
import { list } from './evidence.repository.ts'
import type { Owners } from './evidence.service.ts'
import { filesOf } from './pieces.repository.ts'
import { nameOf } from './register-export.repository.ts'
import { aboutSheet, registerSheet } from './register-sheet.ts'
import type { RegisterOrder, RegisterService } from './register.service.ts'

type Ports = { db: Db; files: Files; owners: Owners; register: Pick<RegisterService, 'all'>; now: () => Date }
type Query = RegisterFilters & RegisterOrder & { format?: 'xlsx' | 'csv' | undefined }
export type RegisterExport = ReturnType<typeof createRegisterExport>

const clock = new Intl.DateTimeFormat('en-GB', {
  ...{ timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  ...{ day: '2-digit', month: '2-digit', year: 'numeric' },
})
/** With the mark by which Windows knows UTF-8. */
const textFile = (text: string) => Buffer.from(`\ufeff${text}`)

/** The register as a file, and with it everything it lists, as an archive. */
export function createRegisterExport({ db, files, owners, register, now }: Ports) {
  async function table(actor: Actor, id: CampaignUnitId, { format = 'xlsx', ...query }: Query): Promise<GeneratedFile> {
    const { items } = await register.all(actor, id, query)
    const of = await nameOf(db, id)
    const title = `Danh mục minh chứng ${of.unit} ${of.schoolYear}`
    if (format === 'csv') return tableFile(title, registerSheet(items, 'csv'), 'csv')
    const { sort = 'code', descending = false, ...filters } = query
    const about = aboutSheet(items, { of, filters, sort, descending, by: actor.name, at: clock.format(now()) })
    const content = await workbook([registerSheet(items, 'xlsx'), about], title)
    return { name: safeFileName(title, ['xlsx']), mediaType: xlsxType, content }
  }

  async function plan(actor: Actor, id: CampaignUnitId) {
    const { indicatorSetId } = await owners.find(db, actor, id)
    const rows = await list(db, id)
    const held = await filesOf(
      db,
      rows.map(({ pieceId }) => pieceId),
    )
    return layOut(await definitionOf(db, indicatorSetId), rows, held)
  }

  /** How much an archive would hold. */
  async function measure(actor: Actor, id: CampaignUnitId) {
    const { places, left } = await plan(actor, id)
    const inside = places.flatMap((place) => ('file' in place ? [place.file.size] : []))
    return { files: inside.length, bytes: inside.reduce((sum, size) => sum + size, 0), left: left.length }
  }

  /** Everything is looked up before the first byte goes out, the files themselves one by one. */
  async function archive(actor: Actor, id: CampaignUnitId): Promise<{ name: string; content: Readable }> {
    const { places, folders, left } = await plan(actor, id)
    const { items } = await register.all(actor, id, {})
    const of = await nameOf(db, id)
    const at = now()
    const sheet = registerSheet(items, 'xlsx', ({ pieceId }) => folders.get(pieceId) ?? null)
    const content = await workbook([sheet], `Danh mục minh chứng ${of.unit} ${of.schoolYear}`)
    const missing = left.map(
      ({ code, name, scan }) => `${code}  ${name}: ${scan === 'infected' ? 'tệp có mã độc' : 'tệp chưa quét xong'}`,
    )
    const entries: ZipEntry[] = [
      { name: 'Danh mục minh chứng.xlsx', at, content },
      ...(missing.length > 0
        ? [{ name: 'Tệp chưa đưa vào.txt', at, content: textFile(`${missing.join('\r\n')}\r\n`) }]
        : []),
      ...places.map((place) => ({
        ...{ name: place.path, at: place.addedAt },
        content: 'file' in place ? () => files.read(place.file.storageKey) : textFile(place.note),
      })),
    ]
    return { name: safeFileName(`Minh chứng ${of.unit} ${of.schoolYear}`, ['zip']), content: zipOf(entries) }
  }

  return { table, measure, archive }
}

const workbook = (sheets: readonly WrittenSheet[], title: string) => writeLargeSpreadsheet(sheets, { title })
