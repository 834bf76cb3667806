import { shown, type Refusal } from './cells.ts'
import type { Report } from './report.ts'
import { fold } from './words.ts'
import { cellName, type Sheet } from './workbook.ts'

/** A column of a table: without a required one nothing can be read. `formerly`: how older workbooks name it. */
export type Heading = { header: string; formerly?: readonly string[]; required?: boolean }

/** Every name that a column or line is known by. */
export const namesOf = ({ header, formerly = [] }: Heading): string[] => [header, ...formerly]

/** Where the headings stand. `isDoubtful`: one of them may be another than it seems. */
export type Headings<K extends string> = { row: number; at: Map<K, number>; isDoubtful: boolean; columns: number[] }

const textAt = (sheet: Sheet, row: number, column: number) => {
  const cell = sheet.rows.get(row)?.get(column)
  if (!cell) return ''
  if (cell.kind === 'formula') return cell.result ? shown(cell.result) : ''
  return shown(cell)
}

/** Above the headings there may be a title or two. */
const headerRows = 10

/** The row with the most known headings; null where there is none. */
export function headingsOf<K extends string>(
  sheet: Sheet,
  columns: Readonly<Record<K, Heading>>,
  report: Report,
): Headings<K> | null {
  const keys = keysOf(columns)
  const known = new Map(keys.flatMap((key) => namesOf(columns[key]).map((name) => [fold(name), key])))
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
