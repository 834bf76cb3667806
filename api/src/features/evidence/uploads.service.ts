import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { NewUpload, UnitId, Upload, UploadId } from '@thuoc/shared'
import { actorId, type Actor } from '../../platform/actor.ts'
import { one, type Db, type Tx } from '../../platform/db/client.ts'
import { fileKey, type Files } from '../../platform/files.ts'
import { PartTooLong, type PartialFiles } from '../../platform/partial-files.ts'
import { Problem } from '../../platform/problem.ts'
import type { Intake } from './intake.ts'
import * as pieces from './pieces.repository.ts'
import type { NewFile } from './pieces.repository.ts'
import { presentUpload } from './uploads.present.ts'
import * as repository from './uploads.repository.ts'
import type { UploadRow } from './uploads.repository.ts'

export type UploadSettings = { maxFileBytes: number; maxUnitBytes: number }
type Ports = {
  db: Db
  files: Files
  partial: PartialFiles
  settings: UploadSettings
  takeIn: Intake
  now: () => Date
}
export type UploadsService = ReturnType<typeof createUploadsService>

/** Seconds for which the right to write is taken; it is renewed while bytes come. */
const lease = 20
/** Days after which an upload that nobody went on with is forgotten. */
const keptDays = 7

export function createUploadsService({ db, files, partial, settings, takeIn, now }: Ports) {
  const holder = randomUUID()
  /** The connections that are sending, in this process: a new one ends the old, which may be dead without knowing it. */
  const sending = new Map<string, { source: Readable; over: Promise<unknown> }>()
  const settling = new Map<UploadId, Promise<UploadRow>>()

  async function begin(actor: Actor, unit: UnitId, { name, size, purpose }: NewUpload): Promise<Upload> {
    requireOwn(actor, unit)
    if (size > settings.maxFileBytes) throw new Problem('upload.too-large')
    const at = now()
    const row = await db.transaction(async (tx) => {
      await requireRoom(tx, unit, size)
      return repository.insert(tx, {
        ...{ unitId: unit, name: visible(name), size, purpose, begunAt: at, touchedAt: at },
        ...{ uploadedById: actorId(actor), uploadedBy: actor.name },
      })
    })
    return presentUpload(row, 0, [])
  }

  /** Also for files that come in one piece. @throws Problem `evidence.storage-full` */
  async function requireRoom(tx: Tx, unit: UnitId, size: number) {
    await repository.lockRoom(tx, unit)
    const taken = (await pieces.bytesOf(tx, unit)) + (await repository.announced(tx, unit))
    if (taken + size > settings.maxUnitBytes) throw new Problem('evidence.storage-full')
  }

  async function list(actor: Actor, unit: UnitId) {
    requireOwn(actor, unit)
    const rows = await repository.list(db, actor)
    const used = await pieces.bytesOf(db, unit)
    const { maxUnitBytes: limit, maxFileBytes: largestFile } = settings
    return { items: await shown(unit, rows), room: { used, limit, largestFile } }
  }

  async function get(actor: Actor, id: UploadId): Promise<Upload> {
    const row = await settled(await required(actor, id))
    return one(await shown(row.unitId, [row]))
  }

  async function shown(unit: UnitId, rows: readonly UploadRow[]): Promise<Upload[]> {
    const hashes = rows.flatMap(({ sha256 }) => (sha256 === null ? [] : [sha256]))
    const held = await pieces.holding(db, unit, hashes)
    return Promise.all(
      rows.map(async (row) => {
        const received = row.storageKey === null ? await partial.size(row.id) : row.size
        return presentUpload(row, received, held.get(row.sha256 ?? '') ?? [])
      }),
    )
  }

  /**
   * Takes in the next part. @param offset where the sender believes to go on @returns bytes that have arrived
   * @throws Problem `upload.wrong-offset`, `upload.busy`, `upload.longer-than-announced`; once it is whole, what its content may be refused with
   */
  async function append(actor: Actor, id: UploadId, offset: number, source: Readable): Promise<number> {
    const line = lineOf(actor, id)
    const earlier = sending.get(line)
    earlier?.source.destroy()
    const work = Promise.resolve(earlier?.over).then(() => receive(actor, id, offset, source))
    const over = work.catch(() => {})
    sending.set(line, { source, over })
    try {
      return await work
    } finally {
      if (sending.get(line)?.over === over) sending.delete(line)
    }
  }

  async function receive(actor: Actor, id: UploadId, offset: number, source: Readable): Promise<number> {
    const hold = () =>
      repository.hold(db, actor, { id, holder, now: new Date(), until: new Date(Date.now() + lease * 1000) })
    const row = await hold()
    if (!row) {
      const { storageKey, size } = await required(actor, id)
      if (storageKey === null) throw new Problem('upload.busy')
      return requireOffset(offset, size)
    }
    let isTaking = true
    // Whose right is gone takes in no more.
    const lost = () => isTaking && source.destroy()
    const renewing = setInterval(
      () =>
        void hold()
          .then((held) => held ?? lost())
          .catch(() => {}),
      (lease / 4) * 1000,
    )
    try {
      const received = await take(row, offset, source).finally(() => (isTaking = false))
      if (received === row.size) await settled(row)
      return received
    } finally {
      clearInterval(renewing)
      await repository.letGo(db, id, holder)
    }
  }

  async function take(row: UploadRow, offset: number, source: Readable) {
    requireOffset(offset, await partial.size(row.id))
    return partial.append(row.id, source, row.size - offset).catch((error: unknown) => {
      throw error instanceof PartTooLong ? new Problem('upload.longer-than-announced', { cause: error }) : error
    })
  }

  /** What has arrived whole is looked at and kept, also after a process died between its last byte and that. */
  async function settled(row: UploadRow): Promise<UploadRow> {
    if (row.storageKey !== null || (await partial.size(row.id)) < row.size) return row
    const running = settling.get(row.id)
    if (running) return running
    const work = settle(row).finally(() => settling.delete(row.id))
    settling.set(row.id, work)
    return work
  }

  async function settle(row: UploadRow): Promise<UploadRow> {
    const { file, ...taken } = await takeIn(await partial.finish(row.id), row.name).catch(async (error: unknown) => {
      // What is refused is not waited for; what only went wrong is tried again by whoever asks next.
      if (error instanceof Problem) await forget([row.id])
      throw error
    })
    const storageKey = fileKey(row.unitId, file.sha256)
    await files.keep(file, storageKey)
    const kept = { ...taken, sha256: file.sha256, keptSize: file.size, storageKey }
    await repository.setKept(db, row.id, kept)
    await partial.remove(row.id)
    return { ...row, ...kept }
  }

  async function forget(ids: readonly UploadId[]) {
    if (ids.length === 0) return
    await repository.remove(db, ids)
    for (const id of ids) await partial.remove(id)
  }

  async function cancel(actor: Actor, id: UploadId): Promise<Record<string, never>> {
    await required(actor, id)
    const running = sending.get(lineOf(actor, id))
    running?.source.destroy()
    await running?.over
    await forget([id])
    return {}
  }

  /**
   * Turns uploads into files of a piece: all of them or none, and each once.
   * @throws Problem `upload.not-found`, `upload.not-arrived`, `evidence.infected`
   */
  async function handIn(tx: Tx, actor: Actor, ids: readonly UploadId[]): Promise<NewFile[]> {
    const rows = await repository.lock(tx, actor, [...new Set(ids)])
    if (rows.length < ids.length) throw new Problem('upload.not-found')
    const handed = rows.map(fileOf)
    await repository.remove(
      tx,
      rows.map(({ id }) => id),
    )
    return handed
  }

  /** Forgets uploads nobody went on with, and what lies here without one. */
  async function sweep(at: Date) {
    const old = await repository.removeOld(db, new Date(at.getTime() - keptDays * 24 * 3600 * 1000))
    for (const id of old) await partial.remove(id)
    const lying = await partial.list()
    const known = await repository.known(db, lying)
    for (const id of lying) if (!known.has(id)) await partial.remove(id)
    return old.length
  }

  async function required(actor: Actor, id: UploadId): Promise<UploadRow> {
    const row = await repository.find(db, actor, id)
    if (!row) throw new Problem('upload.not-found')
    return row
  }

  return { begin, list, get, append, cancel, handIn, requireRoom, sweep }
}

/** A library is its unit's alone; that there is another unit of this id is told to nobody. */
export function requireOwn(actor: Actor, unit: UnitId) {
  if (actor.unitId !== unit) throw new Problem('unit.not-found')
}

/** Whoever knows the id of another's upload ends nothing by it. */
const lineOf = (actor: Actor, id: UploadId) => `${actorId(actor)} ${actor.unitId} ${id}`

/** What a database keeps and a list can show; the name is made fit for a file once it is known what the file is. */
const visible = (name: string) => [...name.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')].slice(0, 300).join('') || '?'

function requireOffset(offset: number, received: number): number {
  if (offset !== received) throw new Problem('upload.wrong-offset')
  return received
}

/** The database holds all of these, or none. */
function fileOf({ name, mediaType, sha256, keptSize, storageKey, scan, scannedAt, threat }: UploadRow): NewFile {
  if (mediaType === null || sha256 === null || keptSize === null || storageKey === null)
    throw new Problem('upload.not-arrived')
  if (scan === 'infected') throw new Problem('evidence.infected')
  return { name, mediaType, sha256, size: keptSize, storageKey, scan, scannedAt, threat }
}
