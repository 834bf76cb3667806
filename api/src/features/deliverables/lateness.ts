import { endOf, isOutstanding, type DeliveryStatus, type LatenessRule } from '@thuoc/shared'

type Dated = {
  status: DeliveryStatus
  lateness: LatenessRule
  /** The last day that counts now, and that of the first round; `2025-01-31`. */
  dueOn: string | null
  firstDueOn: string | null
  firstHandedInAt: Date | null
  handedInAt: Date | null
  /** When the campaign ended; null while it runs. */
  closedAt: Date | null
}

/** Milliseconds from the end of a day until a moment; negative before it. */
const after = (day: string | null, at: Date | null) =>
  day === null || at === null ? [] : [at.getTime() - endOf(day).getTime()]

/**
 * How late a thing came or is missing now, or was missing when its campaign ended: what is wanted against its last day, what is handed in by its first round
 * and by its newest one. `lateness.repository.ts` says the same in SQL, where rows are counted and chosen by it.
 */
export function latenessOf(duty: Dated, now: Date) {
  const { status, lateness, dueOn, firstDueOn, firstHandedInAt, handedInAt, closedAt } = duty
  const wanted = isOutstanding(status)
  const overruns = wanted
    ? after(dueOn, closedAt ?? now)
    : [...after(firstDueOn, firstHandedInAt), ...after(dueOn, handedInAt)]
  const overrun = Math.max(...overruns)
  const late = overrun >= 0
  return {
    late,
    lateMinutes: late ? Math.floor(overrun / 60_000) : null,
    /** The last day is over, and the plan takes nothing later. */
    locked: late && wanted && lateness === 'lock' && closedAt === null,
  }
}
