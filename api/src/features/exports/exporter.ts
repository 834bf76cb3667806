import { randomInt } from 'node:crypto'
import type { ExportFailure } from '@thuoc/shared'
import { actingAs, actingOf } from '../../platform/acting.ts'
import type { PooledDb } from '../../platform/db/client.ts'
import { fileKey, type Files } from '../../platform/files.ts'
import type { SeatActor } from '../identity/index.ts'
import { notifySeats } from '../notices/index.ts'
import * as repository from './exports.repository.ts'
import type { ExportRow, Hold } from './exports.repository.ts'
import { exportPaces, isHidden, makerOf, type ExportMakers, type ExportPace } from './maker.ts'

export type ExporterPorts = {
  db: PooledDb
  files: Files
  makers: ExportMakers
  /** Whom a seat stands for now; null where it was given up. */
  actorOf: SeatActor
  now: () => Date
  onError: (error: unknown) => void
}

const kept = 30 * 24 * 3600 * 1000
/** A worker that dies over it takes up to so many lives; whoever waits is then told. */
const mostAttempts = 3
/** Milliseconds between two writes of how far it is. */
const pace = 500

class NotWanted extends Error {}

/** Makes what was ordered, one after the other, in turns of those who wait. Several may run: each order has one maker at a time. */
export function createExporter({ db, files, makers, actorOf, now, onError }: ExporterPorts) {
  /** Takes up what dead workers left, and makes what waits, until nothing does or `ending` says so. */
  async function round(ending: AbortSignal, paces: readonly ExportPace[] = exportPaces): Promise<void> {
    await repository.recover(db)
    if (!(await repository.isAnyDue(db, paces))) return
    const life = await openLife(db)
    try {
      while (!ending.aborted) {
        const row = await db.transaction((tx) => repository.claim(tx, { worker: life.worker, paces, at: now() }))
        if (!row) return
        await carryOut(row, { id: row.id, worker: life.worker }, ending)
      }
    } finally {
      await life.close()
    }
  }

  async function carryOut(row: ExportRow, hold: Hold, ending: AbortSignal) {
    const stop = new AbortController()
    const signal = AbortSignal.any([stop.signal, ending])
    try {
      if (row.attempts > mostAttempts) return await fail(row, hold, 'broke-down')
      const actor = await actorOf(row.membershipId)
      if (!actor) return await fail(row, hold, 'seat-ended')
      await actingAs(actingOf(actor), async () => {
        const progress = paced(async (done, total) => {
          if (!(await repository.keepProgress(db, hold, done, total))) stop.abort(new NotWanted())
          signal.throwIfAborted()
        })
        const made = await makerOf(makers, row.parameters).make(actor, { progress, signal, askedAt: row.askedAt })
        // It may have been given up since it was last asked.
        if (signal.aborted) made.content.destroy()
        signal.throwIfAborted()
        signal.addEventListener('abort', () => made.content.destroy(new NotWanted()), { once: true })
        const file = await files.receive(made.content, Number.POSITIVE_INFINITY)
        try {
          signal.throwIfAborted()
          // A place of its own, so that it can be removed without a thought for equal files elsewhere.
          const storageKey = fileKey(row.id, file.sha256)
          await files.keep(file, storageKey)
          const { size, sha256 } = file
          const { name, mediaType } = made
          const done = await settle(row, hold, { file: { name, mediaType, size, sha256, storageKey } })
          const other = done ?? (await repository.find(db, row.id))
          if (other?.storageKey !== storageKey) await files.remove(storageKey)
        } finally {
          await files.discard(file)
        }
      })
    } catch (error) {
      await mend(error, row, hold, ending)
    }
  }

  /** What went wrong: the person’s affair is said, everything else is tried again. */
  async function mend(error: unknown, row: ExportRow, hold: Hold, ending: AbortSignal) {
    if (ending.aborted) return repository.release(db, hold)
    if (error instanceof NotWanted) return
    if (isHidden(error)) return fail(row, hold, 'not-yours')
    onError(error)
    if (row.attempts >= mostAttempts) return fail(row, hold, 'broke-down')
    await repository.release(db, hold)
  }

  const fail = (row: ExportRow, hold: Hold, failure: ExportFailure) => settle(row, hold, { failure })

  /** Writes how it came out and tells whoever asked, both or neither. */
  const settle = (row: ExportRow, hold: Hold, outcome: Parameters<typeof repository.finish>[4]) =>
    db.transaction(async (tx) => {
      const at = now()
      const written = await repository.finish(tx, hold, at, new Date(at.getTime() + kept), outcome)
      const seat = written && (await repository.seatOf(tx, row.membershipId))
      if (!written || !seat) return written
      const kind = 'file' in outcome ? ('export-done' as const) : ('export-failed' as const)
      const values = { title: row.title, exportId: row.id }
      await notifySeats(tx, [{ seats: [seat], kind, values }], { by: null, at })
      return written
    })

  return { round }
}

/** Lets the first and the last through, and of the others one in a while. */
function paced(write: (done: number, total: number) => Promise<void>) {
  let last = 0
  return async (done: number, total: number) => {
    if (done < total && Date.now() - last < pace) return
    last = Date.now()
    await write(done, total)
  }
}

/** A session of the database that lives as long as the worker: the database lets go of its lock when it dies. */
async function openLife(db: PooledDb) {
  const worker = randomInt(1, 2 ** 31 - 1)
  const { begin, end } = repository.lockOf(worker)
  const client = await db.$client.connect()
  let lost: Error | undefined
  const lose = (error: Error) => void (lost ??= error)
  client.on('error', lose)
  await client.query(begin).catch((error: unknown) => {
    client.release(true)
    throw error
  })
  const close = async () => {
    await client.query(end).catch(lose)
    client.off('error', lose)
    client.release(lost)
  }
  return { worker, close }
}

/**
 * Looks again and again whether anything was ordered: two are made at a time, one of each pace, however many wait.
 * @returns what ends it; what is under way goes on elsewhere
 */
export function startExporter(ports: ExporterPorts) {
  const { round } = createExporter(ports)
  const ending = new AbortController()
  const run = async (pace: ExportPace, seconds: number) => {
    while (!ending.signal.aborted) {
      await round(ending.signal, [pace]).catch(ports.onError)
      await pause(seconds * 1000, ending.signal)
    }
  }
  // Somebody sits before the screen and waits for the quick ones.
  const runs = [run('quick', 0.4), run('long', 2)]
  return async () => {
    ending.abort(new NotWanted())
    await Promise.all(runs)
  }
}

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) return resolve()
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true })
  })
