import { readXlsx } from 'hucre/xlsx'
import { openPackage } from './package.ts'
import { Unreadable } from './unreadable.ts'
import { cellName, type Cell, type CellValue, type Sheet, type Workbook } from './workbook.ts'

type Read = Awaited<ReturnType<typeof readXlsx>>['sheets'][number]
type Detail = NonNullable<ReturnType<NonNullable<Read['cells']>['get']>>

/**
 * A workbook from the bytes of an XLSX file. It takes time and memory: see `openSpreadsheet`.
 * @throws Unreadable
 */
export async function readWorkbook(file: Buffer): Promise<Workbook> {
  const { archive, extent, hasPercentages } = openPackage(file)
  const range = `A1:${cellName(Math.max(0, extent.rows - 1), Math.max(0, extent.columns - 1))}`
  try {
    // Of styles only percentages matter, and with them each cell is an object of its own.
    const { sheets } = await readXlsx(archive, { readStyles: hasPercentages, range })
    return { sheets: sheets.map(sheetOf) }
  } catch (error) {
    throw new Unreadable('damaged', error)
  }
}

function sheetOf({ name, rows: values, cells, merges = [] }: Read): Sheet {
  const rows: Sheet['rows'] = new Map()
  const put = (row: number, column: number, cell: Cell) => {
    const line = rows.get(row) ?? new Map<number, Cell>()
    rows.set(row, line.set(column, cell))
  }
  for (const [row, line] of values.entries())
    for (const [column, value] of line.entries()) {
      const cell = cellOf(value, cells?.get(`${row},${column}`))
      if (cell) put(row, column, cell)
    }
  return {
    name,
    rows,
    merges: merges.map(({ startRow, startCol, endRow, endCol }) => ({
      top: startRow,
      left: startCol,
      bottom: endRow,
      right: endCol,
    })),
  }
}

function cellOf(value: Read['rows'][number][number], detail: Detail | undefined): Cell | null {
  const plain = plainOf(value, detail)
  // Cells that share a formula or belong to the same array have an empty one of their own.
  return detail?.formula === undefined ? plain : { kind: 'formula', result: plain }
}

function plainOf(value: Read['rows'][number][number], detail: Detail | undefined): CellValue | null {
  if (value === null || value === '') return null
  if (detail?.type === 'error') return { kind: 'error', text: String(value) }
  if (typeof value === 'string') return { kind: 'text', text: value }
  if (typeof value === 'boolean') return { kind: 'truth', value }
  if (typeof value === 'number')
    return { kind: 'number', value, percent: detail?.style?.numFmt?.includes('%') === true }
  const text = Number.isNaN(value.getTime()) ? '' : value.toISOString()
  return { kind: 'date', day: text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : null, text }
}
