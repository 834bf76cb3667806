import { sql, type SQL } from 'drizzle-orm'

/** A moment as text that JavaScript and the contract read alike. */
export const isoText = (moment: SQL) => sql`to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`
