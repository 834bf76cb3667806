import { Readable } from 'node:stream'
import type { FileFormat } from '@thuoc/shared'
import { csvLines, csvType } from '../spreadsheet/csv.ts'
import { streamSpreadsheet, type LongSheet } from '../spreadsheet/write-large.ts'
import { serialOf, xlsxType, type WrittenRow } from '../spreadsheet/write.ts'
import type { EachRow, LongTable, LongTableBook, Table } from './tables.ts'

/** Tables as a file that is written while it is read. A CSV holds the first of them alone. */
export async function tablesFile(
  book: LongTableBook,
  format: FileFormat,
  eachRow: EachRow,
): Promise<{ mediaType: string; content: Readable }> {
  const { title, about, tables } = book
  switch (format) {
    case 'csv':
      return { mediaType: csvType, content: Readable.from(linesOf(tables[0], eachRow)) }
    case 'pdf': {
      // Loaded when it is wanted, with the library that it brings.
      const { tablesPdf } = await import('./tables-pdf.ts')
      const whole = { ...book, tables: await Promise.all(tables.map(gathered)) }
      return { mediaType: 'application/pdf', content: tablesPdf(whole, eachRow) }
    }
    case 'xlsx': {
      const facts: LongSheet = {
        name: 'Thông tin',
        columns: [
          { header: 'Mục', width: 26, format: 'text' },
          { header: 'Nội dung', width: 80, format: 'text' },
        ],
        rows: about.map((values) => ({ values })),
      }
      const sheets = [...tables.map((table) => sheetOf(table, eachRow)), facts]
      return { mediaType: xlsxType, content: await streamSpreadsheet(sheets, { title }) }
    }
  }
}

async function* linesOf(table: LongTable | undefined, eachRow: EachRow): AsyncGenerator<Buffer> {
  if (!table) return
  async function* told() {
    for await (const row of table?.rows ?? []) {
      await eachRow()
      yield row
    }
  }
  yield* csvLines(
    table.columns.map(({ header }) => header),
    told(),
  )
}

/** How wide columns are is known when all has been read. */
async function gathered(table: LongTable): Promise<Table> {
  const rows: Table['rows'][number][] = []
  for await (const row of table.rows) rows.push(row)
  return { ...table, rows }
}

/** What stays in sight must leave room for the rest. In characters. */
const mostFrozen = 64

const sheetOf = (table: LongTable, eachRow: EachRow): LongSheet => {
  const { name, columns, keys } = table
  const reach = columns
    .slice(0, keys)
    .map((_, at) => columns.slice(0, at + 1).reduce((sum, { width }) => sum + width, 0))
  const frozenColumns = Math.max(1, reach.filter((width) => width <= mostFrozen).length)
  return { ...{ name, columns, filter: true, frozenColumns }, rows: rowsOf(table, eachRow) }
}

/** Cells as a workbook holds them: days as numbers that programs show as days. */
async function* rowsOf({ columns, rows, look }: LongTable, eachRow: EachRow): AsyncGenerator<WrittenRow> {
  for await (const row of rows) {
    await eachRow()
    const values = row.map((value, at) =>
      columns[at]?.format === 'day' && typeof value === 'string' ? serialOf(value) : value,
    )
    const own = look?.(row)
    yield { values, ...(own && { look: own }) }
  }
}
