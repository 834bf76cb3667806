import type { Db, Tx } from '../db/client.ts'
import * as repository from './audit.repository.ts'
import { differencesOf, followChain, type Known } from './chain.ts'
import type { Finding } from './findings.ts'
import { verifyAnchors, type AnchorKept } from './verify-anchors.ts'

/** `expected`: an anchor that somebody wrote down elsewhere. `step` is told of every entry. */
export type Verification = { chain?: string | null; expected?: AnchorKept | null; step?: () => void }
export type Verified = {
  chains: number
  entries: number
  rows: number
  /** The last anchor, to be written down elsewhere; null where there is none yet. */
  anchor: AnchorKept | null
  findings: Finding[]
  /** How many there are besides those listed. */
  more: number
}

/** So many are listed: whoever has to read more reads the log itself. */
const listed = 200
/** So many rows are compared at once. */
const portion = 2000

/**
 * Counts every chain and every anchor again, and compares the followed tables with what the record last said of each
 * row, all in one picture of the database; nobody has to stop work.
 * @param chain only this one: rows that no chain knows are then not looked for
 */
export function verifyRecord(
  db: Pick<Db, 'transaction'>,
  { chain = null, expected = null, step = () => {} }: Verification = {},
) {
  return repository.snapshot(db, async (tx): Promise<Verified> => {
    const findings: Finding[] = []
    let more = 0
    const found = (finding: Finding) => void (findings.length < listed ? findings.push(finding) : (more += 1))

    for (const table of await repository.unwatched(tx)) found({ kind: 'not-followed', table })
    const rows = await rowComparison(tx, found)
    const heads = headComparison(tx, chain, found)
    const counted = await followChains(tx, chain, { found, step, compare: rows.compare, headOf: heads.compare })
    await heads.rest()
    await rows.flush()
    if (chain === null) await rows.findUnknown()
    const anchor = await verifyAnchors(tx, { chain, expected, found })
    return { ...counted, rows: rows.count(), anchor, findings, more }
  })
}

type Head = { number: number; hash: string }
type Following = {
  found: (finding: Finding) => void
  step: () => void
  compare: (rows: Known[]) => Promise<void>
  headOf: (chain: string, head: Head) => Promise<void>
}

async function followChains(tx: Tx, only: string | null, { found, step, compare, headOf }: Following) {
  let [chains, entries] = [0, 0]
  let [id, chain] = ['', followChain('', found)]
  const end = async () => {
    if (id === '') return
    chains += 1
    await headOf(id, chain.head())
    await compare([...chain.rows.values()])
  }
  for await (const entry of repository.entries(tx, only)) {
    if (id !== entry.chain) {
      await end()
      ;[id, chain] = [entry.chain, followChain(entry.chain, found)]
    }
    chain.next(entry.text, entry.hash)
    entries += 1
    step()
  }
  await end()
  return { chains, entries }
}

/** Compares what the record knows with what stands in the tables, some thousand rows at a time. */
async function rowComparison(tx: Tx, found: (finding: Finding) => void) {
  const tables = new Map((await repository.followedTables(tx)).map((table) => [table.name, table]))
  const present = new Map<string, number>()
  let waiting: Known[] = []

  async function flush() {
    const byTable = Map.groupBy(waiting, ({ last }) => last.table)
    waiting = []
    for (const [name, known] of byTable) {
      const table = tables.get(name)
      if (!table) continue
      const keys = known.map(({ row }) => table.keys.map((key) => row[key] ?? null))
      const standing = await repository.presentRows(tx, table, keys)
      present.set(name, (present.get(name) ?? 0) + standing.size)
      known.forEach(({ last, row }, at) => {
        const content = standing.get(at)
        if (content === undefined) return found({ kind: 'row-missing', last })
        const differences = differencesOf(row, content)
        if (differences.length > 0) found({ kind: 'row-differs', last, differences })
      })
    }
  }

  return {
    flush,
    compare: async (known: Known[]) => {
      // The chain of a file may lead to many thousands of rows.
      for (let from = 0; from < known.length; from += portion) {
        waiting.push(...known.slice(from, from + portion))
        if (waiting.length >= portion) await flush()
      }
    },
    count: () => [...present.values()].reduce((sum, one) => sum + one, 0),
    /** More rows than the record knows: which ones is asked only then. */
    findUnknown: async () => {
      for (const table of tables.values())
        if ((await repository.countRows(tx, table.name)) > (present.get(table.name) ?? 0))
          for (const key of await repository.unknownRows(tx, table))
            found({ kind: 'row-unknown', table: table.name, key })
    },
  }
}

/** Walks the kept heads beside the chains, in the same order, so that neither is held in memory. */
function headComparison(tx: Tx, only: string | null, found: (finding: Finding) => void) {
  const kept = repository.heads(tx, only)
  let current: IteratorResult<repository.Head, unknown> | null = null

  const differ = ({ id, number, head }: repository.Head, end: Head) => {
    if (end.number !== number) found({ kind: 'tail-missing', chain: id, recorded: number, found: end.number })
    else if (end.hash !== head) found({ kind: 'head-differs', chain: id, number })
  }
  /** Heads before this chain have no entries any more. */
  async function advanceTo(chain: string | null) {
    current ??= await kept.next()
    while (!current.done && (chain === null || current.value.id < chain)) {
      differ(current.value, { number: 0, hash: '' })
      current = await kept.next()
    }
    return current.done ? null : current.value
  }
  return {
    compare: async (chain: string, end: Head) => {
      const head = await advanceTo(chain)
      if (head?.id !== chain) return found({ kind: 'head-missing', chain })
      differ(head, end)
      current = await kept.next()
    },
    rest: async () => void (await advanceTo(null)),
  }
}
