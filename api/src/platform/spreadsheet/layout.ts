import type { Heading } from './headings.ts'
import { wordsOf, type Words } from './words.ts'
import type { WordRange, WrittenColumn, WrittenRow, WrittenSheet } from './written.ts'

/** A column of a sheet: its heading, what the template says of it, and how it is drawn there. */
export type SheetColumn = Heading & {
  meaning: string
  /** In characters. */
  width: number
  /** The closed list offered in the template. */
  words?: Words<string>
}
export type SheetLayout<Column extends string = string> = {
  name: string
  columns: Readonly<Record<Column, SheetColumn>>
  /** May be missing from a file. */
  optional?: true
}

const explanations = 'Hướng dẫn'
const spareRows = 200

/** Sheets to be filled in, empty or with rows of data, and one that says what each column means and which words it takes. */
export function sheetsOf(
  layouts: readonly SheetLayout[],
  rowsOf: (sheet: string) => readonly WrittenRow[] = () => [],
): WrittenSheet[] {
  const lines: WrittenRow[] = []
  const sheets = layouts.map(({ name, columns }): WrittenSheet => {
    const rows = rowsOf(name)
    const written = Object.values(columns).map(({ header, meaning, width, words, required = false }): WrittenColumn => {
      const said = words ? wordsOf(words) : []
      // Counted from 0, below the headings of that sheet.
      const first = lines.length + 1
      lines.push({ values: [name, header, required ? 'Bắt buộc' : null, meaning, said[0] ?? null] })
      lines.push(...said.slice(1).map((word) => ({ values: [null, null, null, null, word] })))
      const range: WordRange = { sheet: explanations, column: 4, first, last: first + said.length - 1 }
      return { header, width, format: 'text', required, ...(words && { words: range }) }
    })
    return {
      name,
      columns: written,
      rows,
      filter: true,
      frozenColumns: 1,
      spareRows: rows.length === 0 ? spareRows : 0,
    }
  })
  const column = (header: string, width: number) => ({ header, width, format: 'text' as const })
  const columns = [
    column('Trang', 20),
    column('Cột', 28),
    column('Cần điền', 12),
    column('Ý nghĩa', 76),
    column('Từ được dùng', 40),
  ]
  return [...sheets, { name: explanations, columns, rows: lines }]
}
