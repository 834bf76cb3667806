const dayMs = 86_400_000
const dayNumber = (day: string) => Date.parse(day) / dayMs

export type TimelinePoint = {
  name: 'today' | 'self' | 'external'
  day: string
  /** From 0 to 100, left to right. */
  at: number
  conflict: boolean
}

/**
 * Where today and the two deadlines stand on one line, with air at both ends.
 * The external assessment before the self-assessment is a conflict.
 */
export function timelineOf(today: string, selfDue: string, externalDue: string): TimelinePoint[] {
  const days = [today, selfDue, externalDue].map(dayNumber)
  const first = Math.min(...days)
  const span = Math.max(...days) - first || 1
  const point = (name: TimelinePoint['name'], day: string, conflict = false): TimelinePoint => ({
    name,
    day,
    at: Math.round((6 + ((dayNumber(day) - first) / span) * 88) * 100) / 100,
    conflict,
  })
  return [
    point('today', today),
    point('self', selfDue, selfDue > externalDue),
    point('external', externalDue, selfDue > externalDue),
  ]
}
