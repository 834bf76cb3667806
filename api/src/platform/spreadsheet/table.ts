import { cellName, rangeName, type CellValue, type Range, type Sheet, type Workbook } from './workbook.ts'
import { shown, type Parser } from './cells.ts'
import { headingsOf, type Heading, type Headings } from './headings.ts'
import type { Place, Report } from './report.ts'
import { fold } from './words.ts'

/**
 * What is known of a cell. Whatever is `unreadable` has been reported already: nothing that would follow from it is a
 * fault of its own.
 */
export type Reading<T> = { state: 'read'; value: T } | { state: 'empty' } | { state: 'unreadable' }
/** A cell with its fault found, but with a value to go on with: a formula and what it last came to. */
type Raw = Reading<CellValue> & { isReported?: boolean }

export type Row<K extends string> = {
  /** Counted from 0. */
  at: number
  place: (column: K) => Place
  raw: (column: K) => Reading<CellValue>
  /** Reads one cell, and reports what is wrong with it. */
  read: <T>(column: K, parser: Parser<T>) => Reading<T>
}
export type Table<K extends string> = {
  rows: Row<K>[]
  /** Whether every row of the sheet is there. */
  isWhole: boolean
  /** Place for what has no row. */
  place: Place
}

const unreadable = { state: 'unreadable' } as const
const empty = { state: 'empty' } as const

/**
 * One sheet as a table: finds the headings, names every cell that holds no plain value, and leaves out empty rows.
 * A sheet that is not there is an empty table that is not whole.
 * @param formerly other names of the sheet, in older workbooks
 */
export function openTable<K extends string>(
  { sheets }: Workbook,
  name: string,
  columns: Readonly<Record<K, Heading>>,
  report: Report,
  limit: number,
  formerly: readonly string[] = [],
): Table<K> {
  const names = new Set([name, ...formerly].map(fold))
  const [sheet, again] = sheets.filter((each) => names.has(fold(each.name)))
  if (again) report({ sheet: again.name, cell: null }, { rule: 'twice', values: { first: name } })
  if (!sheet) {
    report({ sheet: name, cell: null }, { rule: 'sheet-missing' })
    return { rows: [], isWhole: false, place: { sheet: name, cell: null } }
  }
  const place = { sheet: sheet.name, cell: null }
  const headings = headingsOf(sheet, columns, report)
  if (!headings) return { rows: [], isWhole: false, place }
  const numbers = [...sheet.rows.keys()].filter((at) => at > headings.row && isFilled(sheet, at)).sort((a, b) => a - b)
  if (numbers.length > limit) report(place, { rule: 'too-many-rows', values: { limit } })
  const within = numbers.slice(0, limit)
  const grid = gridOf(sheet, headings, within, report)
  const rows = within.map((at) => rowOf({ sheet: sheet.name, at, headings, report, grid }))
  return { rows, isWhole: numbers.length <= limit, place }
}

const isFilled = (sheet: Sheet, at: number) => [...(sheet.rows.get(at)?.values() ?? [])].some((cell) => !isBlank(cell))
const isBlank = (cell: NonNullable<ReturnType<Sheet['rows']['get']>> extends Map<number, infer C> ? C : never) =>
  cell.kind === 'text' && shown(cell) === ''

type Grid = (row: number, column: number) => Raw

/** Names formulas, errors and merged cells of the data, each once. */
function gridOf<K extends string>(
  sheet: Sheet,
  { columns, row: header }: Headings<K>,
  rows: number[],
  report: Report,
): Grid {
  const within = (merge: Range) =>
    merge.bottom >= header &&
    merge.top <= (rows.at(-1) ?? header) &&
    columns.some((column) => column >= merge.left && column <= merge.right)
  const merges = sheet.merges.filter((merge) => within(merge))
  for (const merge of merges)
    report(
      { sheet: sheet.name, cell: cellName(merge.top, merge.left) },
      { rule: 'merged', values: { range: rangeName(merge) } },
    )
  // Rows are read one after the other, and most workbooks have no merge at all.
  let known: { row: number; merges: Range[] } = { row: -1, merges: [] }
  const isCovered = (row: number, column: number) => {
    if (merges.length === 0) return false
    if (known.row !== row) known = { row, merges: merges.filter(({ top, bottom }) => row >= top && row <= bottom) }
    return known.merges.some(
      ({ top, left, right }) => column >= left && column <= right && (row !== top || column !== left),
    )
  }
  for (const row of rows)
    for (const column of columns) {
      const cell = sheet.rows.get(row)?.get(column)
      if (cell?.kind === 'formula') report({ sheet: sheet.name, cell: cellName(row, column) }, { rule: 'formula' })
      if (cell?.kind === 'error')
        report({ sheet: sheet.name, cell: cellName(row, column) }, { rule: 'error-value', values: { text: cell.text } })
    }
  return (row, column) => rawOf(sheet.rows.get(row)?.get(column), isCovered(row, column))
}

function rawOf(
  cell: NonNullable<ReturnType<Sheet['rows']['get']>> extends Map<number, infer C> ? C | undefined : never,
  isCovered: boolean,
): Raw {
  if (isCovered || cell?.kind === 'error') return unreadable
  if (cell === undefined) return empty
  if (cell.kind !== 'formula') return isBlank(cell) ? empty : { state: 'read', value: cell }
  const { result } = cell
  return result === null || result.kind === 'error' ? unreadable : { state: 'read', value: result, isReported: true }
}

type RowParts<K extends string> = {
  sheet: string
  at: number
  headings: Headings<K>
  report: Report
  grid: Grid
}

function rowOf<K extends string>({ sheet, at, headings, report, grid }: RowParts<K>): Row<K> {
  const place = (column: K) => {
    const found = headings.at.get(column) ?? headings.columns[0] ?? 0
    return { sheet, cell: cellName(at, found) }
  }
  const raw = (column: K): Raw => {
    const found = headings.at.get(column)
    if (found !== undefined) return grid(at, found)
    // It may stand under the heading that nobody knows.
    return headings.isDoubtful ? unreadable : empty
  }
  return {
    at,
    place,
    raw,
    read: (column, parser) => {
      const cell = raw(column)
      if (cell.state !== 'read') return cell
      const parsed = parser(cell.value)
      if ('value' in parsed) return { state: 'read', value: parsed.value }
      if (!cell.isReported) report(place(column), parsed)
      return unreadable
    },
  }
}
