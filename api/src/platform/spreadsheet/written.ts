/** `day`: a number as `serialOf` makes it, shown as a day that programs can sort by. */
export type ColumnFormat = 'text' | 'number' | 'day'
/** `words` are offered as a list; anything else typed there is questioned, not forbidden: the reader decides. */
export type WrittenColumn = {
  header: string
  /** In characters. */
  width: number
  format: ColumnFormat
  words?: WordRange
  required?: boolean
}
/** Where a closed list stands: rows counted from 0, both included. */
export type WordRange = { sheet: string; column: number; first: number; last: number }
export type WrittenValue = string | number | null
/** `strong` or `faulty` data, or no data at all: the heading of a section, the headings of another table, a remark in grey. */
export type WrittenRow = {
  values: readonly WrittenValue[]
  look?: 'strong' | 'faulty' | 'heading' | 'header' | 'note'
  /** On a locked sheet: the columns in which something may be typed here, each with its format where it has its own. */
  open?: ReadonlyMap<number, ColumnFormat>
}
/** A list for a single cell, where each row is something else; the row counts among `rows`. */
type WrittenList = { row: number; column: number; words: WordRange }
export type WrittenSheet = {
  name: string
  /** Stands above the headings, where it cannot be overlooked. */
  banner?: string
  columns: readonly WrittenColumn[]
  rows: readonly WrittenRow[]
  lists?: readonly WrittenList[]
  /** How many columns stay when one scrolls to the right. */
  frozenColumns?: number
  filter?: boolean
  /** Only the open cells can be typed in; without a password, so that whoever must can unlock it. */
  locked?: boolean
  /** How many empty rows below the data are made ready to be filled in. */
  spareRows?: number
}
