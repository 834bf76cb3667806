import type { EvidenceCounts, EvidenceTally } from '../scoring/result.schema.ts'
import type { Evidence } from './evidence.schema.ts'

type Counted = Pick<Evidence, 'kind' | 'toRenew'> & { criteria: readonly string[]; files: readonly { scan: string }[] }

/** What a piece counts as; null: as nothing, because it is of last year or none of its files may be opened. */
function countsAs({ kind, toRenew, files }: Omit<Counted, 'criteria'>): keyof EvidenceTally | null {
  if (toRenew) return null
  if (kind === 'link' || kind === 'figure') return kind
  if (files.some(({ scan }) => scan !== 'infected')) return 'file'
  return kind === 'document' && files.length === 0 ? 'paper' : null
}

/** Pieces of evidence of each criterion, by kind, as the rules count them; the server counts so in SQL. */
export function tallyOf(pieces: readonly Counted[]): EvidenceCounts {
  const counts: Record<string, Required<EvidenceTally>> = {}
  for (const piece of pieces) {
    const kind = countsAs(piece)
    if (kind === null) continue
    for (const code of piece.criteria) (counts[code] ??= { file: 0, link: 0, figure: 0, paper: 0 })[kind]++
  }
  return counts
}
