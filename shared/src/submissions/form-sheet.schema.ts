import { z } from 'zod'
import { criterionCode } from '../catalogues/criterion.schema.ts'
import { moment } from '../page.ts'
import { answer } from '../scoring/answer.schema.ts'
import { lineSave } from './submission.schema.ts'

/**
 * What one line would become. `base` stood there when the workbook was made, `theirs` stands there now, `mine` is what
 * the workbook says. `conflict`: somebody saved something else meanwhile. `faulty`: it cannot be saved like that.
 */
export const sheetLine = z.object({
  code: criterionCode,
  state: z.enum(['changed', 'conflict', 'faulty']),
  row: z.int().describe('Where the line begins in the workbook, counted from 1 as there'),
  base: answer,
  theirs: answer,
  mine: answer,
  version: z.int().describe('Of the line as it stands now: send it back to save'),
  savedBy: z.string().nullable(),
  savedAt: moment.nullable(),
})
export type SheetLine = z.infer<typeof sheetLine>

/** A cell to mend, or the sheet alone. `rule` is one of those of every table, `no-such-line`, or a code of `line.…`. */
export const sheetFault = z.object({
  sheet: z.string(),
  cell: z.string().nullable(),
  code: criterionCode.nullable(),
  rule: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type SheetFault = z.infer<typeof sheetFault>

/** What a filled workbook would change; nothing has been saved. */
export const sheetPreview = z
  .object({
    lines: z.array(sheetLine),
    unchanged: z.int().describe('Lines of the workbook that say what stands there already'),
    faults: z.array(sheetFault),
  })
  .meta({ id: 'SheetPreview' })
export type SheetPreview = z.infer<typeof sheetPreview>

export const sheetSave = z.object({
  lines: z
    .array(lineSave.extend({ code: criterionCode }))
    .min(1)
    .max(500),
})
export type SheetSave = z.infer<typeof sheetSave>
