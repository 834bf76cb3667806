import { desc, eq, sql } from 'drizzle-orm'
import type { IndicatorSetEntry, IndicatorSetId } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import { newId } from '../../platform/db/columns.ts'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import { indicatorSetEvents } from './catalogues.tables.ts'

/** The product itself, which brings the sets it ships, is neither a person nor a key. */
const idOf = ({ personId, apiKeyId }: Actor) => personId ?? apiKeyId

/** Keeps who did what with a set. */
export async function record(
  tx: Tx,
  actor: Actor,
  indicatorSetId: IndicatorSetId,
  event: Exclude<IndicatorSetEntry['event'], 'saved'>,
  detail: string | null = null,
) {
  await tx
    .insert(indicatorSetEvents)
    .values({ indicatorSetId, event, detail, actorId: idOf(actor), actorName: actor.name })
}

/**
 * Keeps that somebody worked on a draft, once an hour and person: the editor saves by itself every few seconds, and
 * a record of each save would hide what matters. What was changed shows in the differences from the set it came from.
 */
export async function recordSaved(tx: Tx, actor: Actor, id: IndicatorSetId) {
  const by = idOf(actor)
  await tx.execute(sql`insert into indicator_set_events (id, indicator_set_id, event, actor_id, actor_name)
    select ${newId()}::uuid, ${id}::uuid, 'saved', ${by}::uuid, ${actor.name} where not exists (
      select 1 from indicator_set_events where indicator_set_id = ${id}::uuid and event = 'saved'
        and actor_id is not distinct from ${by}::uuid and at > now() - interval '1 hour')`)
}

/** Of sets older than the record, coming to be and publication may bear one time: what begins a set stands last. */
const isBeginning = sql`${indicatorSetEvents.event} in ('created', 'imported', 'derived')`

/** The record of a set, the newest entry first. */
export const listRecord = (db: Queryable, id: IndicatorSetId) =>
  db
    .select()
    .from(indicatorSetEvents)
    .where(eq(indicatorSetEvents.indicatorSetId, id))
    .orderBy(desc(indicatorSetEvents.at), isBeginning, desc(indicatorSetEvents.id))
