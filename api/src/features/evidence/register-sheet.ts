import {
  type DocumentKind,
  type Evidence,
  type PieceKind,
  type RegisterFilters,
  type RegisterWarning,
  type ScanState,
} from '@thuoc/shared'
import { serialOf, type WrittenSheet, type WrittenValue } from '../../platform/spreadsheet/write.ts'
import type { RegisterSort } from './register.repository.ts'

const documentWords: Record<DocumentKind, string> = {
  plan: 'Kế hoạch',
  decision: 'Quyết định',
  dispatch: 'Công văn',
  minutes: 'Biên bản',
  report: 'Báo cáo',
  photograph: 'Ảnh chụp',
  screenshot: 'Ảnh màn hình',
  export: 'Bản xuất từ phần mềm',
  other: 'Khác',
}
const kindWords: Record<PieceKind, string> = {
  file: 'Tệp',
  link: 'Đường dẫn',
  figure: 'Số liệu',
  document: 'Văn bản',
}
const scanWords: Record<ScanState, string> = {
  unscanned: 'Không quét',
  waiting: 'Chờ quét',
  clean: 'Sạch',
  infected: 'Có mã độc',
}
const warningWords: Record<RegisterWarning, string> = {
  'to-renew': 'Cần làm mới',
  'outside-year': 'Ngoài năm học',
  expired: 'Hết hiệu lực',
  expiring: 'Sắp hết hiệu lực',
  'link-down': 'Đường dẫn không mở được',
  twice: 'Trùng tệp',
  undescribed: 'Chưa ghi loại, ngày, nơi ban hành',
}
const sortWords: Record<RegisterSort, string> = {
  code: 'Theo mã',
  title: 'Theo tên',
  issued: 'Theo ngày ban hành',
  added: 'Theo ngày thêm',
}

type Column = {
  header: string
  width: number
  format: 'text' | 'number' | 'day'
  of: (one: Evidence, at: number) => WrittenValue
}
/** As the register is kept on paper: code, name, number and date, issuer, box, criteria, remarks. */
const columns: readonly Column[] = [
  { header: 'STT', width: 6, format: 'number', of: (_, at) => at + 1 },
  { header: 'Mã minh chứng', width: 16, format: 'text', of: ({ code }) => code },
  { header: 'Tên minh chứng', width: 46, format: 'text', of: ({ title }) => title },
  { header: 'Loại', width: 14, format: 'text', of: kindOf },
  { header: 'Số, ký hiệu', width: 18, format: 'text', of: ({ about: { number } }) => number },
  { header: 'Ngày ban hành', width: 15, format: 'day', of: ({ about: { issuedOn } }) => issuedOn },
  { header: 'Nơi ban hành', width: 26, format: 'text', of: ({ about: { issuer } }) => issuer },
  { header: 'Hộp', width: 6, format: 'number', of: ({ box }) => box },
  { header: 'Tiêu chí', width: 16, format: 'text', of: ({ criteria }) => criteria.join(', ') },
  { header: 'Tệp, đường dẫn, số liệu', width: 40, format: 'text', of: contentOf },
  { header: 'Cần xem lại', width: 18, format: 'text', of: (one) => warningsOf(one).join('\n') || null },
  { header: 'Ghi chú', width: 30, format: 'text', of: ({ note }) => note || null },
]

function kindOf({ kind, about: { documentKind } }: Evidence): string {
  return documentKind === null ? kindWords[kind] : documentWords[documentKind]
}

const figures = new Intl.NumberFormat('vi-VN')
function contentOf({ files, url, figure }: Evidence): string | null {
  if (figure) return `${figures.format(figure.value)} ${figure.unit}`.trim() + `\nNguồn: ${figure.source}`
  return url ?? (files.map(({ name }) => name).join('\n') || null)
}

function warningsOf({ toRenew, timing, link, files }: Evidence): string[] {
  return [
    ...(toRenew ? [warningWords['to-renew']] : []),
    ...(timing ? [warningWords[timing]] : []),
    ...(link && link.state !== 'up' ? [warningWords['link-down']] : []),
    ...(files.some(({ scan }) => scan === 'infected') ? [scanWords.infected] : []),
  ]
}

const sheetName = 'Danh mục minh chứng'

/** The register as a table. @param folderOf in an archive, where the files of a piece lie */
export function registerSheet(
  items: readonly Evidence[],
  format: 'xlsx' | 'csv',
  folderOf?: (one: Evidence) => string | null,
): WrittenSheet {
  const folder = folderOf && { header: 'Thư mục', width: 30, format: 'text' as const, of: folderOf }
  const shown: readonly Column[] = folder ? [...columns, folder] : columns
  const cell = (column: Column, one: Evidence, at: number): WrittenValue => {
    const value = column.of(one, at)
    if (column.format !== 'day' || typeof value !== 'string') return value
    return format === 'xlsx' ? serialOf(value) : value.split('-').reverse().join('/')
  }
  return {
    name: sheetName,
    columns: shown.map(({ header, width, format: typed }) => ({ header, width, format: typed })),
    rows: items.map((one, at) => ({ values: shown.map((column) => cell(column, one, at)) })),
    frozenColumns: 3,
    filter: true,
  }
}

type Asked = {
  of: { unit: string; campaign: string; schoolYear: string }
  filters: RegisterFilters
  sort: RegisterSort
  descending: boolean
  by: string
  /** As people read it: `14:05 22/11/2026`. */
  at: string
}
/** What the register was narrowed to, when, and by whom: without it nobody knows whether a list is whole. */
export function aboutSheet(items: readonly Evidence[], { of, filters, sort, descending, by, at }: Asked): WrittenSheet {
  const { search, criterion, kind, box, scan, warning } = filters
  const lines: readonly (readonly [string, WrittenValue])[] = [
    ['Đơn vị', of.unit],
    ['Đợt đánh giá', of.campaign],
    ['Năm học', of.schoolYear.replace('-', '–')],
    ['Số minh chứng trong danh mục này', items.length],
    ['Tìm', search ?? 'Không'],
    ['Tiêu chí', criterion ?? 'Tất cả'],
    ['Loại', kind ? kindWords[kind] : 'Tất cả'],
    ['Hộp', box ?? 'Tất cả'],
    ['Quét mã độc', scan ? scanWords[scan] : 'Tất cả'],
    ['Cần xem lại', warning ? warningWords[warning] : 'Không lọc'],
    ['Thứ tự', `${sortWords[sort]}${descending ? ', ngược' : ''}`],
    ['Xuất lúc', at],
    ['Người xuất', by],
  ]
  return {
    name: 'Về danh mục này',
    columns: [
      { header: 'Nội dung', width: 36, format: 'text' },
      { header: 'Giá trị', width: 60, format: 'text' },
    ],
    rows: lines.map((values) => ({ values })),
  }
}
