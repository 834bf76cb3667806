import { addressOfPlace, type CalendarEntry } from '@thuoc/shared'
import ical, { ICalEventStatus } from 'ical-generator'

export type DatedEntry = CalendarEntry & {
  uid: string
  sequence: number
  changedAt: Date
  summary: string
  about: string
}

/** Hours between two visits of a calendar program, as a wish. */
const refreshHours = 1

/**
 * The entries as RFC 5545 has them: what is due on a day is a whole day (VALUE=DATE), a session has its moments in UTC,
 * which no reader mistakes; Vietnam has had no summer time since 1975. The same entries come to the same bytes.
 * @param address where people reach the app, without a trailing slash
 */
export function icalendarOf(name: string, entries: readonly DatedEntry[], address: string): string {
  const calendar = ical({
    name,
    prodId: { company: 'thuoc', product: 'calendar', language: 'VI' },
    ttl: refreshHours * 3600,
    x: [['X-WR-TIMEZONE', 'Asia/Ho_Chi_Minh']],
  })
  for (const entry of entries) calendar.createEvent(eventOf(entry, address))
  // The library leaves out the end of the last line, which is one like others (RFC 5545, 3.1).
  return `${calendar.toString()}\r\n`
}

function eventOf(entry: DatedEntry, address: string) {
  const { startsAt, endsAt, day, place, opens, state } = entry
  return {
    id: entry.uid,
    sequence: entry.sequence,
    // Not the moment of asking: a calendar that has not changed is answered by 304.
    stamp: entry.changedAt,
    lastModified: entry.changedAt,
    ...(startsAt !== null && endsAt !== null
      ? { start: new Date(startsAt), end: new Date(endsAt) }
      : { start: new Date(`${day}T00:00:00Z`), allDay: true }),
    summary: entry.summary,
    description: entry.about,
    ...(place !== '' && { location: place }),
    url: `${address}${addressOfPlace(opens)}`,
    ...(state === 'cancelled' && { status: ICalEventStatus.CANCELLED }),
  }
}
