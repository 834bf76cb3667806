import { sql, type Placeholder } from 'drizzle-orm'
import { z } from 'zod'
import { anAsker, asAsker, type Actor, type Asker } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/client.ts'
import { steady } from '../../platform/db/steady.ts'
import { campaignUnits } from '../campaigns/index.ts'
import { due } from './due.repository.ts'
import { firstListed, type Filters, type Moment, type Sought } from './listed-files.repository.ts'
import { seenBy, type SubmissionRow } from './submissions.repository.ts'
import { submissions } from './submissions.tables.ts'

/** Sort key of lists: by due date, so that late ones come first, then name in Vietnamese order, and id. */
export const urgencyKey = z.tuple([z.iso.date().nullable(), z.string(), z.uuid()])
export type UrgencyKey = z.infer<typeof urgencyKey>
export const urgencyOf = (row: SubmissionRow): UrgencyKey => [row.due, row.unit.name, row.id]
export const byUrgency = sql`coalesce(${due}, 'infinity'), ${campaignUnits.unitName} collate vi, ${submissions.id}`
export const behind = (after: UrgencyKey | null) =>
  after ? sql`(${byUrgency}) > (coalesce(${after[0]}::date, 'infinity'), ${after[1]}, ${after[2]}::uuid)` : undefined

export type Asked = { after: UrgencyKey | null; limit: number; now: Date }

/** One more than `limit`, to see whether there are more. */
export function list(
  db: Queryable,
  actor: Actor,
  filters: Filters,
  { after, limit, now }: Asked,
): Promise<SubmissionRow[]> {
  const [due = null, name = '', id = ''] = after ?? []
  const key = after && { due, name, id }
  // How a part of a name is best looked for hangs on the part: planned each time.
  if (filters.q) return these(db, actor, filters, now, { after: key, limit: limit + 1 })
  const isRoot = actor.unitType === 'system'
  return pageOf(filters, isRoot, after !== null)(db, { ...filters, ...asAsker(actor), ...key, now, limit: limit + 1 })
}

const these = (db: Queryable, asker: Asker, sought: Sought, now: Moment, part: Parameters<typeof firstListed>[3]) =>
  seenBy(db, asker, sql`${submissions.id} = any (array(${firstListed(asker, sought, now, part)}))`).orderBy(byUrgency)

/** The statement of a page for each set of filters that was ever asked for. */
const pages = new Map<string, ReturnType<typeof writePage>>()
function pageOf(filters: Filters, isRoot: boolean, further: boolean) {
  const { campaignId, assessorUnitId, status, late, running, checked } = filters
  const sought: Sought = {
    campaignId: campaignId && sql.placeholder('campaignId'),
    assessorUnitId: assessorUnitId && sql.placeholder('assessorUnitId'),
    status: status && sql.placeholder('status'),
    ...{ late, running, checked },
  }
  const key = JSON.stringify([sought, isRoot, further])
  const known = pages.get(key)
  if (known) return known
  const made = writePage(sought, isRoot, further)
  pages.set(key, made)
  return made
}

function writePage(sought: Sought, isRoot: boolean, further: boolean) {
  const place = (name: string): Placeholder => sql.placeholder(name)
  const after = further ? { due: place('due'), name: place('name'), id: place('id') } : null
  const asker: Asker = isRoot ? { ...anAsker, unitType: 'system' } : anAsker
  return steady((db) => these(db, asker, sought, place('now'), { after, limit: place('limit') }))
}
