import { sql, type SQLWrapper } from 'drizzle-orm'
import { snapshot } from './audit/index.ts'
import { one, type Db, type Queryable, type Tx } from './db/client.ts'

/** Rows that are read at a time: what came before is forgotten. */
const portion = 2_000

/** How a list is read further from where it stood: one more than `limit`, so that one sees whether there are more. */
export type Paged<Row, Key> = {
  page: (tx: Tx, after: Key | null, limit: number) => PromiseLike<readonly Row[]>
  keyOf: (row: Row) => Key
}

/**
 * One picture of the database for several things that are read one after the other: it is taken when it is first asked for
 * and held until `close`, which may come before.
 */
export function heldPicture(db: Pick<Db, 'transaction'>) {
  const [held, over] = [Promise.withResolvers<Tx>(), Promise.withResolvers<void>()]
  let picture: Promise<void> | null = null
  return {
    open(): Promise<Tx> {
      picture ??= snapshot(db, (tx) => {
        held.resolve(tx)
        return over.promise
      })
      picture.catch(held.reject)
      return held.promise
    },
    async close(): Promise<void> {
      over.resolve()
      await picture
    },
  }
}

/**
 * Everything that a list holds, portion by portion, from one picture of the database: nobody stands in it twice or is
 * left out because somebody moved meanwhile. The picture is held from the first row that is asked for until the last, or
 * until nobody asks any more.
 */
export async function* allOf<Row, Key>(
  db: Pick<Db, 'transaction'>,
  { page, keyOf }: Paged<Row, Key>,
  size = portion,
): AsyncGenerator<readonly Row[]> {
  const picture = heldPicture(db)
  try {
    const tx = await picture.open()
    for (let after: Key | null = null; ;) {
      const found: readonly Row[] = await page(tx, after, size)
      const rows = found.slice(0, size)
      yield rows
      const last = rows.at(-1)
      if (found.length <= size || last === undefined) return
      after = keyOf(last)
    }
  } finally {
    await picture.close()
  }
}

export type Countable = SQLWrapper
/** How many rows a query has. */
export async function countOf(db: Queryable, query: Countable): Promise<number> {
  const { rows } = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from (${query.getSQL()}) listed`,
  )
  return one(rows).count
}
