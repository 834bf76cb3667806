/**
 * How long something came after its last day, in the largest unit that says it. Days are those of the calendar, as the
 * due date counts them: on the second day after the last one it is two days late.
 */
export function duration(minutes: number): { unit: 'minutes' | 'hours' | 'days'; count: number } {
  if (minutes < 60) return { unit: 'minutes', count: Math.max(1, minutes) }
  if (minutes < 24 * 60) return { unit: 'hours', count: Math.floor(minutes / 60) }
  return { unit: 'days', count: Math.floor(minutes / (24 * 60)) + 1 }
}
