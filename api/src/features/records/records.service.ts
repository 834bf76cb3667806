import type { RecordFilter, RecordPage, SubmissionId } from '@thuoc/shared'
import { z } from 'zod'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import { decodeCursor, defaultLimit, toPage } from '../../platform/page.ts'
import { find, requireVisible } from '../submissions/index.ts'
import { hiddenColumns, readerOf, requireReadsRecord, tablesFor } from './records.policy.ts'
import { idsIn, presentEntry } from './records.present.ts'
import * as repository from './records.repository.ts'

export type RecordsService = ReturnType<typeof createRecordsService>

const rightsKey = z.tuple([z.iso.datetime({ offset: true }), z.uuid(), z.int()])

/** Reads the record of changes: of a file, and of who may do what. */
export function createRecordsService({ db }: { db: Db }) {
  async function named(page: Pick<RecordPage, 'items' | 'nextCursor'>, facets: { tables: string[]; actors: string[] }) {
    const names = await repository.namesOf(db, [...idsIn(page.items), ...facets.actors])
    const actors = facets.actors.map((id) => ({ id, name: names.get(id) ?? id }))
    actors.sort((one, other) => one.name.localeCompare(other.name, 'vi'))
    return { ...page, names: Object.fromEntries(names), tables: facets.tables.sort(), actors }
  }

  async function ofFile(actor: Actor, id: SubmissionId, filter: RecordFilter): Promise<RecordPage> {
    const row = requireVisible(await find(db, actor, id))
    requireReadsRecord(actor, row)
    const reader = readerOf(actor, row)
    const tables = tablesFor(reader)
    const { limit = defaultLimit, cursor } = filter
    const before = decodeCursor(cursor, z.int())
    const rows = await repository.ofChain(db, id, { tables, drafts: reader.school, filter, before, limit })
    const page = toPage(
      rows,
      filter,
      ({ number }) => number,
      (entry) => presentEntry(entry, hiddenColumns(reader, entry.table)),
    )
    // What changed in hidden columns only has not happened yet.
    const items = page.items.filter(({ changes }) => changes.length > 0)
    return named({ ...page, items }, await repository.facetsOf(db, repository.inChain(id, tables)))
  }

  async function ofRights(actor: Actor, filter: RecordFilter): Promise<RecordPage> {
    const { limit = defaultLimit, cursor } = filter
    const after = decodeCursor(cursor, rightsKey)
    const rows = await repository.ofRights(db, actor.unitPath, filter, after, limit)
    const page = toPage(
      rows,
      filter,
      ({ at, chain, number }) => [at, chain, number],
      (entry) => presentEntry(entry),
    )
    return named(page, await repository.facetsOf(db, repository.rightsWithin(actor.unitPath)))
  }

  return { ofFile, ofRights }
}
