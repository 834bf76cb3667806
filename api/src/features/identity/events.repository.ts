import { getTableColumns, sql } from 'drizzle-orm'
import type { Actor } from '../../platform/actor.ts'
import { newId } from '../../platform/db/columns.ts'
import type { Tx } from '../../platform/db/client.ts'
import { placesOf, steady, writtenAs } from '../../platform/db/steady.ts'
import { identityEvents } from './identity.tables.ts'

type Event = Omit<typeof identityEvents.$inferInsert, 'id' | 'at'>

const { at: _now, ...columns } = getTableColumns(identityEvents)
const nobody = { actorPersonId: null, actorApiKeyId: null, personId: null, membershipId: null, apiKeyId: null }
const write = steady((db) => db.insert(identityEvents).values(placesOf(columns)))
/** Writes a line of the trail of rights, in the transaction of the change that it tells of. */
export async function record(tx: Tx, event: Event) {
  await write(
    tx,
    writtenAs(columns, { ...nobody, unitId: null, address: null, detail: {}, ...event, id: newId<string>() }),
  )
}

/** The same for thousands of lines, as one parameter: a value each would be more than a statement takes. */
export async function recordAll(tx: Tx, events: readonly Event[]) {
  if (events.length === 0) return
  const rows = events.map((event) => ({ detail: {}, ...event, id: newId<string>() }))
  await tx.execute(sql`
    insert into identity_events (id, action, actor_person_id, actor_api_key_id, person_id, membership_id, api_key_id,
      unit_id, address, detail)
    select id, action, "actorPersonId", "actorApiKeyId", "personId", "membershipId", "apiKeyId", "unitId", address, detail
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (id uuid, action text, "actorPersonId" uuid,
      "actorApiKeyId" uuid, "personId" uuid, "membershipId" uuid, "apiKeyId" uuid, "unitId" uuid, address inet, detail jsonb)`)
}

/** Who did it, for the trail. */
export const by = (actor: Pick<Actor, 'personId' | 'apiKeyId'>) => ({
  actorPersonId: actor.personId,
  actorApiKeyId: actor.apiKeyId,
})
