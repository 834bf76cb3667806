import { z } from 'zod'
import { day, moment, page, pageQuery } from '../page.ts'

/** One column of a change: what stood there, and what stands there since; null where there was or is nothing. */
export const recordChange = z.object({ column: z.string(), before: z.unknown(), after: z.unknown() })
export type RecordChange = z.infer<typeof recordChange>

/** One entry of the record: who changed which row, when, from what to what. */
export const recordEntry = z
  .object({
    chain: z.uuid().describe('A file, a unit, a campaign: entries of one chain follow each other by number and hash'),
    number: z.int(),
    at: moment,
    table: z.string(),
    key: z.string(),
    action: z.enum(['begin', 'insert', 'update', 'delete']).describe('`begin`: found there when the record began'),
    changes: z.array(recordChange),
    actorId: z.uuid().nullable().describe('A person or an API key; null where a job wrote'),
    actorUnitId: z.uuid().nullable(),
    via: z.string().nullable().describe('The job that wrote'),
    hash: z.string(),
  })
  .meta({ id: 'RecordEntry' })
export type RecordEntry = z.infer<typeof recordEntry>

export const recordFilter = pageQuery.extend({
  table: z.string().max(63).optional(),
  actorId: z.uuid().optional(),
  from: day.optional(),
  to: day.optional(),
})
export type RecordFilter = z.infer<typeof recordFilter>

export const recordPage = page(recordEntry).extend({
  /** What ids in this page stand for: people, keys, units. */
  names: z.record(z.string(), z.string()),
  /** What the record can be narrowed by. */
  tables: z.array(z.string()),
  actors: z.array(z.object({ id: z.uuid(), name: z.string() })),
})
export type RecordPage = z.infer<typeof recordPage>
