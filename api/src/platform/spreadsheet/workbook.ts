/** What one cell holds, as far as it matters: its look does not, but a percentage is read as people see it. */
export type CellValue =
  | { kind: 'text'; text: string }
  | { kind: 'number'; value: number; percent: boolean }
  /** `day` is null where there is also a time of day. */
  | { kind: 'date'; day: string | null; text: string }
  | { kind: 'truth'; value: boolean }
  | { kind: 'error'; text: string }
export type Cell = CellValue | { kind: 'formula'; result: CellValue | null }

/** Both ends included, counted from 0. */
export type Range = { top: number; left: number; bottom: number; right: number }
/** Rows and columns are counted from 0; empty cells are not there. Hidden sheets and rows are like others. */
export type Sheet = { name: string; rows: Map<number, Map<number, Cell>>; merges: Range[] }
export type Workbook = { sheets: Sheet[] }

/** 0 → `A`, 26 → `AA` */
export function columnName(column: number): string {
  const last = String.fromCharCode(65 + (column % 26))
  return column < 26 ? last : columnName(Math.floor(column / 26) - 1) + last
}

/** Counted from 0: row 6 of column 2 is `C7`. */
export const cellName = (row: number, column: number) => `${columnName(column)}${row + 1}`

export const rangeName = ({ top, left, bottom, right }: Range) => `${cellName(top, left)}:${cellName(bottom, right)}`
