/** A month as `2026-11`, in the calendar of Vietnam. */
export type Month = string

const utc = (day: string) => new Date(`${day}T00:00:00Z`)
const text = (date: Date) => date.toISOString().slice(0, 10)
const dayMs = 86_400_000

export const monthOf = (day: string): Month => day.slice(0, 7)

/** `stepped('2026-12', 1)` → `2027-01` */
export function stepped(month: Month, by: number): Month {
  const date = utc(`${month}-01`)
  date.setUTCMonth(date.getUTCMonth() + by)
  return monthOf(text(date))
}

/** The weeks that a month touches, Monday first, each of seven days. */
export function weeksOf(month: Month): string[][] {
  const first = utc(`${month}-01`)
  const monday = first.getTime() - ((first.getUTCDay() + 6) % 7) * dayMs
  const end = utc(`${stepped(month, 1)}-01`).getTime()
  const weeks: string[][] = []
  for (let start = monday; start < end; start += 7 * dayMs)
    weeks.push(Array.from({ length: 7 }, (_, at) => text(new Date(start + at * dayMs))))
  return weeks
}
