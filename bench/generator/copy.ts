import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import type pg from 'pg'
import { from, type CopyStreamQuery } from 'pg-copy-streams'

/** A value of a row; objects are written as JSON, lists as arrays of PostgreSQL. */
export type Cell = string | number | boolean | Date | null | readonly (string | number)[] | Record<string, unknown>
export type Row = readonly Cell[]

const escaped = (text: string) =>
  text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r')

function written(cell: Cell): string {
  if (cell === null) return '\\N'
  if (typeof cell === 'string') return escaped(cell)
  if (typeof cell === 'number') return String(cell)
  if (typeof cell === 'boolean') return cell ? 't' : 'f'
  if (cell instanceof Date) return cell.toISOString()
  if (Array.isArray(cell)) return escaped(`{${cell.map((one) => JSON.stringify(one)).join(',')}}`)
  return escaped(JSON.stringify(cell))
}

const enough = 256 * 1024

/** Rows on their way into one table. `add` never waits; `settle` is called now and then and waits for the server. */
export class Copying {
  #client: pg.Client
  #stream: CopyStreamQuery
  #pending: string[] = []
  #length = 0
  rows = 0

  constructor(client: pg.Client, table: string, columns: readonly string[]) {
    this.#client = client
    this.#stream = client.query(from(`copy ${table} (${columns.join(', ')}) from stdin`))
  }

  add(row: Row): void {
    const line = `${row.map(written).join('\t')}\n`
    this.#pending.push(line)
    this.#length += line.length
    this.rows += 1
  }

  async settle(least = enough): Promise<void> {
    if (this.#length < least || this.#length === 0) return
    const text = this.#pending.join('')
    this.#pending = []
    this.#length = 0
    if (!this.#stream.write(text)) await once(this.#stream, 'drain')
  }

  /** Ends the copy; its rows are there for good then. */
  async end(): Promise<void> {
    await this.settle(0)
    this.#stream.end()
    await finished(this.#stream)
    await this.#client.end()
  }
}
