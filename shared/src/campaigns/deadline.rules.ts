/** Vietnam keeps UTC+7 all year round, so the end of a day needs no calendar of time zones. */
const offset = '+07:00'

/** The moment at which a last day is over: 00:00 of the next day in Asia/Ho_Chi_Minh. @param day `2025-01-31` */
export function endOf(day: string): Date {
  const start = new Date(`${day}T00:00:00${offset}`)
  return new Date(start.getTime() + 24 * 60 * 60 * 1000)
}

/** Whether what happened at `at` came after the last day: 23:59:59.999 is in time, 00:00:00 of the next day is not. */
export const isPast = (day: string, at: Date): boolean => at >= endOf(day)

/** The day so many days after `day` (`2027-01-31`). */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)

/** The day in Asia/Ho_Chi_Minh that `at` falls on, as `2025-01-31`. */
export const dayOf = (at: Date): string => new Date(at.getTime() + 7 * 60 * 60 * 1000).toISOString().slice(0, 10)

/** Dates a plan, a managing body within it and an extension give; each may say nothing. */
export type Dates = { planned: string | null; body: string | null; extended: string | null }

/**
 * The last day that counts: an extension for the unit before the managing body's own date before the plan's. The view
 * `milestone_duties` says the same in SQL.
 */
export const dueOn = ({ planned, body, extended }: Dates): string | null => extended ?? body ?? planned
