import type { writeXlsx } from 'hucre/xlsx'
import { bannerStyle, font, formats, headerStyle, heightOf, openStyle, styleOf } from './sheet-look.ts'
import { columnName } from './workbook.ts'
import type { WordRange, WrittenRow, WrittenSheet, WrittenValue } from './written.ts'

export type * from './written.ts'

type Sheets = Parameters<typeof writeXlsx>[0]['sheets']

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Rows for which lists are offered, whether they are filled or not. */
const listedRows = 2_000
/** What is wider is printed on several pages side by side. In characters. */
const pageWidth = 190

/** The number by which spreadsheet programs know a day, `2026-09-05`: the days since 30 December 1899. */
export const serialOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000 + 25_569

/** The bytes of an XLSX file: each sheet a table with its headings frozen, ready to be printed on A4 across. */
export async function writeSpreadsheet(sheets: readonly WrittenSheet[], { title }: { title: string }): Promise<Buffer> {
  // Loaded with the first workbook.
  const { writeXlsx: written } = await import('hucre/xlsx')
  const content = await written({
    sheets: sheets.map(toSheet),
    // Not by `printTitlesRow`: it leaves out the quotation marks that a name with blanks needs, and Excel stumbles.
    namedRanges: sheets.map(({ name, banner }) => {
      const row = banner === undefined ? 1 : 2
      return { name: '_xlnm.Print_Titles', range: `${quoted(name)}!$${row}:$${row}`, scope: name }
    }),
    properties: { title },
    defaultFont: font,
  })
  return Buffer.from(content)
}

function toSheet(sheet: WrittenSheet): Sheets[number] {
  const { name, banner, columns, rows, lists = [], frozenColumns = 0, filter = false, spareRows = 0, locked } = sheet
  const header = banner === undefined ? 0 : 1
  const first = header + 1
  const last = header + rows.length + spareRows
  const widths = columns.map(({ width }) => width)
  const written: WrittenRow[] = [...rows, ...Array.from({ length: spareRows }, () => ({ values: [] }))]

  const cells: NonNullable<Sheets[number]['cells']> = new Map()
  if (banner !== undefined) cells.set('0,0', { style: bannerStyle })
  for (const [column, { required, format }] of columns.entries()) {
    cells.set(`${header},${column}`, { style: headerStyle(required) })
    for (const [at, row] of written.entries()) {
      const open = row.open?.get(column)
      cells.set(`${first + at},${column}`, { style: open ? openStyle(open) : styleOf(format, row) })
    }
  }
  const headers = columns.map((column) => column.header)
  const heights = [headers, ...rows.map(({ values, look }) => (look === 'heading' ? [] : values))]
  return {
    name,
    columns: columns.map(({ width, format }) => ({ width, style: formats[format] })),
    rows: [
      ...(banner === undefined ? [] : [[banner]]),
      headers,
      ...written.map(({ values }) => headers.map((_, column) => plainOf(values[column] ?? null))),
    ],
    rowDefs: new Map(heights.map((values, at) => [header + at, { height: heightOf(values, widths) }])),
    cells,
    dataValidations: [
      ...columns.flatMap(({ words }, column) =>
        words ? [listFor(words, column, first, Math.max(last, listedRows))] : [],
      ),
      ...lists.map(({ row, column, words }) => listFor(words, column, first + row, first + row)),
    ],
    freezePane: { rows: first, columns: frozenColumns },
    ...(filter && {
      autoFilter: { range: `A${first}:${columnName(columns.length - 1)}${Math.max(first + 1, last + 1)}` },
    }),
    ...(locked && {
      protection: { sheet: true, formatColumns: true, formatRows: true, autoFilter: true, sort: false },
    }),
    pageSetup: {
      paperSize: 'a4',
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: Math.ceil(widths.reduce((total, width) => total + width, 0) / pageWidth),
      fitToHeight: 0,
    },
  }
}

const quoted = (name: string) => `'${name.replaceAll("'", "''")}'`

/** What XML cannot say, not even as an entity. */
const unsayable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

/** Programs read `_x0041_` in a text as the letter A, unless its first sign is itself written that way. */
const seemingEscape = /_(?=x[0-9a-f]{4}_)/gi

/** A value as XML and spreadsheet programs can take it. */
export const plainOf = (value: WrittenValue) =>
  typeof value === 'string'
    ? value.toWellFormed().replace(unsayable, '').replace(/\r\n?/g, '\n').replace(seemingEscape, '_x005F_')
    : value

function listFor({ sheet, column, first, last }: WordRange, target: number, from: number, to: number) {
  const letter = columnName(column)
  return {
    type: 'list',
    formula1: `${quoted(sheet)}!$${letter}$${first + 1}:$${letter}$${last + 1}`,
    range: `${columnName(target)}${from + 1}:${columnName(target)}${to + 1}`,
    allowBlank: true,
    showErrorMessage: true,
    errorStyle: 'warning',
  } as const
}
