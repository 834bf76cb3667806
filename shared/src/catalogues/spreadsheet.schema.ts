import { z } from 'zod'
import { sheetRules } from '../sheet.ts'
import { indicatorSetDefinition, setRule } from './indicator-set.schema.ts'

/**
 * What a cell or a row can break besides the rules of a set, each with the `values` that its sentence gets. On the sheet
 * of the set itself `header` is the name of a line.
 */
export const cellRules = [
  ...sheetRules,
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
