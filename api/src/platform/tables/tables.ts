import type { WrittenColumn, WrittenRow, WrittenValue } from '../spreadsheet/write.ts'

/** One table, typed, so that a workbook can be sorted and summed. Days are `2026-11-20` here. */
export type Table = {
  name: string
  columns: readonly WrittenColumn[]
  rows: readonly (readonly WrittenValue[])[]
  /** How many columns at the left say whose row it is: they stay in sight, and come again on each page beside. */
  keys: number
  /** A row that stands out: a sum. */
  look?: (row: readonly WrittenValue[]) => WrittenRow['look']
}
/** Tables under a title, with what was counted: filters, moment, who asked. */
export type TableBook = {
  title: string
  about: readonly (readonly [label: string, text: string])[]
  tables: readonly Table[]
}

/** The same with rows that are asked for when they are written, however many. */
export type LongTable = Omit<Table, 'rows'> & { rows: Table['rows'] | AsyncIterable<Table['rows'][number]> }
export type LongTableBook = Omit<TableBook, 'tables'> & { tables: readonly LongTable[] }

/** Hears that another row has been written, and may make the writing wait or end. */
export type EachRow = () => Promise<void>
