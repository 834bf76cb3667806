import { createHash } from 'node:crypto'
import { importSentence } from '@thuoc/shared'
import type { FaultRow } from './imports.repository.ts'
import { fold } from '../../platform/spreadsheet/words.ts'
import type { FoundFault, ImportCheck, ImportKind } from './kind.ts'

/** Faults beyond this are counted, not kept: whoever has so many has chosen the wrong file. */
export const mostFaults = 50_000

/** What is kept of a check. */
export function findingsOf({ name: kind, sheets }: ImportKind, { rowCount, faults, counts, changes }: ImportCheck) {
  const named = inOrder(faults, sheets)
    .slice(0, mostFaults)
    .map((fault): Omit<FaultRow, 'position'> => ({ ...fault, message: importSentence(kind, fault, 'vi') }))
  // Ids are made anew at every check; all else must stay as it was shown. Change by change: together they are megabytes.
  const digest = createHash('sha256').update(`[${JSON.stringify(counts)},[`)
  for (const [at, { thingId: _, ...shown }] of changes.entries())
    digest.update(`${at === 0 ? '' : ','}${JSON.stringify(shown)}`)
  return {
    summary: {
      rowCount,
      faultCount: faults.length,
      counts: counts.filter(({ count }) => count > 0),
      digest: digest.update(']]').digest('hex'),
    },
    faults: named,
    changes,
  }
}

/** As one goes through the file: sheet by sheet, row by row, what holds for a whole sheet first. */
function inOrder(faults: readonly FoundFault[], sheets: ImportKind['sheets']): FoundFault[] {
  const order = new Map(sheets.map(({ name }, at) => [fold(name), at]))
  const keyed = faults.map((fault) => {
    const [, letters = '', digits = '0'] = /^([A-Z]+)(\d+)$/.exec(fault.cell ?? '') ?? []
    const column = [...letters].reduce((total, letter) => total * 26 + letter.charCodeAt(0) - 64, 0)
    return { fault, sheet: order.get(fold(fault.sheet)) ?? sheets.length, row: Number(digits), column }
  })
  return keyed.sort((a, b) => a.sheet - b.sheet || a.row - b.row || a.column - b.column).map(({ fault }) => fault)
}
