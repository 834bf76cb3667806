import { dayOf, type DeliveryFilter } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import type { GeneratedFile } from '../../platform/generated-file.ts'
import { writeSpreadsheet, xlsxType, type WrittenColumn, type WrittenValue } from '../../platform/spreadsheet/write.ts'
import { csvOf } from './csv.ts'
import * as duties from './duties.repository.ts'
import { kindWords, statusWords } from './export-words.ts'

export type ExportService = ReturnType<typeof createExportService>
/** Some 3,000 units with 20 things each; a larger filter has to be narrowed. */
const mostRows = 60_000

/** The rows of a list as a file: exactly those, in the same order. */
export function createExportService({ db, now }: { db: Db; now: () => Date }) {
  async function write(actor: Actor, filter: DeliveryFilter, format: 'xlsx' | 'csv'): Promise<GeneratedFile> {
    const at = now()
    const rows = (await duties.list(db, actor, filter, { now: at, after: null, limit: mostRows })).map(valuesOf)
    const name = `san-pham-${dayOf(at)}.${format}`
    if (format === 'csv')
      return {
        name,
        mediaType: 'text/csv; charset=utf-8',
        content: csvOf([columns.map(({ header }) => header), ...rows]),
      }
    const sheet = { name: 'Sản phẩm', columns, rows: rows.map((values) => ({ values })), filter: true }
    const content = await writeSpreadsheet([sheet], { title: 'Sản phẩm theo kế hoạch' })
    return { name, mediaType: xlsxType, content }
  }
  return { write }
}

const text = (header: string, width: number): WrittenColumn => ({ header, width, format: 'text' })
const columns: WrittenColumn[] = [
  text('Mã đơn vị', 14),
  text('Đơn vị', 36),
  text('Nơi nhận', 30),
  text('Mốc', 8),
  text('Nhiệm vụ', 44),
  text('Sản phẩm', 28),
  text('Hạn', 12),
  text('Trạng thái', 14),
  text('Ngày nộp', 18),
  text('Muộn', 8),
  { header: 'Số ngày muộn', width: 12, format: 'number' },
  { header: 'Lần nộp', width: 9, format: 'number' },
  text('Nhắc gần nhất', 14),
]

/** `2025-01-31` as people write it. */
const written = (day: string | null) => (day === null ? '' : day.split('-').toReversed().join('/'))

const valuesOf = (row: duties.DutyRow): WrittenValue[] => [
  row.unitCode,
  row.unitName,
  row.receiver.name,
  row.code,
  row.task,
  kindWords[row.kind],
  written(row.dueOn),
  statusWords[row.status],
  row.handedInAt === null ? '' : written(dayOf(row.handedInAt)),
  row.late ? 'x' : '',
  row.lateMinutes === null ? null : Math.floor(row.lateMinutes / (24 * 60)) + 1,
  row.round,
  written(row.lastRemindedOn),
]
