import type { About, Timing } from './piece.schema.ts'

/** Days before the end of its validity at which a proof is said to run out soon. */
const soon = 30

/** A school year from 1 August to 31 July, as the yearly time frames of the ministry have it (our reading). */
export const boundsOf = (schoolYear: string): { from: string; until: string } => ({
  from: `${schoolYear.slice(0, 4)}-08-01`,
  until: `${schoolYear.slice(5)}-07-31`,
})

const later = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 24 * 3600 * 1000).toISOString().slice(0, 10)

/**
 * Why a proof may not count for its school year; null where nothing speaks against it. What holds for a time counts in
 * every year its validity touches; what has a date alone counts in the year of that date. What says neither is not judged.
 * @param today a day in Asia/Ho_Chi_Minh
 */
export function timingOf({ issuedOn, validFrom, validUntil }: About, schoolYear: string, today: string): Timing | null {
  const { from, until } = boundsOf(schoolYear)
  const begins = validFrom ?? issuedOn
  if (begins !== null && begins > until) return 'outside-year'
  if (validUntil !== null) {
    if (validUntil < from) return 'outside-year'
    if (validUntil < today) return 'expired'
    return validUntil <= later(today, soon) ? 'expiring' : null
  }
  return validFrom === null && issuedOn !== null && issuedOn < from ? 'outside-year' : null
}
