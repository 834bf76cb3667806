/** Today in Asia/Ho_Chi_Minh as `2026-11-22`, wherever the server stands. */
export const todayInVietnam = (now = new Date()): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(now)

/** `daysAfter('2026-11-22', 21)` → `2026-12-13`. */
export function daysAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

/** The school year a day falls in; it begins in August: `2026-11-22` → `2026-2027`. */
export function schoolYearOf(day: string): string {
  const year = Number(day.slice(0, 4))
  const first = Number(day.slice(5, 7)) >= 8 ? year : year - 1
  return `${first}-${first + 1}`
}
