import { and, eq, isNotNull, isNull, sql, type Placeholder } from 'drizzle-orm'
import type { CampaignId, SubmissionStatus, UnitId } from '@thuoc/shared'
import { z } from 'zod'
import { anAsker, asAsker, type Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/client.ts'
import { likeWords } from '../../platform/db/search.ts'
import { steady } from '../../platform/db/steady.ts'
import { campaigns, campaignUnits, visibleTo } from '../campaigns/index.ts'
import { due, dueInStatus, isLate, late, pressing } from './due.repository.ts'
import { columns, seenBy, type SubmissionRow } from './submissions.repository.ts'
import { submissions } from './submissions.tables.ts'

export type Filters = {
  q?: string | undefined
  campaignId?: CampaignId | undefined
  assessorUnitId?: UnitId | undefined
  status?: SubmissionStatus[] | undefined
  late?: boolean | undefined
  running?: boolean | undefined
  checked?: boolean | undefined
}

/** The check on receipt of what was sent last is finished; `requireChecked` says the same of one. */
const isChecked = sql`exists (select 1 from receipt_checks found where found.submission_id = ${submissions.id}
  and found.round = ${submissions.round} and found.finished_at is not null)`

/** Filters, or where they will stand in a statement that is written once. */
type Sought = Omit<Filters, 'campaignId' | 'assessorUnitId' | 'status'> & {
  campaignId?: CampaignId | Placeholder | undefined
  assessorUnitId?: UnitId | Placeholder | undefined
  status?: SubmissionStatus[] | Placeholder | undefined
}
const fits = (
  { q = '', campaignId, assessorUnitId, status, late: wantsLate, running, checked }: Sought,
  now: Date | Placeholder,
) => [
  ...likeWords(q).map((word) => sql`${campaignUnits.search} like unaccented(${word})`),
  campaignId && eq(campaigns.id, campaignId),
  assessorUnitId && eq(campaignUnits.assessorUnitId, assessorUnitId),
  status && sql`${submissions.status} = any (${Array.isArray(status) ? sql.param(status) : status}::text[])`,
  wantsLate === undefined ? undefined : wantsLate ? late(now) : sql`not ${late(now)}`,
  running === undefined ? undefined : running ? isNull(campaigns.closedAt) : isNotNull(campaigns.closedAt),
  checked === undefined ? undefined : checked ? isChecked : sql`not ${isChecked}`,
]

/** Sort key of lists: late ones first, then by due date, name in Vietnamese order, and id. */
export const urgencyKey = z.tuple([z.boolean(), z.iso.date().nullable(), z.string(), z.uuid()])
export type UrgencyKey = z.infer<typeof urgencyKey>
export const urgencyOf = (row: SubmissionRow, now: Date): UrgencyKey => [
  ...([isLate(row, now) && row.campaign.closedAt === null, row.due, row.unit.name, row.id] as const),
]
export const byUrgency = (now: Date | Placeholder) =>
  sql`not ${pressing(now)}, coalesce(${due}, 'infinity'), ${campaignUnits.unitName} collate vi, ${submissions.id}`
export const behind = (after: UrgencyKey | readonly Placeholder[] | null, now: Date | Placeholder) =>
  after
    ? sql`(${byUrgency(now)}) > (not ${after[0]}::boolean, coalesce(${after[1]}::date, 'infinity'), ${after[2]}, ${after[3]}::uuid)`
    : undefined

export type Asked = { after: UrgencyKey | null; limit: number; now: Date }

/** One more than `limit`, to see whether there are more. */
export async function list(db: Queryable, actor: Actor, filters: Filters, asked: Asked): Promise<SubmissionRow[]> {
  if (actor.unitType !== 'system') return listSeen(db, actor, filters, asked)
  // Of the whole country first what is due at all: it comes before all else, and is there for most of the year.
  const { after, limit, now } = asked
  const rows = await seenBy(
    db,
    actor,
    ...fits(filters, now),
    behind(after, now),
    and(isNull(campaigns.closedAt), sql`${dueInStatus} is not null`),
  )
    .orderBy(byUrgency(now))
    .limit(limit + 1)
  return rows.length > limit ? rows : listSeen(db, actor, filters, asked)
}

function listSeen(db: Queryable, actor: Actor, filters: Filters, { after, limit, now }: Asked) {
  // How a part of a name is best looked for hangs on the part: planned each time.
  if (filters.q)
    return seenBy(db, actor, ...fits(filters, now), behind(after, now))
      .orderBy(byUrgency(now))
      .limit(limit + 1)
  const [due, name, id] = after?.slice(1) ?? []
  const values = { now, limit: limit + 1, pressing: after?.[0], due, name, id }
  return pageOf(filters, after !== null)(db, { ...filters, ...asAsker(actor), ...values })
}

/** The statement of a page for each set of filters that was ever asked for. */
const pages = new Map<string, ReturnType<typeof writePage>>()
function pageOf({ campaignId, assessorUnitId, status, late: isLate, running, checked }: Filters, further: boolean) {
  const sought: Sought = {
    campaignId: campaignId && sql.placeholder('campaignId'),
    assessorUnitId: assessorUnitId && sql.placeholder('assessorUnitId'),
    status: status && sql.placeholder('status'),
    ...{ late: isLate, running, checked },
  }
  const key = JSON.stringify([sought, isLate, running, checked, further])
  const known = pages.get(key)
  if (known) return known
  const made = writePage(sought, further)
  pages.set(key, made)
  return made
}

function writePage(sought: Sought, further: boolean) {
  const now = sql.placeholder('now')
  const after = ['pressing', 'due', 'name', 'id'].map((name) => sql.placeholder(name))
  return steady((db) =>
    seenBy(db, anAsker, ...fits(sought, now), behind(further ? after : null, now))
      .orderBy(byUrgency(now))
      .limit(sql.placeholder('limit')),
  )
}

/** How many visible files stand in each status, and how many of those are late. */
export const count = (db: Queryable, actor: Actor, filters: Filters, now: Date) =>
  db
    .select({
      status: submissions.status,
      count: sql<number>`count(*)::int`,
      late: sql<number>`count(*) filter (where ${late(now)})::int`,
    })
    .from(submissions)
    .innerJoin(campaignUnits, eq(campaignUnits.id, submissions.campaignUnitId))
    .innerJoin(campaigns, eq(campaigns.id, campaignUnits.campaignId))
    .where(and(visibleTo(actor), ...fits(filters, now)))
    .groupBy(submissions.status)

/** The same for each assessing body, as it was called when the campaign opened; bodies by name. */
export const countByAssessor = (db: Queryable, actor: Actor, filters: Filters, now: Date) =>
  db
    .select({
      assessor: columns.assessor,
      status: submissions.status,
      count: sql<number>`count(*)::int`,
      late: sql<number>`count(*) filter (where ${late(now)})::int`,
    })
    .from(submissions)
    .innerJoin(campaignUnits, eq(campaignUnits.id, submissions.campaignUnitId))
    .innerJoin(campaigns, eq(campaigns.id, campaignUnits.campaignId))
    .where(and(visibleTo(actor), ...fits(filters, now)))
    .groupBy(...Object.values(columns.assessor), submissions.status)
    .orderBy(sql`${campaignUnits.assessorName} collate vi`, campaignUnits.assessorUnitId, submissions.status)
