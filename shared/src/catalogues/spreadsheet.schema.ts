import { z } from 'zod'
import { indicatorSetDefinition, setRule } from './indicator-set.schema.ts'

/**
 * What a cell or a row can break besides the rules of a set, each with the `values` that its sentence gets. `header` is
 * the heading of the column (or the name of the line on the sheet of the set itself), `text` what stands in the cell.
 */
export const cellRules = [
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
  /** `code` */
  'no-such-criterion',
  /** `code` */
  'no-such-group',
  /** `header`, `kind`: the word of the kind of criterion; empty for a group. */
  'not-for-this-kind',
  /** `parent`: the code stands under a criterion that is no sum. */
  'parent-is-no-sum',
  /** A sum in a sum in a sum. */
  'nested-too-deep',
  /** `first`: the cell where it stands already. */
  'twice',
  /** `limit` */
  'too-many-rows',
] as const

/** One fault of a spreadsheet, with the cell to mend (`C7`), or the sheet alone. */
export const cellFault = z.object({
  sheet: z.string(),
  cell: z.string().nullable(),
  rule: z.union([z.enum(cellRules), setRule]),
  values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})
export type CellFault = z.infer<typeof cellFault>

/**
 * What a spreadsheet would become. `definition` is null while a cell cannot be read; with faults of the set alone it
 * is there, and may be kept as a draft.
 */
export const spreadsheetPreview = z
  .object({ definition: indicatorSetDefinition.nullable(), faults: z.array(cellFault) })
  .meta({ id: 'SpreadsheetPreview' })
export type SpreadsheetPreview = z.infer<typeof spreadsheetPreview>
