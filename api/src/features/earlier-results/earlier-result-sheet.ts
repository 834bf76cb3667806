import { officialCode, schoolYear } from '@thuoc/shared'
import { dayOf, decimalOf, keyOf, textOf, truthOf, wholeOf, type Parser } from '../../platform/spreadsheet/cells.ts'
import { yesNo } from '../../platform/spreadsheet/words.ts'
import type { SheetColumn, SheetLayout } from '../../platform/spreadsheet/layout.ts'

const groupColumns = ['group1', 'group2', 'group3', 'group4'] as const
export type GroupColumn = (typeof groupColumns)[number]
/** The groups of a set in their order; the sheet has room for four. */
export const groupsInOrder: readonly GroupColumn[] = groupColumns

export type PlaceColumn = 'unit' | 'year' | 'set' | 'version'
export type ResultColumn =
  | PlaceColumn
  | GroupColumn
  | 'total'
  | 'level'
  | 'byDecision'
  | 'number'
  | 'signedOn'
  | 'issuer'
  | 'public'
  | 'withdraw'

const column = (header: string, width: number, meaning: string, more: Partial<SheetColumn> = {}): SheetColumn => ({
  ...{ header, width, meaning },
  ...more,
})
const placeColumns: Record<PlaceColumn, SheetColumn> = {
  unit: column('Mã đơn vị', 16, 'Mã hiện nay, hoặc mã cũ của đơn vị', { required: true }),
  year: column('Năm học', 14, 'Ví dụ 2023-2024', { required: true }),
  set: column('Mã bộ chỉ số', 16, 'Ví dụ QD4725', { required: true }),
  version: column('Phiên bản', 10, 'Cần khi bộ chỉ số có hơn một phiên bản'),
}
const groupColumn = (at: number) =>
  column(`Điểm nhóm ${at}`, 12, `Tổng điểm của nhóm thứ ${at}; để trống nếu hồ sơ không ghi`)

export const resultSheet: SheetLayout<ResultColumn> = {
  name: 'Kết quả',
  columns: {
    ...placeColumns,
    group1: groupColumn(1),
    group2: groupColumn(2),
    group3: groupColumn(3),
    group4: groupColumn(4),
    total: column('Tổng điểm', 12, 'Để trống nếu hồ sơ không ghi'),
    level: column('Mức độ', 10, 'Mức đã được công nhận: 1, 2 hoặc 3', { required: true }),
    byDecision: column('Mức theo quyết định', 14, 'Ghi “Có” khi quyết định ghi mức khác với mức tính từ điểm', {
      words: yesNo,
    }),
    number: column('Số quyết định', 22, 'Ví dụ 45/QĐ-PGDĐT'),
    signedOn: column('Ngày quyết định', 14, 'Ví dụ 15/05/2024'),
    issuer: column('Cơ quan ban hành', 32, 'Cơ quan ký quyết định công nhận'),
    public: column('Công khai', 10, 'Ghi “Có” để hiện ở trang công bố', { words: yesNo }),
    withdraw: column('Rút lại', 10, 'Ghi “Có” để rút kết quả đã nhập nhầm', { words: yesNo }),
  },
}

export type DetailColumn = PlaceColumn | 'line' | 'score' | 'met'
export const detailSheet: SheetLayout<DetailColumn> = {
  name: 'Điểm chi tiết',
  columns: {
    ...placeColumns,
    line: column('Mã mục', 12, 'Mã tiêu chí trong bộ chỉ số, ví dụ 1.3.1', { required: true }),
    score: column('Điểm đạt', 12, 'Điểm của tiêu chí'),
    met: column('Đạt điều kiện', 12, 'Chỉ cho điều kiện bắt buộc: Có hoặc Không', { words: yesNo }),
  },
  optional: true,
}

/** A score as it can stand anywhere; which maximum holds is for the set to say. */
export const scoreIn: Parser<number> = decimalOf({ least: 0, most: 9999 })
export const levelIn: Parser<number> = wholeOf({ least: 1, most: 9 })
export const versionIn: Parser<number> = wholeOf({ least: 1, most: 999 })
export const codeIn: Parser<string> = keyOf(officialCode, 'MH-TH1')
export const yearIn: Parser<string> = (cell) => {
  const read = textOf(40)(cell)
  if (!('value' in read)) return read
  const value = read.value.replace(/\s/g, '').replace(/\p{Pd}|\//gu, '-')
  return schoolYear.safeParse(value).success
    ? { value }
    : { rule: 'not-a-key', values: { text: read.value.slice(0, 40), example: '2023-2024' } }
}
export { dayOf, textOf, truthOf }
