import {
  differencesOf,
  type IndicatorSet,
  type IndicatorSetDefinition,
  type IndicatorSetEntry,
  type IndicatorSetId,
  type IndicatorSetSummary,
  type Page,
  type SetDifference,
  type SetFault,
  type SetMark,
} from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import { decodeCursor, defaultLimit, toPage, type PageRequest } from '../../platform/page.ts'
import { isWriter, requireVisible } from './catalogues.policy.ts'
import { present, presentEntry, summarise } from './catalogues.present.ts'
import * as repository from './catalogues.repository.ts'
import { faultsIn, markOf, parseDefinition } from './definitions.ts'
import { createDrafts } from './drafts.service.ts'
import { listRecord } from './record.repository.ts'
import { createSheets } from './sheets.service.ts'
import { createVerify } from './verification.service.ts'

export type CataloguesService = ReturnType<typeof createCataloguesService>
export type Comparison = { from: SetMark; to: SetMark; differences: SetDifference[] }

/** Indicator sets: who sees which, what differs between them, how they come to be. */
export function createCataloguesService({ db, now }: { db: Db; now: () => Date }) {
  async function list(actor: Actor, query: PageRequest & repository.SetFilters): Promise<Page<IndicatorSetSummary>> {
    const after = decodeCursor(query.cursor, repository.setKey)
    const scope = { isWriter: isWriter(actor), after, limit: query.limit ?? defaultLimit }
    const rows = await repository.list(db, actor, query, scope)
    return toPage(
      rows,
      query,
      (row) => [row.code, row.version, row.id],
      (row) => summarise(actor, row),
    )
  }

  const findVisible = async (actor: Actor, id: IndicatorSetId) => requireVisible(actor, await repository.find(db, id))

  async function get(actor: Actor, id: IndicatorSetId): Promise<IndicatorSet> {
    return present(db, actor, await findVisible(actor, id))
  }

  const check = (actor: Actor, definition: IndicatorSetDefinition): Promise<SetFault[]> =>
    faultsIn(db, actor.unitPath, definition)

  /** @param from the older side */
  async function compare(actor: Actor, id: IndicatorSetId, from: IndicatorSetId): Promise<Comparison> {
    const [older, newer] = [await findVisible(actor, from), await findVisible(actor, id)]
    const differences = differencesOf(parseDefinition(older), parseDefinition(newer))
    return { from: markOf(older), to: markOf(newer), differences }
  }

  async function getRecord(actor: Actor, id: IndicatorSetId): Promise<{ items: IndicatorSetEntry[] }> {
    await findVisible(actor, id)
    const rows = await listRecord(db, id)
    return { items: rows.map(presentEntry) }
  }

  return {
    ...{ list, get, check, compare, getRecord },
    ...createDrafts({ db, now }),
    verify: createVerify({ db, now }),
    sheets: createSheets({ db }),
  }
}
