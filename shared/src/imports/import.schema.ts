import { z } from 'zod'
import { unitSummary } from '../org/unit.schema.ts'
import { moment } from '../page.ts'

export const importId = z.uuid().brand<'ImportId'>()
export type ImportId = z.infer<typeof importId>

/** What can be brought in by spreadsheet. A new kind adds its name here, its words below, and itself in the API. */
export const importKindNames = ['units', 'people', 'tree-change', 'earlier-results'] as const
export const importKindName = z.enum(importKindNames)
export type ImportKindName = z.infer<typeof importKindName>

/** What a row does to a thing. */
export const importActions = ['create', 'change', 'move', 'end', 'unchanged'] as const
export const importAction = z.enum(importActions)
export type ImportAction = z.infer<typeof importAction>

/** `checked`: looked at, nothing changed. `applied`: carried out. */
export const importStatus = z.enum(['checked', 'applied'])
export type ImportStatus = z.infer<typeof importStatus>

/** How many things of one sort meet the same action; `subject` is a word of the kind, such as `unit`. */
export const importCount = z.object({ subject: z.string(), action: importAction, count: z.int() })
export type ImportCount = z.infer<typeof importCount>

/** One fault with the cell to mend (`C7`), or the sheet alone. `rule` is stable; its sentence gets the `values`. */
export const importFault = z
  .object({
    sheet: z.string(),
    cell: z.string().nullable(),
    rule: z.string(),
    values: z.record(z.string(), z.union([z.string(), z.number()])),
    /** The whole sentence in Vietnamese, as the corrected sheet says it. */
    message: z.string(),
  })
  .meta({ id: 'ImportFault' })
export type ImportFault = z.infer<typeof importFault>

/** One thing that would be, or was, changed: what it is called, and every field with its old and its new value. */
export const importChange = z
  .object({
    action: importAction.exclude(['unchanged']),
    subject: z.string(),
    label: z.string(),
    sheet: z.string(),
    /** The row of the spreadsheet, counted from 1 as there. */
    row: z.int(),
    /** The thing itself, once the import is carried out. */
    thingId: z.uuid().nullable(),
    fields: z.array(z.object({ name: z.string(), from: z.string().nullable(), to: z.string().nullable() })),
  })
  .meta({ id: 'ImportChange' })
export type ImportChange = z.infer<typeof importChange>

/** One file on its way in: what it holds, what it would change or has changed. */
export const dataImport = z
  .object({
    id: importId,
    kind: importKindName,
    status: importStatus,
    fileName: z.string(),
    /** Whether the file is still there: it goes after some weeks, the record stays. */
    hasFile: z.boolean(),
    unit: unitSummary,
    rowCount: z.int(),
    faultCount: z.int(),
    counts: z.array(importCount),
    checkedAt: moment,
    checkedBy: z.string(),
    appliedAt: moment.nullable(),
    appliedBy: z.string().nullable(),
    /** What the caller may do with it now. */
    actions: z.array(z.enum(['confirm', 'discard', 'download'])),
  })
  .meta({ id: 'Import' })
export type DataImport = z.infer<typeof dataImport>
