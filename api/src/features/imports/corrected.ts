import { shown } from '../../platform/spreadsheet/cells.ts'
import type { SheetLayout } from '../../platform/spreadsheet/layout.ts'
import { fold } from '../../platform/spreadsheet/words.ts'
import type { Cell, Sheet, Workbook } from '../../platform/spreadsheet/workbook.ts'
import type { WrittenSheet } from '../../platform/spreadsheet/write.ts'
import type { FaultRow } from './imports.repository.ts'
import type { ImportKind } from './kind.ts'

/** The column that names faults: added to a corrected sheet, ignored where one comes back with it. */
export const faultHeader = 'Lỗi cần sửa'
/** Above the headings there may be a title or two. */
const headerRows = 10

const textOf = (cell: Cell | undefined): string => {
  if (cell === undefined) return ''
  if (cell.kind !== 'formula') return shown(cell)
  return cell.result === null ? '' : shown(cell.result)
}

/** A workbook without the column that we added ourselves. */
export const withoutFaultColumn = ({ sheets }: Workbook): Workbook => ({ sheets: sheets.map(withoutColumn) })

function withoutColumn(sheet: Sheet): Sheet {
  const found = [...sheet.rows]
    .filter(([at]) => at < headerRows)
    .flatMap(([, line]) => [...line])
    .find(([, cell]) => fold(textOf(cell)) === fold(faultHeader))
  if (!found) return sheet
  const [column] = found
  const rows = [...sheet.rows].map(
    ([at, line]) => [at, new Map([...line].filter(([each]) => each !== column))] as const,
  )
  return { ...sheet, rows: new Map(rows) }
}

/**
 * The sheets of a file as they were filled in, each row with its faults in words; what a formula came to stands there
 * as a plain value. What is no sheet of the kind is left out.
 */
export function correctedSheets(kind: ImportKind, { sheets }: Workbook, faults: readonly FaultRow[]): WrittenSheet[] {
  const bySheet = Map.groupBy(faults, ({ sheet }) => fold(sheet))
  return kind.sheets.flatMap((layout) => {
    const sheet = sheets.find(({ name }) => fold(name) === fold(layout.name))
    const named = bySheet.get(fold(layout.name)) ?? []
    return sheet || named.length > 0 ? [corrected(layout, sheet, named)] : []
  })
}

function corrected(layout: SheetLayout, sheet: Sheet | undefined, faults: readonly FaultRow[]): WrittenSheet {
  const rows = sheet?.rows ?? new Map<number, Map<number, Cell>>()
  const known = new Map(Object.values(layout.columns).map((column) => [fold(column.header), column]))
  const knownIn = (line: Map<number, Cell>) => [...line.values()].filter((cell) => known.has(fold(textOf(cell)))).length
  const [header = -1, headings = new Map<number, Cell>()] =
    [...rows].filter(([at]) => at < headerRows).sort(([, a], [, b]) => knownIn(b) - knownIn(a))[0] ?? []
  const columns = [...headings.keys()].sort((a, b) => a - b)
  const byRow = Map.groupBy(faults, ({ cell }) => Number(/\d+$/.exec(cell ?? '')?.[0] ?? 0) - 1)
  const sentences = (at: number) =>
    (byRow.get(at) ?? []).map(({ cell, message }) => (cell === null ? message : `${cell}: ${message}`)).join('\n')
  // Faults of the headings and of the whole sheet have no row of data.
  const general = [...byRow.keys()]
    .filter((at) => at <= header)
    .map((at) => sentences(at))
    .join('\n')
  const data = [...rows].filter(([at]) => at > header).sort(([a], [b]) => a - b)
  return {
    name: layout.name,
    ...(general !== '' && { banner: general }),
    columns: [
      { header: faultHeader, width: 48, format: 'text' },
      ...columns.map((column) => {
        const written = textOf(headings.get(column))
        const { width = 20, required = false } = known.get(fold(written)) ?? {}
        return { header: written, width, format: 'text', required } as const
      }),
    ],
    rows: data.map(([at, line]) => {
      const said = sentences(at)
      const values = [said === '' ? null : said, ...columns.map((column) => textOf(line.get(column)) || null)]
      return said === '' ? { values } : { values, look: 'faulty' }
    }),
    filter: true,
    frozenColumns: 1,
  }
}
