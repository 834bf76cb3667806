import { createHash, type Hash } from 'node:crypto'
import type { Tx } from '../db/client.ts'
import * as repository from './audit.repository.ts'
import { noHash } from './chain.ts'
import type { Finding } from './findings.ts'

/** An anchor as somebody writes it down: number and hash. */
export type AnchorKept = { number: number; hash: string }
type Asked = { chain: string | null; expected: AnchorKept | null; found: (finding: Finding) => void }

/** Counts the anchors again and asks of each anchored head whether its chain still leads to it. @returns the last one */
export async function verifyAnchors(tx: Tx, { chain, expected, found }: Asked): Promise<AnchorKept | null> {
  let last: AnchorKept = { number: 0, hash: noHash }
  const at: { anchor: { number: number; at: string; kept: string; hash: Hash } | null } = { anchor: null }
  const standing = new Map<number, string>()

  const end = () => {
    if (!at.anchor) return
    const { number, kept, hash } = at.anchor
    if (hash.digest('hex') !== kept) found({ kind: 'anchor-altered', anchor: number, at: at.anchor.at })
    if (number === expected?.number) standing.set(number, kept)
    last = { number, hash: kept }
  }
  for await (const row of repository.anchoredHeads(tx)) {
    if (at.anchor?.number !== row.anchor) {
      end()
      if (row.anchor !== last.number + 1) found({ kind: 'anchors-missing', from: last.number + 1, to: row.anchor - 1 })
      const hash = createHash('sha256').update(`${last.hash}\n${row.anchor} ${row.at}`)
      at.anchor = { number: row.anchor, at: row.at, kept: row.hash, hash }
    }
    if (row.chain !== null) at.anchor.hash.update(`\n${row.chain} ${row.number} ${row.head}`)
  }
  end()
  const now = expected && (standing.get(expected.number) ?? null)
  if (expected && now !== expected.hash)
    found({ kind: 'anchor-unexpected', anchor: expected.number, expected: expected.hash, found: now })
  for (const lost of await repository.lostHeads(tx, chain)) found({ kind: 'anchored-differs', ...lost })
  return last.number === 0 ? null : last
}
