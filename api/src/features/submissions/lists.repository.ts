import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { anAsker, asAsker, type Actor, type Asker } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/client.ts'
import { eachShape, steady } from '../../platform/db/steady.ts'
import { campaignUnits } from '../campaigns/index.ts'
import { due } from './due.repository.ts'
import { firstListed, type Filters, type ListKey, type Moment, type Sought } from './listed-files.repository.ts'
import { seenBy, type SubmissionRow } from './submissions.repository.ts'
import { submissions } from './submissions.tables.ts'

/** Sort key of lists: by due date, so that late ones come first, then name in Vietnamese order, and id. */
export const urgencyKey = z.tuple([z.iso.date().nullable(), z.string(), z.uuid()])
export type UrgencyKey = z.infer<typeof urgencyKey>
export const urgencyOf = (row: SubmissionRow): UrgencyKey => [row.due, row.unit.name, row.id]
export const byUrgency = sql`coalesce(${due}, 'infinity'), ${campaignUnits.unitName} collate vi, ${submissions.id}`
export const behind = (after: ListKey | null) =>
  after ? sql`(${byUrgency}) > (coalesce(${after.due}::date, 'infinity'), ${after.name}, ${after.id}::uuid)` : undefined
/** Of the last row of a page, and where that will stand in a statement that is written once. */
export const keyIn = ([due, name, id]: UrgencyKey): ListKey => ({ due, name, id })
export const aKey: ListKey = {
  due: sql.placeholder('due'),
  name: sql.placeholder('name'),
  id: sql.placeholder('id'),
}

export type Asked = { after: UrgencyKey | null; limit: number; now: Date }

/** One more than `limit`, to see whether there are more. */
export function list(
  db: Queryable,
  actor: Actor,
  filters: Filters,
  { after, limit, now }: Asked,
): Promise<SubmissionRow[]> {
  const key = after && keyIn(after)
  // How a part of a name is best looked for hangs on the part: planned each time.
  if (filters.q) return these(db, actor, filters, now, { after: key, limit: limit + 1 })
  const isRoot = actor.unitType === 'system'
  return pageOf(filters, isRoot, after !== null)(db, { ...filters, ...asAsker(actor), ...key, now, limit: limit + 1 })
}

const these = (db: Queryable, asker: Asker, sought: Sought, now: Moment, part: Parameters<typeof firstListed>[3]) =>
  seenBy(db, asker, sql`${submissions.id} = any (array(${firstListed(asker, sought, now, part)}))`).orderBy(byUrgency)

/** The statement of a page for each set of filters that was ever asked for. */
function pageOf(
  { campaignId, assessorUnitId, status, late, running, checked }: Filters,
  isRoot: boolean,
  further: boolean,
) {
  const sought: Sought = {
    campaignId: campaignId && sql.placeholder('campaignId'),
    assessorUnitId: assessorUnitId && sql.placeholder('assessorUnitId'),
    status: status && sql.placeholder('status'),
    ...{ late, running, checked },
  }
  return pages({ sought, isRoot, further })
}
const pages = eachShape(({ sought, isRoot, further }: { sought: Sought; isRoot: boolean; further: boolean }) => {
  const asker: Asker = isRoot ? { ...anAsker, unitType: 'system' } : anAsker
  const part = { after: further ? aKey : null, limit: sql.placeholder('limit') }
  return steady((db) => these(db, asker, sought, sql.placeholder('now'), part))
})
