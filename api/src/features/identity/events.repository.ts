import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db/client.ts'
import { identityEvents } from './identity.tables.ts'

type Event = Omit<typeof identityEvents.$inferInsert, 'id' | 'at'>

/** Writes a line of the trail of rights, in the transaction of the change that it tells of. */
export async function record(tx: Tx, event: Event) {
  await tx.insert(identityEvents).values(event)
}

/** Rows a statement: PostgreSQL takes 65,535 parameters. */
const batch = 2_000

export async function recordAll(tx: Tx, events: readonly Event[]) {
  for (let from = 0; from < events.length; from += batch)
    await tx.insert(identityEvents).values(events.slice(from, from + batch))
}

/** Who did it, for the trail. */
export const by = (actor: Pick<Actor, 'personId' | 'apiKeyId'>) => ({
  actorPersonId: actor.personId,
  actorApiKeyId: actor.apiKeyId,
})
