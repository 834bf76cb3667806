import {
  dayOf,
  type ReportFigure,
  type ReportFilePart,
  type ReportFilter,
  type ReportPart,
  type ReportScope,
} from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { GeneratedFile } from '../../platform/generated-file.ts'
import { Problem } from '../../platform/problem.ts'
import { csvType, writeCsv } from '../../platform/spreadsheet/csv.ts'
import { Exhausted } from '../../platform/spreadsheet/thread.ts'
import { writeLargeSpreadsheet } from '../../platform/spreadsheet/write-large.ts'
import { xlsxType } from '../../platform/spreadsheet/write.ts'
import type { EmulationService } from './emulation.service.ts'
import { presentUnit, wantedOf } from './report-lists.service.ts'
import { figureWords } from './report-figure-words.ts'
import { listRemarks, type RemarkFilter } from './report-remarks.repository.ts'
import { openScope, type Ports } from './report-scope.service.ts'
import {
  comparisonTables,
  heatTables,
  levelTables,
  progressTables,
  remarkTables,
  scoreTables,
  unitTables,
  workbookRows,
  yearTables,
  type ReportTable,
} from './report-tables.ts'
import { listUnits } from './report-units.repository.ts'
import type { ReportYearsService } from './report-years.service.ts'
import { basisWords, originWords, partName, partTitles, remarkWords, typeWord } from './report-words.ts'
import type { ReportsService } from './reports.service.ts'

export type ReportFilesService = ReturnType<typeof createReportFilesService>
/** More units than a province has. */
const all = 60_000

type FilePorts = Ports & { figures: ReportsService; years: ReportYearsService; emulation: EmulationService }
export type FileOrder = ReportFigure & {
  part: ReportFilePart
  by: ReportPart
  format: 'xlsx' | 'csv'
  q?: string | undefined
} & Pick<RemarkFilter, 'kind' | 'origin'>
type Made = { scope: ReportScope; tables: ReportTable[] }

/** The figures of a page as a file: the same numbers, with a sheet that says what was counted. */
export function createReportFilesService({ figures, years, emulation, ...ports }: FilePorts) {
  const { db, now } = ports

  async function listed(actor: Actor, filter: ReportFilter, { q, ...order }: FileOrder): Promise<Made> {
    const open = await openScope(ports, actor, filter)
    const { chosen, wanted } = wantedOf(open, order, q)
    if (order.criterion !== undefined && wanted.node === null) return { scope: open.scope, tables: unitTables([]) }
    const page = { order: order.part === 'ranking' ? 'rank' : 'name', after: null, limit: all } as const
    const rows = await listUnits(db, chosen, wanted, page)
    return { scope: open.scope, tables: unitTables(rows.map(presentUnit)) }
  }
  async function remarked(actor: Actor, filter: ReportFilter, { q, kind, origin }: FileOrder): Promise<Made> {
    const { chosen, scope } = await openScope(ports, actor, filter)
    const items = await listRemarks(db, chosen, { q, kind, origin }, { after: null, limit: all })
    return { scope, tables: remarkTables(items) }
  }
  async function handedIn(actor: Actor, filter: ReportFilter): Promise<Made> {
    const open = await openScope(ports, actor, filter)
    const { columns, lines } = await emulation.table(actor, open)
    const rows = lines.map((line) => line.map(({ plain }) => plain))
    return { scope: open.scope, tables: [{ name: 'Thi đua', columns, rows }] }
  }

  const makers: Record<ReportFilePart, (actor: Actor, filter: ReportFilter, order: FileOrder) => Promise<Made>> = {
    levels: async (actor, filter, { by }) => told(await figures.levels(actor, { ...filter, by }), levelTables),
    scores: async (actor, filter) => told(await figures.scores(actor, filter), scoreTables),
    progress: async (actor, filter) => told(await figures.progress(actor, filter), progressTables),
    comparison: async (actor, filter) => told(await figures.comparison(actor, filter), comparisonTables),
    years: async (actor, filter) => told(await years(actor, filter), yearTables),
    heat: async (actor, filter, { by }) => told(await figures.heat(actor, { ...filter, by }), heatTables),
    ranking: listed,
    units: listed,
    remarks: remarked,
    emulation: handedIn,
  }

  /** @throws Problem `campaign.not-found`, `access.denied`, `unit.export-too-large` */
  return async (actor: Actor, filter: ReportFilter, order: FileOrder): Promise<GeneratedFile> => {
    const { scope, tables } = await makers[order.part](actor, filter, order)
    const name = `bao-cao-${fileNames[order.part]}-${dayOf(now())}.${order.format}`
    const [first] = tables
    if (order.format === 'csv') {
      const rows = first ? [first.columns.map(({ header }) => header), ...first.rows] : []
      return { name, mediaType: csvType, content: writeCsv(rows) }
    }
    const title = partTitles[order.part]
    const names = await namesIn(actor, filter)
    const about = aboutRows({ scope, title, filter, order, names, by: actor.name })
    const sheets = [
      ...tables.map((table) => ({
        ...{ name: table.name, columns: table.columns, filter: true, frozenColumns: 1 },
        rows: workbookRows(table).map((values) => ({ values })),
      })),
      {
        name: 'Thông tin',
        columns: [
          { header: 'Mục', width: 26, format: 'text' as const },
          { header: 'Nội dung', width: 80, format: 'text' as const },
        ],
        rows: about.map((values) => ({ values })),
      },
    ]
    try {
      return { name, mediaType: xlsxType, content: await writeLargeSpreadsheet(sheets, { title }) }
    } catch (error) {
      throw error instanceof Exhausted ? new Problem('unit.export-too-large') : error
    }
  }

  async function namesIn(actor: Actor, { campaignId, schoolYear }: ReportFilter) {
    const { bodies, areas } = await figures.choices(actor, { campaignId, schoolYear })
    return new Map<string, string>([...areas, ...bodies].map(({ id, name }) => [id, name]))
  }
}

