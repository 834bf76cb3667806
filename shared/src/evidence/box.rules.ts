import { z } from 'zod'

/** How the documents of a unit lie in boxes: all in one, one a group of criteria, one a criterion. */
export const boxings = ['one', 'by-group', 'by-criterion'] as const
export const evidenceSettings = z
  .object({ boxes: z.enum(boxings), firstBox: z.int().min(1).max(900) })
  .meta({ id: 'EvidenceSettings' })
export type EvidenceSettings = z.infer<typeof evidenceSettings>
export const oneBox: EvidenceSettings = { boxes: 'one', firstBox: 1 }

/**
 * The box that a new document of a criterion goes into. Source 003 numbers boxes (`H1`, `H2`, …) and says no more.
 * @param criteria the codes of the set in its order; a part lies with its criterion: `1.3.2` with `1.3`
 */
export function boxOf({ boxes, firstBox }: EvidenceSettings, criterion: string, criteria: readonly string[]): number {
  if (boxes === 'one') return firstBox
  const depth = boxes === 'by-group' ? 1 : 2
  const place = (code: string) => code.split('.').slice(0, depth).join('.')
  const places = [...new Set(criteria.map(place))]
  return firstBox + Math.max(0, places.indexOf(place(criterion)))
}
