import type pg from 'pg'

/** Replies that were seen before, by path. */
export type Known = ReadonlyMap<string, unknown>
/** One way in: what a path is answered with, null where there is nothing. */
export type Floor = (known: Known) => (pool: pg.Pool, path: string) => Promise<unknown>

/** Runs one prepared statement. */
export async function read<Row extends pg.QueryResultRow>(
  pool: pg.Pool,
  name: string,
  text: string,
  values: unknown[],
): Promise<Row[]> {
  const { rows } = await pool.query<Row>({ name, text, values })
  return rows
}
