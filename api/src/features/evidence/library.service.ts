import {
  dayOf,
  evidenceCode,
  mostFiles,
  type EvidenceCodeScheme,
  type EvidenceFileId,
  type EvidencePiece,
  type EvidenceSettings,
  type IndicatorSetId,
  type PieceDescription,
  type PieceId,
  type UnitId,
  type UploadId,
} from '@thuoc/shared'
import { z } from 'zod'
import { may, type Actor } from '../../platform/actor.ts'
import type { Db, Queryable, Tx } from '../../platform/db/client.ts'
import { decodeCursor, toPage, type PageRequest } from '../../platform/page.ts'
import { Problem } from '../../platform/problem.ts'
import { definitionOf } from '../catalogues/index.ts'
import { historyOf } from './history.repository.ts'
import { presentHappening } from './history.present.ts'
import * as library from './library.repository.ts'
import { columnsOf, presentContent } from './pieces.present.ts'
import * as pieces from './pieces.repository.ts'
import { daysInBin } from './pieces.repository.ts'
import type { FileRow, PieceRow } from './pieces.repository.ts'
import { saveSettings, settingsOf } from './settings.repository.ts'
import { requireOwn, type UploadsService } from './uploads.service.ts'

export type LibraryService = ReturnType<typeof createLibraryService>
/** `room`: bytes that a unit may have. */
type Ports = { db: Db; uploads: Pick<UploadsService, 'handIn'>; room: number; now: () => Date }

const positions: Record<library.PieceSort, z.ZodType<[string, string]>> = {
  added: z.tuple([z.iso.datetime(), z.uuid()]),
  title: z.tuple([z.string(), z.uuid()]),
  issued: z.tuple([z.iso.date().or(z.literal('infinity')), z.uuid()]),
}

