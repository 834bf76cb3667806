import { plainCode } from '../catalogues/criterion.schema.ts'
import { evidenceCodeScheme, type EvidenceCodeScheme } from '../catalogues/indicator-set.schema.ts'

/** A code taken apart: the criterion it was first given with, its running number and, in accreditation, its box. */
export type EvidenceCodeParts = { criterion: string; number: number; box: number }

const twoDigits = (number: number) => String(number).padStart(2, '0')

const format: Record<EvidenceCodeScheme, (parts: EvidenceCodeParts) => string> = {
  accreditation: ({ criterion, number, box }) => `[H${box}-${criterion}-${twoDigits(number)}]`,
  'quality-2026': ({ criterion, number }) => `MC.${criterion}.${twoDigits(number)}`,
}

/** The code as it is written: `[H1-1.3-01]` (box – criterion – number) or `MC.1.3.01` (criterion, number). */
export const evidenceCode = (scheme: EvidenceCodeScheme, parts: EvidenceCodeParts): string => format[scheme](parts)

/** One spelling of what people type: capitals, no brackets, no space but between two figures, where it separates. */
const bare = (text: string) =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[[\](){}【】〔〕]/g, ' ')
    .replace(/[\p{Pd}−⁃_/]/gu, '-')
    .replace(/\s*([-.:])\s*/g, '$1')
    .trim()
    .replace(/(?<=\d)\s+(?=\d)/g, '-')
    .replace(/\s+/g, '')

/** With points alone (`H1.1.3.1`) the last figure is the number; a mixed `H1-1.3.1` may as well lack its number. */
const forms: Record<EvidenceCodeScheme, readonly RegExp[]> = {
  accreditation: [
    /^H(?<box>\d{1,3})[-.](?<criterion>\d{1,2}(?:\.\d{1,2}){0,3})-(?<number>\d{1,3})$/,
    /^H(?<box>\d{1,3})\.(?<criterion>\d{1,2}(?:\.\d{1,2}){1,3})\.(?<number>\d{1,3})$/,
  ],
  'quality-2026': [/^MC[-.:]?(?<criterion>\d{1,2}(?:\.\d{1,2}){0,3})[-.](?<number>\d{1,3})$/],
}

/**
 * Reads a code however sloppily it was typed (`[h1-1.03-1]`, `H1 - 1.3 - 01`, `mc 1.3.1`); null when it is none.
 */
export function parseEvidenceCode(text: string): (EvidenceCodeParts & { scheme: EvidenceCodeScheme }) | null {
  const code = bare(text)
  for (const scheme of evidenceCodeScheme.options) {
    const found = forms[scheme].map((form) => form.exec(code)?.groups).find((groups) => groups !== undefined)
    const { box = '1', criterion = '', number = '0' } = found ?? {}
    if (Number(box) > 0 && Number(number) > 0)
      return { scheme, box: Number(box), criterion: plainCode(criterion), number: Number(number) }
  }
  return null
}
