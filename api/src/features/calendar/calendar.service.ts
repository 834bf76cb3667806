import { createHash, randomBytes } from 'node:crypto'
import {
  calendarKinds,
  type CalendarEntry,
  type CalendarFeed,
  type CalendarKind,
  type CampaignId,
  type MembershipId,
} from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import { aboutOf, calendarName, summaryOf } from './calendar-words.ts'
import { listEntries, type Days } from './calendar.repository.ts'
import { findBySecret, findFeed, markFetched, renewFeed, reviseEntries, revokeFeed } from './feeds.repository.ts'
import { icalendarOf } from './icalendar.ts'

export type CalendarService = ReturnType<typeof createCalendarService>

const longest = 400
const dayMs = 86_400_000
/** What a calendar program is told: what lies a season back, and everything ahead. */
const feedDays = { before: 120, after: 800 }

const digest = (secret: string) => createHash('sha256').update(secret).digest()
const dayAfter = (now: Date, days: number) =>
  new Date(now.getTime() + 7 * 3_600_000 + days * dayMs).toISOString().slice(0, 10)
const order = (a: CalendarEntry, b: CalendarEntry) =>
  a.day.localeCompare(b.day) || (a.startsAt ?? '').localeCompare(b.startsAt ?? '') || a.id.localeCompare(b.id)

type Ports = {
  db: Db
  /** Where people reach the app, without a trailing slash. */
  address: string
  now: () => Date
}

export function createCalendarService({ db, address, now }: Ports) {
  type Query = Days & { kind?: CalendarKind | undefined; campaignId?: CampaignId | undefined }
  async function list(actor: Actor, { from, until, kind, campaignId }: Query) {
    if (until < from || Date.parse(until) - Date.parse(from) > longest * dayMs)
      throw new Problem('request.invalid', { errors: [{ path: '/until', message: `At most ${longest} days` }] })
    const entries = await listEntries(
      db,
      { unit: actor.unitId, person: actor.personId },
      kind ? [kind] : calendarKinds,
      { from, until },
    )
    const campaigns = new Map(entries.flatMap(({ campaign }) => (campaign ? [[campaign.id, campaign]] : [])))
    const wanted = entries.filter(({ campaign }) => campaignId === undefined || campaign?.id === campaignId)
    return { items: wanted.toSorted(order), campaigns: [...campaigns.values()] }
  }

  /** Somebody reads their calendar; a machine reads the list. */
  function requirePerson({ membershipId }: Actor): MembershipId {
    if (membershipId === null) throw new Problem('access.denied')
    return membershipId
  }

  async function feedOf(actor: Actor): Promise<{ feed: CalendarFeed | null }> {
    const row = await findFeed(db, requirePerson(actor))
    return { feed: row ? present(row) : null }
  }

  /** The secret is answered once; we keep its hash. */
  async function renew(actor: Actor): Promise<{ feed: CalendarFeed; url: string }> {
    const secret = randomBytes(32).toString('base64url')
    const row = await renewFeed(db, requirePerson(actor), digest(secret))
    return { feed: present(row), url: `${address}/api/v1/calendar-feeds/${secret}/thuoc.ics` }
  }

  async function revoke(actor: Actor): Promise<{ feed: null }> {
    await revokeFeed(db, requirePerson(actor))
    return { feed: null }
  }

  /**
   * The calendar behind a secret address. Unknown, revoked and ended ones answer alike.
   * @throws Problem `calendar-feed.not-found`
   */
  async function read(secret: string): Promise<{ content: string; etag: string }> {
    const owner = await findBySecret(db, digest(secret))
    if (!owner) throw new Problem('calendar-feed.not-found')
    const { feedId, unitId, unitName, personId } = owner
    const days = { from: dayAfter(now(), -feedDays.before), until: dayAfter(now(), feedDays.after) }
    const entries = (await listEntries(db, { unit: unitId, person: personId }, calendarKinds, days))
      .toSorted(order)
      .map((entry) => ({
        ...entry,
        uid: `${entry.id.replaceAll(':', '-')}-${unitId}@thuoc`,
        summary: summaryOf(entry),
        about: aboutOf(entry, unitName),
      }))
    const prints = entries.map(({ uid, ...said }) => ({
      uid,
      fingerprint: digest(JSON.stringify(said)).toString('hex'),
    }))
    const revisions = await reviseEntries(db, feedId, prints)
    const dated = entries.flatMap((entry) => {
      const revision = revisions.get(entry.uid)
      return revision ? [{ ...entry, ...revision }] : []
    })
    await markFetched(db, feedId)
    const content = icalendarOf(calendarName(unitName), dated, address)
    return { content, etag: `"${digest(content).toString('base64url')}"` }
  }

  return { list, feedOf, renew, revoke, read }
}

const present = ({ createdAt, lastFetchedAt }: { createdAt: Date; lastFetchedAt: Date | null }): CalendarFeed => ({
  createdAt: createdAt.toISOString(),
  lastFetchedAt: lastFetchedAt?.toISOString() ?? null,
})
