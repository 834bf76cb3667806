import { z } from 'zod'
import { indicatorSetDefinition, setRule } from './indicator-set.schema.ts'

/** What a cell or a row can break besides the rules of a set. */
export const cellRules = [
  'sheet-missing',
  'header-missing',
  'header-unknown',
  'cell-empty',
  'not-a-number',
  'too-many-decimals',
  'out-of-range',
  'not-a-date',
  'not-a-code',
  'unknown-word',
  'text-too-long',
  'formula',
  'merged',
  'error-value',
  'no-such-criterion',
  'no-such-group',
  'not-for-this-kind',
  'twice',
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
