import type { RecordChange, RecordEntry } from '@thuoc/shared'
import { z } from 'zod'
import type { EntryRow } from './records.repository.ts'

const pair = z.tuple([z.unknown(), z.unknown()])
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** An entry as the contract shows it, without the columns that the reader may not see. */
export function presentEntry({ text: _, content, ...row }: EntryRow, hidden: readonly string[] = []): RecordEntry {
  const changes = Object.entries(content).flatMap(([column, value]): RecordChange[] => {
    if (hidden.includes(column)) return []
    const { data: change } = pair.safeParse(value)
    if (row.action === 'update' && change) return [{ column, before: change[0], after: change[1] }]
    return value === null
      ? []
      : [row.action === 'delete' ? { column, before: value, after: null } : { column, before: null, after: value }]
  })
  return { ...row, changes }
}

/** Ids in entries that may stand for somebody. */
export const idsIn = (entries: readonly RecordEntry[]): string[] =>
  entries.flatMap(({ actorId, actorUnitId, changes }) =>
    [actorId, actorUnitId, ...changes.flatMap(({ before, after }) => [before, after])].flatMap((value) =>
      typeof value === 'string' && uuid.test(value) ? [value] : [],
    ),
  )
