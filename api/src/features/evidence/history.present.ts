import { evidenceCode, pieceHappening, type EvidenceCodeScheme, type IndicatorSetId } from '@thuoc/shared'
import { z } from 'zod'
import type { Happened } from './history.repository.ts'

/** What is kept of a happening, in whatever year it was kept. */
const kept = z.object({
  name: z.string().optional(),
  names: z.array(z.string()).optional(),
  schoolYear: z.string().optional(),
  from: z.string().optional(),
  to: z.string().optional(),
})
/** The register's own word where the library has the same one for something else. */
const inRegister: Record<string, string> = { added: 'entered', restored: 'stood-again' }

/** @param schemes how codes are written in the registers that are spoken of */
export function presentHappening(row: Happened, schemes: ReadonlyMap<IndicatorSetId, EvidenceCodeScheme>) {
  const { action, at, by, indicatorSetId } = row
  return {
    action: pieceHappening.shape.action.parse(indicatorSetId === null ? action : (inRegister[action] ?? action)),
    about: aboutOf(row, schemes),
    at: at.toISOString(),
    by,
  }
}

function aboutOf(row: Happened, schemes: ReadonlyMap<IndicatorSetId, EvidenceCodeScheme>): string | null {
  const { indicatorSetId, criterion, first, number, box } = row
  const { name, names, schoolYear, from, to } = kept.parse(row.detail)
  if (from !== undefined && to !== undefined) return `${from} → ${to}`
  const scheme = indicatorSetId === null ? undefined : schemes.get(indicatorSetId)
  if (scheme && first !== null && number !== null && box !== null) {
    const code = evidenceCode(scheme, { criterion: first, number, box })
    return row.action === 'renamed' || criterion === null ? code : `${code}, ${criterion}`
  }
  return names?.join(', ') ?? name ?? schoolYear?.replace('-', '–') ?? null
}
