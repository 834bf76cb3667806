import { parseDecimal, type Hundredths } from '@thuoc/shared'

/** What may stand in a score field while it is typed: `5`, `5,`, `5,2`, `5.25`. */
const scoreTyping = /^\d{0,4}(?:[.,]\d{0,2})?$/

/** Leaves what a number can be made of: a pasted “5,25 điểm” becomes `5,25`. */
export const cleanScore = (text: string): string => text.replace(/[^\d.,]/g, '')

export const isScoreTyping = (text: string): boolean => scoreTyping.test(text)

/** `5,25` or `5.25` → 525 hundredths; empty → null. @param text one that `isScoreTyping` accepts */
export function parseScore(text: string): Hundredths | null {
  const plain = text.replace(',', '.').replace(/\.$/, '')
  if (plain === '') return null
  return parseDecimal(plain.startsWith('.') ? `0${plain}` : plain)
}

/**
 * Whole figures; the dots and spaces that people put between thousands are left out, and so is what stands behind a
 * decimal comma: a pasted 99,5 is never 995.
 */
export const cleanFigure = (text: string): string =>
  text
    .replace(/,(?!\d{3}(?:\D|$)).*$/, '')
    .replace(/\D/g, '')
    .slice(0, 9)

/** `1.200` → 1200; empty → null. */
export function parseFigure(text: string): number | null {
  const digits = cleanFigure(text)
  return digits === '' ? null : Math.min(Number(digits), 100_000_000)
}