const told = <Report extends { scope: ReportScope }>(
  report: Report,
  tables: (report: Report) => ReportTable[],
): Made => ({
  scope: report.scope,
  tables: tables(report),
})

const fileNames: Record<ReportFilePart, string> = {
  levels: 'muc-do',
  scores: 'tieu-chi',
  progress: 'tien-do',
  comparison: 'tu-danh-gia-va-danh-gia-ngoai',
  years: 'cac-nam',
  ranking: 'xep-hang',
  heat: 'tieu-chi-theo-don-vi',
  remarks: 'kho-khan-kien-nghi',
  units: 'don-vi',
  emulation: 'thi-dua',
}

const written = (day: string) => day.split('-').toReversed().join('/')
/** `2026-11-23T01:02` as people write it, in Vietnam. */
const moment = (iso: string) => {
  const local = new Date(Date.parse(iso) + 7 * 60 * 60 * 1000).toISOString()
  return `${local.slice(11, 16)} ngày ${written(local.slice(0, 10))}`
}

type About = {
  scope: ReportScope
  title: string
  filter: ReportFilter
  order: FileOrder
  names: ReadonlyMap<string, string>
  by: string
}
/** What was counted, filtered by what, as of when, by whom. */
function aboutRows({ scope, title, filter, order, names, by }: About): [string, string][] {
  const { bodyId, areaId, unitType, ownership, tier } = filter
  const figure = figureWords(order)
  return [
    ['Báo cáo', title],
    ['Năm học', scope.schoolYear ?? ''],
    ['Đợt đánh giá', scope.campaigns.map((one) => one.title).join('; ')],
    [
      'Bộ chỉ số',
      scope.sets.map((set) => `${set.code} (bản ${set.version})${set.sample ? ', bộ mẫu' : ''}`).join('; '),
    ],
    ['Cột điểm', basisWords[scope.basis]],
    ['Số liệu tính đến hết ngày', written(scope.asOf)],
    ['Cấp', tier === 'school' ? 'Cơ sở giáo dục' : 'Cơ quan quản lý'],
    ['Cơ quan quản lý', bodyId === undefined ? 'Tất cả' : (names.get(bodyId) ?? bodyId)],
    [
      'Địa bàn',
      areaId === undefined ? 'Tất cả' : areaId === 'direct' ? 'Trực thuộc Sở' : (names.get(areaId) ?? areaId),
    ],
    ['Loại hình', unitType === undefined ? 'Tất cả' : typeWord(unitType)],
    ['Sở hữu', ownership === undefined ? 'Tất cả' : partName(ownership)],
    ...(figure.length > 0 ? [['Số liệu được chọn', figure.join('; ')] satisfies [string, string]] : []),
    ...(order.kind ? [['Nội dung', remarkWords[order.kind]] satisfies [string, string]] : []),
    ...(order.origin ? [['Nguồn', originWords[order.origin]] satisfies [string, string]] : []),
    ...(order.q ? [['Tìm theo', order.q] satisfies [string, string]] : []),
    ['Số đơn vị', String(scope.units)],
    [
      'Có kết quả',
      `tự đánh giá ${scope.results.self}, đánh giá ngoài ${scope.results.external}, công nhận ${scope.results.recognised}`,
    ],
    ['Lập lúc', moment(scope.at)],
    ['Người lập', by],
  ]
}
