/** Why a typed day is not taken: before the first that may be chosen, behind the last, or no day at all. */
export type DayRefusal = 'early' | 'late' | 'unknown'

/**
 * @param typed as people write it: 15/03/2025
 * @param limits the first and the last day that may be chosen, as `2025-03-15`
 * @returns null for what is taken, and for nothing typed
 */
export function refusalOf(typed: string, limits: { from?: string; until?: string }): DayRefusal | null {
  const text = typed.trim()
  if (text === '') return null
  const [, date = '', month = '', year = ''] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? []
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  const at = new Date(`${day}T00:00:00Z`)
  if (Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== day) return 'unknown'
  if (limits.from && day < limits.from) return 'early'
  return limits.until && day > limits.until ? 'late' : null
}