/** What a unit has collected, over the years and beside the registers that use it. It is the unit's alone. */
export function createLibraryService({ db, uploads, room, now }: Ports) {
  type Query = PageRequest & library.PieceFilter & { sort?: library.PieceSort | undefined }
  async function list(actor: Actor, unit: UnitId, { cursor, limit, sort = 'added', ...filter }: Query) {
    requireOwn(actor, unit)
    const after = decodeCursor(cursor, positions[sort])
    const rows = await library.list(db, unit, dayOf(now()), { ...filter, sort, after, limit })
    const shown = new Map((await present(db, actor, rows)).map((piece) => [piece.id, piece]))
    const page = toPage(
      rows,
      { limit },
      (row) => [library.keyOf(row, sort), row.id],
      ({ id }) => required(shown.get(id)),
    )
    return { ...page, schoolYears: await library.yearsOf(db, unit) }
  }

  async function summarise(actor: Actor, unit: UnitId, schoolYear?: string) {
    requireOwn(actor, unit)
    const counted = await library.summarise(db, unit, dayOf(now()), schoolYear)
    return { ...counted, room: { used: await pieces.bytesOf(db, unit), limit: room } }
  }

  async function history(actor: Actor, id: PieceId) {
    required(await pieces.find(db, actor.unitId, id))
    const rows = await historyOf(db, id)
    const schemes = new Map<IndicatorSetId, EvidenceCodeScheme>()
    for (const { indicatorSetId } of rows)
      if (indicatorSetId) schemes.set(indicatorSetId, (await definitionOf(db, indicatorSetId)).evidenceCode)
    return { items: rows.map((row) => presentHappening(row, schemes)) }
  }

  async function get(actor: Actor, id: PieceId): Promise<EvidencePiece> {
    const row = required(await pieces.find(db, actor.unitId, id))
    return required((await present(db, actor, [row]))[0])
  }

  type Change = (tx: Tx, row: PieceRow, at: Date) => Promise<void>
  /** Makes a change to a piece that no file relies on, while nobody else changes it. */
  const change = (actor: Actor, id: PieceId, make: Change): Promise<EvidencePiece> =>
    db.transaction(async (tx) => {
      // Registers first, as whoever adds to one holds it before the piece: nobody hands a file in meanwhile.
      await library.lockRegisters(tx, id)
      const row = required(await pieces.lock(tx, actor.unitId, id))
      if (await pieces.isReliedOn(tx, id)) throw new Problem('piece.relied-on')
      await make(tx, row, now())
      const after = required(await pieces.find(tx, actor.unitId, id))
      return required((await present(tx, actor, [after]))[0])
    })

  const describe = (actor: Actor, id: PieceId, { version, title, note, about, url, figure }: PieceDescription) =>
    change(actor, id, async (tx, row, at) => {
      requireStanding(row)
      if (row.version !== version) throw new Problem('piece.stale')
      const ofKind = {
        ...(row.kind === 'link' && url !== undefined && url !== row.url && { url, ...unlooked }),
        ...(row.kind === 'figure' &&
          figure && { figureValue: figure.value, figureUnit: figure.unit, figureSource: figure.source }),
      }
      await pieces.update(tx, id, { title, note, ...columnsOf(about), ...ofKind })
      await pieces.record(tx, actor, { pieceId: id, action: 'described', at, detail: { title } })
    })

  const addFiles = (actor: Actor, id: PieceId, ids: readonly UploadId[]) =>
    change(actor, id, async (tx, row, at) => {
      requireStanding(row)
      if (row.kind === 'link' || row.kind === 'figure') throw new Problem('piece.takes-no-files')
      const held = (await pieces.filesOf(tx, [id])).get(id) ?? []
      if (held.length + ids.length > mostFiles) throw new Problem('piece.too-many-files')
      const handed = await uploads.handIn(tx, actor, ids)
      await pieces.insertFiles(tx, id, handed)
      // Whoever hands in a new file has looked at what was carried over.
      await pieces.update(tx, id, { toRenew: false })
      const names = handed.map(({ name }) => name)
      await pieces.record(tx, actor, { pieceId: id, action: 'files-added', at, detail: { names } })
    })

  const removeFile = (actor: Actor, id: PieceId, file: EvidenceFileId) =>
    change(actor, id, async (tx, row, at) => {
      requireStanding(row)
      const held = (await pieces.filesOf(tx, [id])).get(id) ?? []
      const found = held.find((one) => one.id === file)
      if (!found) return
      if (row.kind === 'file' && held.length === 1) throw new Problem('piece.last-file')
      await pieces.removeFile(tx, id, file)
      const { name, sha256 } = found
      await pieces.record(tx, actor, { pieceId: id, action: 'file-removed', at, detail: { name, sha256 } })
    })

  async function remove(actor: Actor, id: PieceId): Promise<Record<string, never>> {
    await change(actor, id, async (tx, row, at) => {
      if (row.removedAt !== null) return
      await library.takeFromRegisters(tx, id, at)
      await pieces.update(tx, id, { removedAt: at })
      await pieces.record(tx, actor, { pieceId: id, action: 'removed', at })
    })
    return {}
  }

  const restore = (actor: Actor, id: PieceId) =>
    change(actor, id, async (tx, row, at) => {
      if (row.purgedAt !== null) throw new Problem('piece.purged')
      if (row.removedAt === null) return
      await library.putBackIntoRegisters(tx, id, row.removedAt)
      await pieces.update(tx, id, { removedAt: null })
      await pieces.record(tx, actor, { pieceId: id, action: 'restored', at })
    })

  const renew = (actor: Actor, id: PieceId) =>
    change(actor, id, async (tx, row, at) => {
      requireStanding(row)
      if (!row.toRenew) return
      await pieces.update(tx, id, { toRenew: false })
      await pieces.record(tx, actor, { pieceId: id, action: 'renewed', at })
    })

  /** In the order of the rows. */
  async function present(db: Queryable, actor: Actor, rows: readonly PieceRow[]): Promise<EvidencePiece[]> {
    const ids = rows.map(({ id }) => id)
    const [files, uses] = [await pieces.filesOf(db, ids), await library.usesOf(db, ids)]
    const inBin = rows.filter(({ removedAt }) => removedAt !== null).map(({ id }) => id)
    const kept = await pieces.everHandedIn(db, inBin)
    return Promise.all(
      rows.map((row) =>
        presentOne(db, actor, row, { files: files.get(row.id) ?? [], uses, forGood: kept.has(row.id) }),
      ),
    )
  }

  type Known = { files: readonly FileRow[]; uses: readonly library.Use[]; forGood: boolean }
  async function presentOne(
    db: Queryable,
    actor: Actor,
    row: PieceRow,
    { files, uses, forGood }: Known,
  ): Promise<EvidencePiece> {
    const usedIn = []
    for (const use of uses.filter(({ pieceId }) => pieceId === row.id)) {
      const { evidenceCode: scheme } = await definitionOf(db, use.indicatorSetId)
      const { campaignUnitId, submissionId, campaign, criteria, settled } = use
      usedIn.push({ campaignUnitId, submissionId, campaign, criteria, settled, code: evidenceCode(scheme, use) })
    }
    const { id, unitId, version, removedAt } = row
    return {
      ...presentContent(row, files, dayOf(now())),
      ...{ id, unitId, version, usedIn },
      removedAt: removedAt?.toISOString() ?? null,
      emptiedOn: removedAt === null || forGood ? null : dayOf(new Date(removedAt.getTime() + daysInBin * day)),
      actions: actionsOf(
        actor,
        row,
        usedIn.some(({ settled }) => settled),
      ),
    }
  }

  return {
    ...{ list, summarise, history, get, describe, addFiles, removeFile, remove, restore, renew },
    settings: (actor: Actor, unit: UnitId) => {
      requireOwn(actor, unit)
      return settingsOf(db, unit)
    },
    saveSettings: async (actor: Actor, unit: UnitId, settings: EvidenceSettings) => {
      requireOwn(actor, unit)
      await saveSettings(db, unit, settings)
      return settings
    },
  }
}

const day = 24 * 3600 * 1000

/** A changed address has not been looked at. */
const unlooked = { linkState: null, linkFault: null, linkCheckedAt: null, linkUpAt: null, linkFailures: 0 }

/** Pieces of other units and missing ones answer alike. */
function required<T>(found: T | undefined): T {
  if (found === undefined) throw new Problem('piece.not-found')
  return found
}

function requireStanding({ removedAt }: PieceRow) {
  if (removedAt !== null) throw new Problem('piece.not-found')
}

function actionsOf(actor: Actor, row: PieceRow, settled: boolean): EvidencePiece['actions'] {
  if (!may(actor, 'submission.score') || settled) return []
  if (row.removedAt !== null) return row.purgedAt === null ? ['restore'] : []
  return [
    'describe',
    ...(row.kind === 'file' || row.kind === 'document' ? (['add-files'] as const) : []),
    'remove',
    ...(row.toRenew ? (['renew'] as const) : []),
  ]
}
