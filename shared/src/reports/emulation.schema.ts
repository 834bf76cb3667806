import { z } from 'zod'
import { version } from '../page.ts'
import { reportScope } from './report.schema.ts'

/** What an emulation board can be told of a unit. `groups` stands for one column of each group of the set. */
export const emulationKeys = [
  'number',
  'code',
  'unit',
  'type',
  'ownership',
  'body',
  'groups',
  'total',
  'share',
  'level',
  'rank',
  'selfTotal',
  'selfLevel',
  'externalTotal',
  'externalLevel',
  'decisionNumber',
  'decisionDate',
  'certificate',
  'publishedOn',
  'inTime',
  'note',
] as const
export const emulationKey = z.enum(emulationKeys)
export type EmulationKey = z.infer<typeof emulationKey>

/** One column as a body wants it: under its own heading where it has one. */
export const emulationColumn = z.object({
  key: emulationKey,
  heading: z.string().trim().max(100).nullable().describe('Null: the usual heading'),
})
export type EmulationColumn = z.infer<typeof emulationColumn>

export const emulationColumns = z
  .array(emulationColumn)
  .min(1)
  .max(emulationKeys.length)
  .refine((columns) => new Set(columns.map(({ key }) => key)).size === columns.length, 'Each column once')

const usual = [
  'number',
  'unit',
  'type',
  'body',
  'groups',
  'total',
  'level',
  'rank',
  'decisionNumber',
  'decisionDate',
  'inTime',
  'note',
] as const satisfies readonly EmulationKey[]
/** What a body that has set nothing hands in. */
export const usualColumns: EmulationColumn[] = usual.map((key) => ({ key, heading: null }))

export const emulationSettings = z
  .object({ columns: z.array(emulationColumn), version: z.int().describe('0: nothing has been set') })
  .meta({ id: 'EmulationSettings' })
export type EmulationSettings = z.infer<typeof emulationSettings>
export const emulationSettingsSave = z.object({ columns: emulationColumns, version })

/** The first rows of the list as it would be written. */
export const emulationPreview = z
  .object({
    scope: reportScope,
    headings: z.array(z.string()),
    rows: z.array(z.array(z.union([z.string(), z.number()]).nullable())),
    total: z.int(),
  })
  .meta({ id: 'EmulationPreview' })
export type EmulationPreview = z.infer<typeof emulationPreview>
