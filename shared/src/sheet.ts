/**
 * What a cell or a row of any table can break, each with the `values` that its sentence gets. `header` is the heading of
 * the column, `text` what stands in the cell.
 */
export const sheetRules = [
  /** The sheet of this name is not there. */
  'sheet-missing',
  /** `header`; empty where a column holds something and has no heading. */
  'header-missing',
  /** `header`, and `expected` where it looks like a slip of a known one. */
  'header-unknown',
  /** `header` */
  'cell-empty',
  /** `text` */
  'not-a-number',
  /** `text`: where a whole number is expected. */
  'not-whole',
  /** `text`: more than two. */
  'too-many-decimals',
  /** `text`, `least`, `most` */
  'out-of-range',
  /** `text`: no day, written 30/12/2022 or as a date of the spreadsheet. */
  'not-a-date',
  /** `text`; and `code` where the cell is a number, which may have been 1.1 or 1.10: to be typed again as text. */
  'not-a-code',
  /** `text`, `example`: the code of a set, the key of a figure or of a field. */
  'not-a-key',
  /** `text`, and the `words` that are known here */
  'unknown-word',
  /** `length`, `limit` in characters */
  'text-too-long',
  /** A formula; its figure may be another tomorrow. */
  'formula',
  /** `range` */
  'merged',
  /** `text`: `#REF!` */
  'error-value',
  /** `first`: the cell where it stands already. */
  'twice',
  /** `limit` */
  'too-many-rows',
] as const
export type SheetRule = (typeof sheetRules)[number]

/** What a table is taken out as that may be brought in again, and what programs read. */
export const sheetFormats = ['xlsx', 'csv'] as const
export type SheetFormat = (typeof sheetFormats)[number]
