import { sql } from 'drizzle-orm'
import type { Queryable } from '../../platform/db/client.ts'

/** The version of PostgreSQL, and the names of the migrations it has run. */
export async function state(db: Queryable) {
  const version = await db.execute<{ server_version: string }>(sql`show server_version`)
  const { rows } = await db.execute<{ name: string }>(sql`select name from migrations`)
  return { version: version.rows[0]?.server_version ?? '', migrations: rows.map((row) => row.name) }
}
