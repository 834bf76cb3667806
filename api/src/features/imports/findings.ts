import { createHash } from 'node:crypto'
import { importSentence, type ImportKindName } from '@thuoc/shared'
import type { FaultRow } from './imports.repository.ts'
import type { ImportCheck } from './kind.ts'

/** Faults beyond this are counted, not kept: whoever has so many has chosen the wrong file. */
export const mostFaults = 50_000

/** What is kept of a check. */
export function findingsOf(kind: ImportKindName, { rowCount, faults, counts, changes }: ImportCheck) {
  const named = faults
    .slice(0, mostFaults)
    .map((fault): Omit<FaultRow, 'position'> => ({ ...fault, message: importSentence(kind, fault, 'vi') }))
  // Ids are made anew at every check; all else must stay as it was shown.
  const shown = changes.map(({ thingId: _, ...change }) => change)
  const digest = createHash('sha256')
    .update(JSON.stringify([counts, shown]))
    .digest('hex')
  return {
    summary: { rowCount, faultCount: faults.length, counts: counts.filter(({ count }) => count > 0), digest },
    faults: named,
    changes,
  }
}
