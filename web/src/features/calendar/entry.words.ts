import type { CalendarEntry } from '@thuoc/shared'
import type { RouteLocationRaw } from 'vue-router'
import { formatTime } from '../../platform/ui/format.ts'

type Say = (key: string, values: Record<string, string | number>) => string

/** An entry in a sentence: what is due, or what is held. */
export function entryWords({ kind, code, title, units, startsAt }: CalendarEntry, t: Say): string {
  const time = startsAt === null ? '' : formatTime(startsAt)
  return t(`calendar.entry.${kind}`, { code: code ?? '', title, count: units ?? 0, time })
}

export function entryTarget({ thing }: CalendarEntry): RouteLocationRaw {
  return { name: thing.kind, params: { id: thing.id } }
}
