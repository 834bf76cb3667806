import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import type { PgTransactionConfig } from 'drizzle-orm/pg-core'
import type pg from 'pg'
import { whoActs } from '../acting.ts'
import { isCollision } from './faults.ts'
import { SharingPool } from './pool.ts'
import type { Db, PooledDb, Tx } from './queryable.ts'
import { steady, SteadyClient } from './steady.ts'

export type { Db, PooledDb, Queryable, Tx } from './queryable.ts'
export type Connection = {
  db: PooledDb
  pool: pg.Pool
  /** Milliseconds that the one who has waited longest for a connection has waited so far; 0 when nobody waits. */
  waiting: () => number
  close: () => Promise<void>
}

/**
 * A pool of connections and drizzle over it. No statement may run, wait for a lock or leave its transaction idle
 * for long: one stuck request must not hold the whole pool.
 */
export function connect(url: string, { onError = () => {}, max = 16 }: Options = {}): Connection {
  const pool = new SharingPool({
    connectionString: url,
    max,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 20_000,
    lock_timeout: 8_000,
    idle_in_transaction_session_timeout: 20_000,
    keepAlive: true,
    application_name: 'thuoc',
    Client: SteadyClient,
    pipeline: true,
  })
  // A pool emits `error` when the server goes away under an idle client; unheard, it would end the process.
  pool.on('error', onError)
  // The same within a transaction, between two statements: the pool hears idle clients only.
  pool.on('connect', (client) => client.on('error', onError))
  return { db: signing(drizzle(pool)), pool, waiting: () => pool.waiting(), close: () => pool.end() }
}

/** So often a transaction is tried that PostgreSQL ended because another stood in its way. */
const tries = 4

/**
 * Does it once more, a moment later, where two transactions waited for each other and this one was ended: nothing of it
 * was written. Work in a transaction must bear that, and leaves nothing behind but what it returns.
 */
async function persisting<T>(work: () => Promise<T>): Promise<T> {
  for (let left = tries; ; left -= 1) {
    try {
      return await work()
    } catch (error) {
      if (left === 1 || !isCollision(error)) throw error
      await sleep(Math.random() * 50 * (tries - left + 1))
    }
  }
}

const sign = steady((db) => {
  const { actor, unit, via } = {
    actor: sql.placeholder('actor'),
    unit: sql.placeholder('unit'),
    via: sql.placeholder('via'),
  }
  const said = sql`array[set_config('thuoc.actor', ${actor}, true), set_config('thuoc.actor_unit', ${unit}, true),
    set_config('thuoc.via', ${via}, true)]`
  return db.select({ said }).from(sql`(values (true)) once`)
})

/** Each transaction tells the database who acts, so that the triggers of the record can write it down. */
function signing<D extends Db>(db: D): D {
  const begin = db.transaction.bind(db)
  return Object.assign(db, {
    transaction: <T>(work: (tx: Tx) => Promise<T>, config?: PgTransactionConfig) => {
      const who = whoActs()
      if (who === null) return persisting(() => begin(work, config))
      const signed = async (tx: Tx) => {
        const actor = { actor: who.actorId ?? '', unit: who.unitId ?? '', via: who.via ?? '' }
        const [, done] = await Promise.all([sign(tx, actor), work(tx)])
        return done
      }
      return persisting(() => begin(signed, config))
    },
  })
}
type Options = { onError?: (error: Error) => void; max?: number }

/** The row of a statement that returns exactly one, such as `insert … returning`. */
export function one<T>(rows: readonly T[]): T {
  const [row] = rows
  if (row === undefined || rows.length !== 1) throw new Error(`Expected one row, got ${rows.length}`)
  return row
}
