import { exportId, type ExportId, type ExportJob, type ExportOrder, type MembershipId, type Page } from '@thuoc/shared'
import { z } from 'zod'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import type { Download } from '../../platform/download.ts'
import type { Files } from '../../platform/files.ts'
import { decodeCursor, defaultLimit, toPage, type PageRequest } from '../../platform/page.ts'
import { Problem } from '../../platform/problem.ts'
import { noLongerNew } from '../notices/index.ts'
import * as repository from './exports.repository.ts'
import type { ExportRow } from './exports.repository.ts'
import { isHidden, makerOf, type ExportMakers } from './maker.ts'

export type ExportsService = ReturnType<typeof createExportsService>
const idKey = z.uuid().transform((id) => exportId.parse(id))
/** Open at a time for one seat. */
const most = 20

type Ports = { db: Db; files: Files; makers: ExportMakers; now: () => Date }

/** Files that are made behind the screen: ordered, watched, fetched, thrown away by whoever asked, and nobody else. */
export function createExportsService({ db, files, makers, now }: Ports) {
  /** Hidden and missing ones answer alike. */
  async function require(actor: Actor, id: ExportId): Promise<ExportRow> {
    const row = await repository.find(db, id)
    const mine = row?.membershipId === actor.membershipId ? row : undefined
    if (!mine) throw new Problem('export.not-found')
    return mine
  }

  async function create(actor: Actor, order: ExportOrder): Promise<ExportJob> {
    const membershipId = seatIn(actor)
    const maker = makerOf(makers, order)
    const title = await maker.titleOf(actor)
    const pace = await maker.paceOf(actor)
    const row = await db.transaction(async (tx) => {
      await repository.takeTurn(tx, membershipId)
      const open = await repository.findOpen(tx, membershipId, order)
      if (open) return open
      if ((await repository.countOpen(tx, membershipId)) >= most) throw new Problem('export.too-many')
      // Whoever clicks twice at once gets the one that was written first.
      const written = await repository.insert(tx, { membershipId, order, title, pace, askedAt: now() })
      return written ?? (await repository.findOpen(tx, membershipId, order))
    })
    if (!row) throw new Error('An export that was just asked for is there')
    return presentExport(row)
  }

  async function list(actor: Actor, query: PageRequest): Promise<Page<ExportJob> & { running: number }> {
    if (actor.membershipId === null) return { items: [], nextCursor: null, running: 0 }
    const before = decodeCursor(query.cursor, idKey)
    const [rows, running] = await Promise.all([
      repository.list(db, actor.membershipId, before, query.limit ?? defaultLimit),
      repository.countOpen(db, actor.membershipId),
    ])
    return { ...toPage(rows, query, ({ id }) => id, presentExport), running }
  }

  const get = async (actor: Actor, id: ExportId): Promise<ExportJob> => presentExport(await require(actor, id))

  /**
   * What one might see when it was made, one must see still.
   * @throws Problem `export.not-found`, `export.not-ready`, `export.not-yours`
   */
  async function download(actor: Actor, id: ExportId): Promise<Download> {
    const { storageKey: key, fileName: name, mediaType, size, parameters } = await require(actor, id)
    if (key === null || name === null || mediaType === null || size === null) throw new Problem('export.not-ready')
    await makerOf(makers, parameters).titleOf(actor).catch(notYours)
    return { key, name, mediaType, size }
  }

  /** Whoever takes the file knows that it is there. @throws Problem as `download` does */
  async function take(actor: Actor, id: ExportId): Promise<void> {
    await download(actor, id)
    if (actor.personId !== null) await noLongerNew(db, actor.personId, { exportId: id }, now())
  }

  /** A worker that is making it notices that nobody wants it any more. */
  async function discard(actor: Actor, id: ExportId) {
    const { storageKey } = await require(actor, id)
    // The file first: a crash in between leaves a row that can be thrown away again, and never a file nobody knows.
    if (storageKey !== null) await files.remove(storageKey)
    const gone = await repository.remove(db, id)
    // It may have been finished between the look and now.
    const late = gone?.storageKey ?? null
    if (late !== null && late !== storageKey) await files.remove(late)
  }

  return { create, list, get, download, take, discard }
}

/** @throws Problem `export.people-only`: a key of a machine sits nowhere and is told nothing */
function seatIn({ membershipId }: Actor): MembershipId {
  if (membershipId === null) throw new Problem('export.people-only')
  return membershipId
}

function notYours(error: unknown): never {
  if (isHidden(error)) throw new Problem('export.not-yours')
  throw error
}

function presentExport(row: ExportRow): ExportJob {
  const { id, kind, title, state, done, total, failure, fileName, size } = row
  return {
    ...{ id, kind, title, state, done, total, failure, fileName, size },
    askedAt: row.askedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
  }
}
