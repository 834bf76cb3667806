import type { EvidenceCodeScheme } from '../catalogues/indicator-set.schema.ts'

/** A code taken apart: the criterion it was first given with, its running number and, in accreditation, its box. */
export type EvidenceCodeParts = { criterion: string; number: number; box: number }

const twoDigits = (number: number) => String(number).padStart(2, '0')

const format: Record<EvidenceCodeScheme, (parts: EvidenceCodeParts) => string> = {
  accreditation: ({ criterion, number, box }) => `[H${box}-${criterion}-${twoDigits(number)}]`,
  'quality-2026': ({ criterion, number }) => `MC.${criterion}.${twoDigits(number)}`,
}

/** The code as it is written: `[H1-1.3-01]` (box – criterion – number) or `MC.1.3.01` (criterion, number). */
export const evidenceCode = (scheme: EvidenceCodeScheme, parts: EvidenceCodeParts): string => format[scheme](parts)

const plain = (criterion: string) => criterion.split('.').map(Number).join('.')

/**
 * Reads a code however sloppily it was typed (`[h1-1.03-1]`, `H1 - 1.3 - 01`, `mc 1.3.1`); null when it is none.
 */
export function parseEvidenceCode(text: string): (EvidenceCodeParts & { scheme: EvidenceCodeScheme }) | null {
  const bare = text.replace(/[\s[\]()]/g, '').toUpperCase()
  const boxed = /^H(\d{1,3})[-–.](\d{1,2}(?:\.\d{1,2}){0,3})[-–](\d{1,3})$/.exec(bare)
  if (boxed)
    return {
      scheme: 'accreditation',
      box: Number(boxed[1]),
      criterion: plain(boxed[2] ?? ''),
      number: Number(boxed[3]),
    }
  const listed = /^MC\.?(\d{1,2}(?:\.\d{1,2}){0,3})[.–-](\d{1,3})$/.exec(bare)
  if (listed) return { scheme: 'quality-2026', box: 1, criterion: plain(listed[1] ?? ''), number: Number(listed[2]) }
  return null
}
