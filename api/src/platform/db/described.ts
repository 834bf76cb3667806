import { isDeepStrictEqual } from 'node:util'
import pg from 'pg'

/** What the rows of a statement are made of, as the driver keeps it with each result. */
type Shape = { fields: unknown; _parsers: unknown; _prebuiltEmptyResultObject: unknown }
type Connection = { describe: (what: unknown) => void }
type Done = (error: Error | null, result: pg.QueryResult) => void
/** What is used of the driver’s own query; its types say less. */
type Driven = {
  name: string
  callback: Done
  _result: Shape
  _accumulateRows: unknown
  submit(connection: Connection): Error | null
  handleRowDescription(message: unknown): void
}
const Driven = pg.Query as unknown as new (config: unknown, values: unknown) => Driven

/** By the name of the statement; mostly the same on all connections. */
const shapes = new Map<string, Shape>()
const known = new WeakMap<Connection, Map<string, Shape>>()

/**
 * A named statement that asks once on each connection what its rows are made of, and not with every answer: PostgreSQL puts
 * the description together each time, and the driver takes it apart. Where a table changes under a statement, PostgreSQL
 * refuses it (`cached plan must not change result type`) instead of answering with other columns.
 */
class DescribedOnce extends Driven {
  #on: Connection | null = null

  override submit(connection: Connection) {
    this.#on = connection
    const shape = known.get(connection)?.get(this.name)
    if (!shape) return super.submit(connection)
    Object.assign(this._result, shape)
    this._accumulateRows = true
    return super.submit(incuriousOne(connection))
  }

  override handleRowDescription(message: unknown) {
    super.handleRowDescription(message)
    if (!this.#on) return
    const { fields, _parsers, _prebuiltEmptyResultObject } = this._result
    const before = shapes.get(this.name)
    const shape =
      before && isDeepStrictEqual(before.fields, fields) ? before : { fields, _parsers, _prebuiltEmptyResultObject }
    shapes.set(this.name, shape)
    const here = known.get(this.#on) ?? new Map<string, Shape>()
    known.set(this.#on, here.set(this.name, shape))
  }
}

const incurious = new WeakMap<Connection, Connection>()
/** The connection as one that does not ask what rows are made of. */
function incuriousOne(connection: Connection): Connection {
  const made = incurious.get(connection) ?? Object.assign(Object.create(connection) as Connection, { describe() {} })
  incurious.set(connection, made)
  return made
}

/** Asks a statement that has a name, by way of `send`. @param rest its values and what is told of the answer, as the driver takes them */
export function askDescribed(config: unknown, rest: readonly unknown[], send: (query: unknown) => void) {
  const told = rest.find((one): one is Done => typeof one === 'function')
  const query = new DescribedOnce(config, Array.isArray(rest[0]) ? rest[0] : undefined)
  if (!told)
    return new Promise<pg.QueryResult>((resolve, reject) => {
      query.callback = (error, result) => (error ? reject(error) : resolve(result))
      send(query)
    })
  query.callback = told
  send(query)
  return undefined
}
