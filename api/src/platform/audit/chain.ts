import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { Difference, Finding, Place } from './findings.ts'

const content = z.record(z.string(), z.unknown())
/** The text of an entry, which is what its hash is of. */
const entryText = z.object({
  chain: z.string(),
  number: z.number(),
  table: z.string(),
  key: z.string(),
  action: z.enum(['begin', 'insert', 'update', 'delete']),
  content,
  at: z.string(),
})
const change = z.tuple([z.unknown(), z.unknown()])

/** What stands before the first entry of a chain. */
export const noHash = '0'.repeat(64)
/** Of an entry, in hexadecimal: as `audit_hash` in the database. */
export const hashOf = (before: string, text: string) => createHash('sha256').update(`${before}\n${text}`).digest('hex')

/** A row as the record knows it, and the last entry about it. */
export type Known = { last: Place; row: Record<string, unknown> }

/** Follows one chain entry by entry: whether each leads to the next, and what its rows must look like in the end. */
export function followChain(chain: string, found: (finding: Finding) => void) {
  let [number, hash] = [0, noHash]
  const rows = new Map<string, Known>()

  function next(text: string, kept: string) {
    const entry = entryText.parse(JSON.parse(text))
    const place: Place = { chain, number: entry.number, table: entry.table, key: entry.key, at: entry.at }
    if (entry.number !== number + 1) found({ kind: 'entries-missing', chain, from: number + 1, to: entry.number - 1 })
    else if (hashOf(hash, text) !== kept) found({ kind: 'entry-altered', ...place })
    ;[number, hash] = [entry.number, kept]
    apply(place, entry)
  }

  function apply(place: Place, { action, content: said }: z.infer<typeof entryText>) {
    const name = `${place.table} ${place.key}`
    const known = rows.get(name)
    if (action === 'begin') return void rows.set(name, { last: place, row: said })
    if (action === 'insert') {
      if (known) found({ kind: 'row-missing', last: known.last })
      return void rows.set(name, { last: place, row: said })
    }
    // Without what went before there is nothing to compare; that entries are missing has been said.
    const before = action === 'delete' ? said : mapOf(said, ([was]) => was)
    const differences = known ? differencesOf(known.row, before) : []
    if (known && differences.length > 0) found({ kind: 'row-differed', last: known.last, next: place, differences })
    if (action === 'delete') rows.delete(name)
    else rows.set(name, { last: place, row: { ...known?.row, ...mapOf(said, ([, is]) => is) } })
  }

  return { next, rows, head: () => ({ number, hash }) }
}

/** Columns that both sides know: one that was added since has not been recorded yet, one that was dropped is no more. */
export const differencesOf = (recorded: Record<string, unknown>, present: Record<string, unknown>): Difference[] =>
  Object.entries(present).flatMap(([column, found]) =>
    column in recorded && !isDeepStrictEqual(recorded[column], found)
      ? [{ column, recorded: recorded[column], found }]
      : [],
  )

/** One side of each pair; what is no pair any more has been altered, which the hash says. */
const mapOf = (said: Record<string, unknown>, pick: (pair: z.infer<typeof change>) => unknown) =>
  Object.fromEntries(
    Object.entries(said).flatMap(([column, value]) => {
      const pair = change.safeParse(value)
      return pair.success ? [[column, pick(pair.data)]] : []
    }),
  )
