import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import pg from 'pg'

export type Db = NodePgDatabase
/** Only `db.transaction` makes one, so a function that asks for a `Tx` cannot run outside a transaction. */
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0]
export type Queryable = Db | Tx
export type Connection = { db: Db; pool: pg.Pool; close: () => Promise<void> }

/**
 * A pool of connections and drizzle over it. No statement may run, wait for a lock or leave its transaction idle
 * for long: one stuck request must not hold the whole pool.
 */
export function connect(url: string, { onError = () => {}, max = 16 }: Options = {}): Connection {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 20_000,
    lock_timeout: 8_000,
    idle_in_transaction_session_timeout: 20_000,
    keepAlive: true,
    application_name: 'thuoc',
  })
  // A pool emits `error` when the server goes away under an idle client; unheard, it would end the process.
  pool.on('error', onError)
  // The same within a transaction, between two statements: the pool hears idle clients only.
  pool.on('connect', (client) => client.on('error', onError))
  return { db: drizzle(pool), pool, close: () => pool.end() }
}
type Options = { onError?: (error: Error) => void; max?: number }

/** The row of a statement that returns exactly one, such as `insert … returning`. */
export function one<T>(rows: readonly T[]): T {
  const [row] = rows
  if (row === undefined || rows.length !== 1) throw new Error(`Expected one row, got ${rows.length}`)
  return row
}
