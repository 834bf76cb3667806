import { writeXlsx } from 'hucre/xlsx'
import { columnName } from './workbook.ts'

export type ColumnFormat = 'text' | 'number'
/** `words` are offered as a list; anything else typed there is questioned, not forbidden: the reader decides. */
export type WrittenColumn = {
  header: string
  width: number
  format: ColumnFormat
  words?: WordRange
  required?: boolean
}
/** Where a closed list stands: rows counted from 0, both included. */
export type WordRange = { sheet: string; column: number; first: number; last: number }
export type WrittenValue = string | number | null
/** `strong` data, or no data at all: the heading of a section, the headings of another table, a remark in grey. */
export type WrittenRow = { values: readonly WrittenValue[]; look?: 'strong' | 'heading' | 'header' | 'note' }
/** Lists for single cells, where each row is something else. */
type WrittenList = { row: number; column: number; words: WordRange }
export type WrittenSheet = {
  name: string
  columns: readonly WrittenColumn[]
  rows: readonly WrittenRow[]
  lists?: readonly WrittenList[]
  /** How many columns stay when one scrolls to the right. */
  frozenColumns?: number
  filter?: boolean
  /** How many empty rows below the data are made ready to be filled in. */
  spareRows?: number
}

type Sheets = Parameters<typeof writeXlsx>[0]['sheets']
type Style = NonNullable<NonNullable<Sheets[number]['columns']>[number]['style']>

const font = { name: 'Times New Roman', size: 12 }
const line = { style: 'thin', color: { rgb: 'BFBFBF' } } as const
const border = { top: line, right: line, bottom: line, left: line }
const topLeft = { vertical: 'top', wrapText: true } as const
const fillOf = (rgb: string) => ({ type: 'pattern', pattern: 'solid', fgColor: { rgb } }) as const

const headerStyle = (required = false): Style => ({
  font: { ...font, bold: true },
  fill: fillOf(required ? 'C6E0B4' : 'DDEBF7'),
  border,
  alignment: { vertical: 'center', horizontal: 'center', wrapText: true },
})
const formats: Record<ColumnFormat, Style> = {
  // Typed as text, 1.10 stays 1.10.
  text: { numFmt: '@', alignment: topLeft },
  number: { numFmt: 'General', alignment: { ...topLeft, horizontal: 'right' } },
}
const looks: Record<Exclude<NonNullable<WrittenRow['look']>, 'strong'>, Style> = {
  header: headerStyle(),
  heading: {
    font: { ...font, bold: true, size: 13 },
    fill: fillOf('F2F2F2'),
    alignment: { ...topLeft, wrapText: false },
  },
  note: { font: { ...font, italic: true, color: { rgb: '595959' } }, alignment: topLeft },
}

/** Rows below the headings for which lists are offered, whether they are filled or not. */
const listedRows = 2_000

/** The bytes of an XLSX file: each sheet a table with its headings frozen, ready for A4 across. */
export async function writeSpreadsheet(sheets: readonly WrittenSheet[], { title }: { title: string }): Promise<Buffer> {
  const content = await writeXlsx({ sheets: sheets.map(toSheet), properties: { title }, defaultFont: font })
  return Buffer.from(content)
}

function toSheet(sheet: WrittenSheet): Sheets[number] {
  const { name, columns, rows, lists = [], frozenColumns = 0, filter = false, spareRows = 0 } = sheet
  const last = rows.length + spareRows
  const cells: NonNullable<Sheets[number]['cells']> = new Map()
  const headers: string[] = []
  for (const [column, { header, required, format }] of columns.entries()) {
    headers.push(header)
    cells.set(`0,${column}`, { style: headerStyle(required) })
    for (let row = 1; row <= last; row += 1) cells.set(`${row},${column}`, { style: styleOf(format, rows[row - 1]) })
  }
  return {
    name,
    columns: columns.map(({ width, format }) => ({ width, style: formats[format] })),
    rows: [
      headers,
      ...rows.map(({ values }) => values.map((value) => plainOf(value))),
      ...emptyRows(spareRows, columns.length),
    ],
    cells,
    dataValidations: [
      ...columns.flatMap(({ words }, column) => (words ? [listFor(words, column, 1, Math.max(last, listedRows))] : [])),
      ...lists.map(({ row, column, words }) => listFor(words, column, row, row)),
    ],
    freezePane: { rows: 1, columns: frozenColumns },
    ...(filter && { autoFilter: { range: `A1:${columnName(columns.length - 1)}${Math.max(2, last + 1)}` } }),
    pageSetup: {
      paperSize: 'a4',
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '$1:$1',
    },
  }
}

const emptyRows = (count: number, width: number) =>
  Array.from({ length: count }, () => Array.from({ length: width }, () => null))

function styleOf(format: ColumnFormat, { look }: Pick<WrittenRow, 'look'> = {}): Style {
  if (look === undefined || look === 'strong')
    return { font: { ...font, bold: look === 'strong' }, border, ...formats[format] }
  return looks[look]
}

/** What XML cannot say, not even as an entity. */
const unsayable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

/** Programs read `_x0041_` in a text as the letter A, unless its first sign is itself written that way. */
const seemingEscape = /_(?=x[0-9a-f]{4}_)/gi

const plainOf = (value: WrittenValue) =>
  typeof value === 'string'
    ? value.toWellFormed().replace(unsayable, '').replace(/\r\n?/g, '\n').replace(seemingEscape, '_x005F_')
    : value

function listFor({ sheet, column, first, last }: WordRange, target: number, from: number, to: number) {
  const letter = columnName(column)
  return {
    type: 'list',
    formula1: `'${sheet.replaceAll("'", "''")}'!$${letter}$${first + 1}:$${letter}$${last + 1}`,
    range: `${columnName(target)}${from + 1}:${columnName(target)}${to + 1}`,
    allowBlank: true,
    showErrorMessage: true,
    errorStyle: 'warning',
  } as const
}
