import type { NodePgDatabase } from 'drizzle-orm/node-postgres'
import type pg from 'pg'

export type Db = NodePgDatabase
/** One that can lend a session of the database for as long as it is wanted. */
export type PooledDb = Db & { readonly $client: pg.Pool }
/** Only `db.transaction` makes one, so a function that asks for a `Tx` cannot run outside a transaction. */
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0]
export type Queryable = Db | Tx
