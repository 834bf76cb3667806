import { getTableColumns, type SQL } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import type { Tx } from './queryable.ts'
import { placesOf, steady, writtenAs } from './steady.ts'

/** Rows a statement: PostgreSQL takes 65,535 parameters. */
const batch = 2_000
/** So many leave together sooner than a statement for them is written and planned. */
const few = 8

/**
 * Writes rows of a table whose rows mostly come one by one, such as the entries of a timeline: the statement of a single
 * row is `steady` and serves a few of them, many go in batches. `await add(tx, rows)`; rows hold values, no SQL.
 * @param worked what PostgreSQL works out, by column: `{ unitName: sql`(select … ${sql.placeholder('place')})` }`; the
 *   values of its placeholders go with the rows
 */
export function appending<Table extends PgTable, Worked extends string = never>(
  table: Table,
  worked: Record<Worked, SQL> = {} as Record<Worked, SQL>,
) {
  type Row = Omit<Table['$inferInsert'], Worked>
  const columns = Object.entries<PgColumn>(getTableColumns(table)).filter(([key]) => !(key in worked))
  const shapes = new Map<string, ReturnType<typeof ofShape>>()
  const ofShape = (given: Record<string, PgColumn>) =>
    steady((db) => db.insert(table).values({ ...placesOf(given), ...worked } as unknown as Table['$inferInsert']))

  async function addOne(tx: Tx, row: Record<string, unknown>, values: Record<string, unknown>) {
    const held = columns.flatMap(([key, column]) => {
      const value = row[key] === undefined ? column.defaultFn?.() : row[key]
      return value === undefined ? [] : [{ key, column, value }]
    })
    const given = Object.fromEntries(held.map(({ key, column }) => [key, column]))
    const shape = Object.keys(given).join()
    const known = shapes.get(shape) ?? ofShape(given)
    shapes.set(shape, known)
    const written = writtenAs(given, Object.fromEntries(held.map(({ key, value }) => [key, value])))
    await known(tx, { ...written, ...values })
  }

  return async (tx: Tx, rows: readonly Row[], values: Record<string, unknown> = {}): Promise<void> => {
    if (rows.length <= few) {
      await Promise.all(rows.map((row) => addOne(tx, row, values)))
      return
    }
    for (let from = 0; from < rows.length; from += batch) {
      const some = rows.slice(from, from + batch).map((row): Table['$inferInsert'] => ({ ...row, ...worked }))
      await tx.insert(table).values(some).prepare('').execute(values)
    }
  }
}
