import type { CellFault } from '@thuoc/shared'
import {
  cellName,
  rangeName,
  type CellValue,
  type Range,
  type Sheet,
  type Workbook,
} from '../../../platform/spreadsheet/workbook.ts'
import { shown, type Parser, type Refusal } from './cells.ts'
import type { Heading } from './layout.ts'
import { fold } from './words.ts'

/** A place that can be mended: a cell, or a whole sheet. */
export type Place = Pick<CellFault, 'sheet' | 'cell'>
export type Report = (place: Place, refusal: Refusal) => void

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
/** Above the headings there may be a title or two. */
const headerRows = 10

/**
 * One sheet as a table: finds the headings, names every cell that holds no plain value, and leaves out empty rows.
 * A sheet that is not there is an empty table that is not whole.
 */
export function openTable<K extends string>(
  { sheets }: Workbook,
  name: string,
  columns: Readonly<Record<K, Heading>>,
  report: Report,
  limit: number,
): Table<K> {
  const [sheet, again] = sheets.filter((each) => fold(each.name) === fold(name))
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
  const rows = within.map((at) => rowOf({ sheet: sheet.name, at, headings, columns, report, grid }))
  return { rows, isWhole: numbers.length <= limit, place }
}

const isFilled = (sheet: Sheet, at: number) => [...(sheet.rows.get(at)?.values() ?? [])].some((cell) => !isBlank(cell))
const isBlank = (cell: NonNullable<ReturnType<Sheet['rows']['get']>> extends Map<number, infer C> ? C : never) =>
  cell.kind === 'text' && shown(cell) === ''

type Headings<K extends string> = { row: number; at: Map<K, number>; isDoubtful: boolean; columns: number[] }

const textAt = (sheet: Sheet, row: number, column: number) => {
  const cell = sheet.rows.get(row)?.get(column)
  if (!cell) return ''
  if (cell.kind === 'formula') return cell.result ? shown(cell.result) : ''
  return shown(cell)
}

/** The row with the most known headings; null where there is none. */
function headingsOf<K extends string>(
  sheet: Sheet,
  columns: Readonly<Record<K, Heading>>,
  report: Report,
): Headings<K> | null {
  const keys = keysOf(columns)
  const known = new Map(keys.map((key) => [fold(columns[key].header), key]))
  const widths = [...sheet.rows.values()].flatMap((line) => [...line.keys()])
  const width = Math.max(-1, ...new Set(widths)) + 1
  const knownIn = (row: number) => range(width).filter((column) => known.has(fold(textAt(sheet, row, column)))).length
  const row = range(headerRows).reduce((best, at) => (knownIn(at) > knownIn(best) ? at : best), 0)
  const lost = keys.filter((key) => columns[key].required)
  if (knownIn(row) === 0) {
    for (const key of lost) report({ sheet: sheet.name, cell: null }, missing(columns[key].header))
    return null
  }
  const at = new Map<K, number>()
  const strays: { column: number; header: string }[] = []
  let repeated = 0
  for (const column of range(width)) {
    const header = textAt(sheet, row, column)
    const key = known.get(fold(header))
    const first = key === undefined ? undefined : at.get(key)
    if (first !== undefined) {
      repeated += 1
      report({ sheet: sheet.name, cell: cellName(row, column) }, twice(cellName(row, first)))
    } else if (key !== undefined) at.set(key, column)
    else if (header !== '' || hasDataBelow(sheet, row, column)) strays.push({ column, header })
  }
  const absent = keys.filter((key) => !at.has(key))
  const meant = meantBy(strays, absent, columns)
  for (const [index, { column, header }] of strays.entries()) {
    const place = { sheet: sheet.name, cell: cellName(row, column) }
    const expected = meant[index] && columns[meant[index]].header
    report(place, header === '' ? missing(expected ?? '') : unknown(header, expected))
  }
  const gone = absent.filter((key) => columns[key].required && !meant.includes(key))
  // A heading that stands twice has taken the place of another one.
  for (const key of gone.slice(repeated)) report({ sheet: sheet.name, cell: null }, missing(columns[key].header))
  const isDoubtful = strays.length > 0 || repeated > 0 || gone.length > 0
  return { row, at, isDoubtful, columns: [...at.values()] }
}

/** Which of the missing headings each stray one stands for: one that is spelled alike, otherwise one that is needed. */
function meantBy<K extends string>(
  strays: readonly { header: string }[],
  absent: readonly K[],
  columns: Readonly<Record<K, Heading>>,
): (K | undefined)[] {
  const left = new Set(absent)
  const take = (isMeant: (key: K) => boolean) => {
    const key = [...left].find((each) => isMeant(each))
    if (key !== undefined) left.delete(key)
    return key
  }
  const alike = strays.map(({ header }) => take((key) => isSlip(fold(header), fold(columns[key].header))))
  return alike.map((key, at) => key ?? take((each) => columns[each].required === true || strays[at]?.header === ''))
}

const twice = (first: string): Refusal => ({ rule: 'twice', values: { first } })
const unknown = (header: string, expected: string | undefined): Refusal => ({
  rule: 'header-unknown',
  values: { header: header.slice(0, 80), ...(expected !== undefined && { expected }) },
})
const missing = (header: string): Refusal => ({ rule: 'header-missing', values: { header } })
const range = (length: number) => Array.from({ length }, (_, index) => index)
const keysOf = <K extends string>(record: Readonly<Record<K, unknown>>): K[] =>
  Object.keys(record).filter((key): key is K => key in record)

const hasDataBelow = (sheet: Sheet, header: number, column: number) =>
  [...sheet.rows].some(([at, line]) => at > header && line.has(column) && textAt(sheet, at, column) !== '')

/** Whether one text becomes the other by at most two letters more, less or other. */
export function isSlip(written: string, meant: string): boolean {
  const most = 2
  if (Math.abs(written.length - meant.length) > most) return false
  let before = range(meant.length + 1)
  for (let i = 1; i <= written.length; i += 1) {
    const now = [i]
    for (let j = 1; j <= meant.length; j += 1) {
      const change = (before[j - 1] ?? 0) + (written[i - 1] === meant[j - 1] ? 0 : 1)
      now.push(Math.min(change, (before[j] ?? 0) + 1, (now[j - 1] ?? 0) + 1))
    }
    before = now
  }
  return (before[meant.length] ?? most + 1) <= Math.min(most, Math.floor(meant.length / 3))
}

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
  const isCovered = (row: number, column: number) =>
    merges.some(
      ({ top, left, bottom, right }) =>
        row >= top && row <= bottom && column >= left && column <= right && (row !== top || column !== left),
    )
  const cells = new Map<string, Raw>()
  for (const row of rows)
    for (const column of columns) {
      const cell = sheet.rows.get(row)?.get(column)
      const place = { sheet: sheet.name, cell: cellName(row, column) }
      if (cell?.kind === 'formula') report(place, { rule: 'formula' })
      if (cell?.kind === 'error') report(place, { rule: 'error-value', values: { text: cell.text } })
      cells.set(`${row},${column}`, rawOf(cell, isCovered(row, column)))
    }
  return (row, column) => cells.get(`${row},${column}`) ?? empty
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
  columns: Readonly<Record<K, Heading>>
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
