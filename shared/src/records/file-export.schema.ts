import { z } from 'zod'
import { moment } from '../page.ts'
import { form, timelineEntry } from '../submissions/submission.schema.ts'

/**
 * `ho-so.json` of a complete export: everything that the one who made it may see of one file. `tables` holds the rows as
 * they stand in the database, by table: council, minutes, members’ sheets, requests, objections, decisions among them.
 */
export const fileExport = z
  .object({
    format: z.literal('thuoc-file-export'),
    version: z.literal(1),
    madeAt: moment,
    madeBy: z.string(),
    form,
    timeline: z.array(timelineEntry),
    tables: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
    decisions: z.array(z.record(z.string(), z.unknown())),
    names: z.record(z.string(), z.string()).describe('What ids stand for: people, keys of machines, units'),
    files: z.array(
      z.object({
        path: z.string().describe('In this archive'),
        name: z.string(),
        code: z.string().nullable().describe('Of the evidence; null for what hangs on another record'),
        mediaType: z.string(),
        sha256: z.string().nullable().describe('As recorded when it came in; null where it was not recorded'),
        addedAt: moment,
      }),
    ),
    left: z.array(z.object({ name: z.string(), code: z.string(), why: z.enum(['infected', 'waiting']) })),
    record: z.object({
      chain: z.uuid(),
      entries: z.int(),
      head: z.string().describe('The hash of the last entry; `nhat-ky.jsonl` leads to it'),
      anchor: z.object({ number: z.int(), hash: z.string() }).nullable(),
    }),
  })
  .meta({ id: 'FileExport' })
export type FileExport = z.infer<typeof fileExport>

/** One line of `nhat-ky.jsonl`. `hash` is SHA-256 of the hash before, a line feed and `text`. */
export const recordLine = z.object({
  number: z.int(),
  hash: z.string(),
  text: z.string().nullable().describe('Null where the one who made the export may not read the entry'),
})
export type RecordLine = z.infer<typeof recordLine>
