import type { CalendarEntry } from '@thuoc/shared'
import { formatTime } from '../../platform/ui/format.ts'

type Say = (key: string, values: Record<string, string | number>) => string

/** An entry in a sentence: what is due, or what is held. */
export function entryWords({ kind, code, title, units, startsAt, visit }: CalendarEntry, t: Say): string {
  const time = startsAt === null ? '' : formatTime(startsAt)
  return t(`calendar.entry.${visit ?? kind}`, { code: code ?? '', title, count: units ?? 0, time })
}
