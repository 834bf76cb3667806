import { Readable } from 'node:stream'
import type { CampaignUnitId, ExportOrderOf } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import { eachTold, isLargeArchive, type FileMaker, type FileWork, type MadeFile } from '../../platform/file-maker.ts'
import { safeFileName } from '../../platform/file-names.ts'
import type { Files } from '../../platform/files.ts'
import { csvLines, csvType } from '../../platform/spreadsheet/csv.ts'
import { streamSpreadsheet, writeLargeSpreadsheet } from '../../platform/spreadsheet/write-large.ts'
import { xlsxType, type WrittenSheet } from '../../platform/spreadsheet/write.ts'
import { zipOf, type ZipEntry } from '../../platform/zip.ts'
import { definitionOf } from '../catalogues/index.ts'
import { layOut } from './archive-layout.ts'
import { list } from './evidence.repository.ts'
import type { Owners } from './evidence.service.ts'
import { filesOf } from './pieces.repository.ts'
import { nameOf } from './register-export.repository.ts'
import { aboutSheet, registerSheet } from './register-sheet.ts'
import { createRegisterService } from './register.service.ts'

type Ports = { db: Db; files: Files; owners: Owners }
export type RegisterExport = ReturnType<typeof createRegisterExport>

const clock = new Intl.DateTimeFormat('en-GB', {
  ...{ timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  ...{ day: '2-digit', month: '2-digit', year: 'numeric' },
})
/** With the mark by which Windows knows UTF-8. */
const textFile = (text: string) => Buffer.from(`\ufeff${text}`)

/** The register as a file, and with it everything it lists, as an archive. */
export function createRegisterExport({ db, files, owners }: Ports) {
  /** As it stands at a moment. */
  const registerAt = (at: Date) => createRegisterService({ db, owners, now: () => at })

  async function table(actor: Actor, order: ExportOrderOf<'evidence-register'>, work: FileWork): Promise<MadeFile> {
    const { campaignUnitId: id, filter, format } = order
    const { items } = await registerAt(work.askedAt).all(actor, id, filter)
    const of = await nameOf(db, id)
    const title = `Danh mục minh chứng ${of.unit} ${of.schoolYear}`
    const sheet = registerSheet(items, format)
    const rows = told(sheet, eachTold(work, items.length))
    const name = safeFileName(title, [format])
    if (format === 'csv') {
      const headers = sheet.columns.map(({ header }) => header)
      const values = Readable.from(rows).map(({ values: line }: WrittenSheet['rows'][number]) => line)
      return { name, mediaType: csvType, content: Readable.from(csvLines(headers, values)) }
    }
    const { sort = 'code', descending = false, ...filters } = filter
    const at = clock.format(work.askedAt)
    const about = aboutSheet(items, { of, filters, sort, descending, by: actor.name, at })
    const content = await streamSpreadsheet([{ ...sheet, rows }, about], { title })
    return { name, mediaType: xlsxType, content }
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
  async function archive(actor: Actor, id: CampaignUnitId, work: FileWork): Promise<MadeFile> {
    const { places, folders, left } = await plan(actor, id)
    const at = work.askedAt
    const { items } = await registerAt(at).all(actor, id, {})
    const of = await nameOf(db, id)
    const sheet = registerSheet(items, 'xlsx', ({ pieceId }) => folders.get(pieceId) ?? null)
    const title = `Danh mục minh chứng ${of.unit} ${of.schoolYear}`
    const missing = left.map(
      ({ code, name, scan }) => `${code}  ${name}: ${scan === 'infected' ? 'tệp có mã độc' : 'tệp chưa quét xong'}`,
    )
    const entries: ZipEntry[] = [
      { name: 'Danh mục minh chứng.xlsx', at, content: await writeLargeSpreadsheet([sheet], { title }) },
      ...(missing.length > 0
        ? [{ name: 'Tệp chưa đưa vào.txt', at, content: textFile(`${missing.join('\r\n')}\r\n`) }]
        : []),
      ...places.map((place) => ({
        ...{ name: place.path, at: place.addedAt },
        content: 'file' in place ? () => files.read(place.file.storageKey) : textFile(place.note),
      })),
    ]
    const content = zipOf(entries, { eachEntry: eachTold(work, entries.length) })
    return {
      name: safeFileName(`Minh chứng ${of.unit} ${of.schoolYear}`, ['zip']),
      mediaType: 'application/zip',
      content,
    }
  }

  /** Whose register it is. @throws Problem `submission.not-found` */
  async function titleOf(actor: Actor, { campaignUnitId }: { campaignUnitId: CampaignUnitId }) {
    await owners.find(db, actor, campaignUnitId)
    const { unit, campaign } = await nameOf(db, campaignUnitId)
    return `${unit} – ${campaign}`
  }

  const makers: {
    register: FileMaker<ExportOrderOf<'evidence-register'>>
    archive: FileMaker<ExportOrderOf<'evidence-archive'>>
  } = {
    register: { titleOf, make: table },
    archive: {
      titleOf,
      isLong: async (actor, { campaignUnitId }) => isLargeArchive(await measure(actor, campaignUnitId)),
      make: (actor, { campaignUnitId }, work) => archive(actor, campaignUnitId, work),
    },
  }
  return { measure, makers }
}

/** The rows of a sheet, one by one, each told of. */
async function* told({ rows }: WrittenSheet, eachRow: () => Promise<void>) {
  for (const row of rows) {
    await eachRow()
    yield row
  }
}
