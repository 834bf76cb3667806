import { sql, type SQL, type SQLWrapper } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import type { PgColumn } from 'drizzle-orm/pg-core'
import pg from 'pg'
import { askDescribed } from './described.ts'
import { mark, SharingPool, streamOf } from './pool.ts'
import type { Db, Queryable } from './queryable.ts'
import { readingRowsOnce } from './rows.ts'

const names = new Map<string, string>()

/** One name for each text: the driver refuses one name for two, and the database plans anew under another. */
function nameOf(text: string): string {
  const known = names.get(text)
  if (known !== undefined) return known
  const name = `${mark}_${names.size}`
  names.set(text, name)
  return name
}

type Prepared<T> = { execute: (values: Record<string, unknown>) => Promise<T> }
export type Statement<T> = { prepare: (name: string) => Prepared<T> }

/**
 * A statement that is asked often: written once, and read and planned once by each connection.
 * `const find = steady((db) => db.select()….where(eq(units.id, sql.placeholder('id'))))`, then `await find(db, { id })`.
 *
 * For statements whose best plan is the same whatever the values are, such as those that look up a key. One whose plan
 * hangs on its values (part of a name, a campaign of ten units or of ten thousand) is better planned each time, as all
 * others are. A list of values is one parameter (`amongst`).
 */
export function steady<T, Values extends Record<string, unknown> = Record<string, unknown>>(
  write: (db: Queryable) => Statement<T>,
): (db: Queryable, values: Values) => Promise<T> {
  const written = new WeakMap<object, Prepared<T>>()
  const ask = (db: Queryable, values: Values): Promise<T> => {
    const on = standing(db)
    const known = written.get(on)
    if (known) return known.execute(values)
    const made = readingRowsOnce(write(on).prepare(mark))
    written.set(on, made)
    return made.execute(values)
  }
  return (db, values) => {
    const said = stills.get(db)
    if (!said) return ask(db, values)
    const question = JSON.stringify(values)
    const ours = said.get(ask) ?? new Map<string, Promise<unknown>>()
    said.set(ask, ours)
    const known = ours.get(question) ?? ask(db, values)
    ours.set(question, known)
    known.catch(() => ours.delete(question))
    return known as Promise<T>
  }
}

/** One statement for each shape of a question, such as which filters are set, written when that is asked for the first time. */
export function eachShape<Shape, Statement>(write: (shape: Shape) => Statement): (shape: Shape) => Statement {
  const written = new Map<string, Statement>()
  return (shape) => {
    const key = JSON.stringify(shape)
    const made = written.get(key) ?? write(shape)
    written.set(key, made)
    return made
  }
}

type Said = Map<unknown, Map<string, Promise<unknown>>>
const stills = new WeakMap<object, Said>()
/**
 * The same database for somebody who writes nothing while reading much by many ways: what a steady statement has answered
 * it answers again, without being asked. Whoever is given an answer leaves it as it is.
 */
export function still<D extends Queryable>(db: D): D {
  const view = Object.create(db) as D
  stills.set(view, new Map())
  return view
}

/**
 * `column` is one of a list of values, all of which stand in one place: `amongst(documents.kind, 'kinds', 'text')`. How
 * long the list is remains unknown to the plan; a list that it can see is planned anew each time, for its length.
 */
export const amongst = (column: SQLWrapper, name: string, type: 'text' | 'uuid') => {
  const array = sql.raw(`${type}[]`)
  return sql`${column} = any ((select ${sql.placeholder(name)}::${array})::${array})`
}

/** `column` is this one value, whose rows are few or many: planned for as many as there are on average. */
export const whichever = (column: SQLWrapper, name: string) => sql`${column} = (select ${sql.placeholder(name)}::uuid)`

/** The values of a row in a steady `insert`: one place for each column. */
export const placesOf = <Row extends object>(columns: { [K in keyof Row]: unknown }) =>
  Object.fromEntries(Object.keys(columns).map((key) => [key, sql`${sql.placeholder(key)}`])) as Record<keyof Row, SQL>

/** In place of those of a row that is there already: what `on conflict` sets. */
export const incoming = <Row extends object>(columns: { [K in keyof Row]: PgColumn }) =>
  Object.fromEntries(
    Object.entries<PgColumn>(columns).map(([key, { name }]) => [key, sql`excluded.${sql.identifier(name)}`]),
  ) as Record<keyof Row, SQL>

/** What goes to these places, as the columns write it. */
export const writtenAs = <Row extends object>(columns: { [K in keyof Row]: PgColumn }, row: Row) =>
  Object.fromEntries(
    Object.entries<PgColumn>(columns).map(([key, column]) => {
      const value: unknown = row[key as keyof Row]
      return [key, value === null ? null : column.mapToDriverValue(value)]
    }),
  )

const ofConnection = new WeakMap<pg.ClientBase, Db>()
function ofClient(client: pg.ClientBase): Db {
  const known = ofConnection.get(client)
  if (known) return known
  const made = drizzle(client as pg.Client)
  ofConnection.set(client, made)
  return made
}

/** The one place that looks into drizzle: what a session runs its statements on. */
const sessionOf = (db: Queryable) => (db as unknown as { session: { client: pg.Pool | pg.ClientBase } }).session

/** A transaction is over in a moment; what is written for its connection serves the next one, too. */
function standing(db: Queryable): Queryable {
  const { client } = sessionOf(db)
  return client instanceof pg.Pool ? db : ofClient(client)
}

/**
 * What is asked for at once in there leaves at once: the answers of `Promise.all` cost one way to the database instead
 * of one each. Within a transaction that is so anyway.
 */
export function together<T>(db: Queryable, read: (on: Queryable) => Promise<T>): Promise<T> {
  const { client } = sessionOf(db)
  return read(client instanceof SharingPool ? ofClient(client.shared) : db)
}

const marksOut = /^(?:begin|savepoint|release savepoint)\b/

/**
 * Gives a steady statement the name of its text. Statements do not wait for the answers of those before them; those of
 * one moment leave in one piece.
 */
export class SteadyClient extends pg.Client {
  #gathering = false

  // The driver takes many shapes; ours only looks for the mark, which drizzle hands on.
  override query = ((config: unknown, ...rest: unknown[]) => {
    const { name, text } = config as { name?: string; text?: string }
    const ask = (...all: unknown[]) => (pg.Client.prototype.query as (...all: unknown[]) => unknown).apply(this, all)
    this.#gather()
    if (name === mark && text !== undefined)
      return askDescribed({ ...(config as object), name: nameOf(text) }, rest, (query) => ask(query))
    const answer = ask(config, ...rest)
    // A transaction is begun, and a part of it begun or done with, by the time of its next statement; only a lost
    // connection could keep it from that, and then no statement goes through. Waiting for the word costs one more way.
    if (text === undefined || !marksOut.test(text) || !(answer instanceof Promise)) return answer
    answer.catch(() => {})
    return Promise.resolve({ rows: [] })
  }) as pg.Client['query']

  #gather() {
    if (this.#gathering) return
    const stream = streamOf(this)
    this.#gathering = true
    stream.cork()
    process.nextTick(() => {
      this.#gathering = false
      stream.uncork()
    })
  }
}
