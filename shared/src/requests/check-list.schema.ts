import { z } from 'zod'
import { criterionCode } from '../catalogues/criterion.schema.ts'
import { moment, version } from '../page.ts'

/** What every file is checked for on receipt, unless a body has a list of its own. */
export const checkKeys = [
  'request-complete',
  'request-signed',
  'form-complete',
  'evidence-complete',
  'evidence-opens',
  'in-time',
  'report',
  'council-minutes',
  'approval-decision',
] as const
export const checkKey = z.enum(checkKeys)
export type CheckKey = z.infer<typeof checkKey>

/** Those that the system answers from its own records. */
const known: Record<CheckKey, boolean> = {
  'request-complete': true,
  'request-signed': false,
  'form-complete': true,
  'evidence-complete': true,
  'evidence-opens': true,
  'in-time': true,
  report: false,
  'council-minutes': false,
  'approval-decision': false,
}
const isKey = (key: string): key is CheckKey => key in known
export const isAnsweredBySystem = (key: string): boolean => isKey(key) && known[key]

/** `text` is null for the items above, which the app words; a body words its own, under keys like `own-1`. */
export const checkItem = z.object({
  key: z.union([checkKey, z.string().regex(/^own-\d{1,3}$/)]),
  text: z.string().trim().min(1).max(300).nullable(),
})
export type CheckItem = z.infer<typeof checkItem>
export const standardItems: CheckItem[] = checkKeys.map((key) => ({ key, text: null }))

const mark = z.enum(['ok', 'not-ok'])
export const checkedItem = checkItem.extend({
  answer: mark.nullable(),
  remark: z.string().trim().max(1000),
  criteria: z.array(criterionCode).describe('Which criteria the finding of the system is about'),
  bySystem: z.boolean(),
})
export type CheckedItem = z.infer<typeof checkedItem>

export const checkList = z
  .object({
    round: z.int(),
    version: z.int().describe('0 while nothing has been saved'),
    items: z.array(checkedItem),
    savedAt: moment.nullable(),
    savedBy: z.string().nullable(),
    finishedAt: moment.nullable(),
    finishedBy: z.string().nullable(),
    mayCheck: z.boolean(),
  })
  .meta({ id: 'CheckList' })
export type CheckList = z.infer<typeof checkList>

export const checkListSave = z.object({
  version,
  items: z.array(checkedItem.pick({ key: true, answer: true, remark: true })).max(60),
  finish: z.boolean().describe('Every item is answered, and what is not in order has a remark'),
})
export type CheckListSave = z.infer<typeof checkListSave>

export const checkSettings = z
  .object({ version, items: z.array(checkItem).min(1).max(60), own: z.boolean(), savedBy: z.string().nullable() })
  .meta({ id: 'CheckSettings' })
export type CheckSettings = z.infer<typeof checkSettings>
export const checkSettingsSave = checkSettings
  .pick({ version: true, items: true })
  .refine(({ items }) => new Set(items.map(({ key }) => key)).size === items.length, {
    path: ['items'],
    message: 'Twice',
  })
  .refine(({ items }) => items.every(({ key, text }) => (text === null) === isKey(key)), {
    path: ['items'],
    message: 'An item of one’s own is worded, one of the standard list is not',
  })
export type CheckSettingsSave = z.infer<typeof checkSettingsSave>
