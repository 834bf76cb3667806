import {
  dayOf,
  type CampaignUnitId,
  type Evidence,
  type Page,
  type RegisterChange,
  type RegisterFilters,
} from '@thuoc/shared'
import { z } from 'zod'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import { decodeCursor, defaultLimit, toPage, type PageRequest } from '../../platform/page.ts'
import { definitionOf } from '../catalogues/index.ts'
import { present } from './evidence.present.ts'
import type { EvidenceRow } from './evidence.repository.ts'
import type { Owner, Owners } from './evidence.service.ts'
import * as pieces from './pieces.repository.ts'
import { applyChanges } from './register-change.ts'
import * as repository from './register.repository.ts'

type Ports = { db: Db; owners: Owners; now: () => Date }
export type RegisterOrder = { sort?: repository.RegisterSort | undefined; descending?: boolean | undefined }
export type RegisterService = ReturnType<typeof createRegisterService>

/** As many as fit in a workbook; no register comes near. */
const mostRows = 50_000
const textual = z.tuple([z.string(), z.uuid()])
const cursors: Record<repository.RegisterSort, z.ZodType<[string, string]>> = {
  code: z.tuple([z.string().regex(/^\{\d{1,9}(,\d{1,9}){0,9}\}$/), z.uuid()]),
  title: textual,
  issued: z.tuple([z.iso.date().or(z.literal('infinity')), z.uuid()]),
  added: z.tuple([z.iso.datetime(), z.uuid()]),
}

/** The register of a file as a table: page by page, in figures, and many rows changed at once. */
export function createRegisterService({ db, owners, now }: Ports) {
  const of = (id: CampaignUnitId) => ({ id, today: dayOf(now()) })

  async function presented(rows: readonly EvidenceRow[], { indicatorSetId, mayEdit }: Owner): Promise<Evidence[]> {
    const { evidenceCode: scheme } = await definitionOf(db, indicatorSetId)
    const files = await pieces.filesOf(
      db,
      rows.map(({ pieceId }) => pieceId),
    )
    const today = dayOf(now())
    return rows.map((row) => present(row, files.get(row.pieceId) ?? [], { scheme, today, mayEdit }))
  }

  type Query = PageRequest & RegisterFilters & RegisterOrder
  async function browse(actor: Actor, id: CampaignUnitId, query: Query): Promise<Page<Evidence>> {
    const owner = await owners.find(db, actor, id)
    const { cursor, limit = defaultLimit, sort = 'code', ...rest } = query
    const after = decodeCursor(cursor, cursors[sort])
    const rows = await repository.browse(db, of(id), { ...rest, sort, after, limit })
    const shown = await presented(rows.slice(0, limit), owner)
    const page = toPage(
      rows,
      { limit },
      (row) => [repository.keyOf(row, sort), row.id],
      ({ id: found }) => found,
    )
    return { ...page, items: shown }
  }

  /** All that the filters leave, for a file. */
  async function all(actor: Actor, id: CampaignUnitId, query: RegisterFilters & RegisterOrder) {
    const owner = await owners.find(db, actor, id)
    const rows = await repository.browse(db, of(id), { ...query, after: null, limit: mostRows })
    return { owner, items: await presented(rows, owner) }
  }

  async function summarise(actor: Actor, id: CampaignUnitId, filters: RegisterFilters) {
    await owners.find(db, actor, id)
    return repository.summarise(db, of(id), filters)
  }

  const change = (actor: Actor, id: CampaignUnitId, changes: readonly RegisterChange[]) =>
    db.transaction(async (tx) => {
      const owner = await owners.lockEditable(tx, actor, id)
      return applyChanges(tx, { actor, id, owner, now: now() }, changes)
    })

  return { browse, all, summarise, change }
}
