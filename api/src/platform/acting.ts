import { AsyncLocalStorage } from 'node:async_hooks'
import { actorId, type Actor, type Caller } from './actor.ts'

/** Who writes, as the record of changes keeps it: ids only. `via` is the job or command where nobody asked. */
export type Acting = { actorId: string | null; unitId: string | null; via: string | null }

const acting = new AsyncLocalStorage<Acting>()

/** Everything `work` writes to the database, and what it awaits, bears this name in the record. */
export const actingAs = <T>(who: Acting, work: () => T): T => acting.run(who, work)

/** Who is acting here; null where nothing was said. */
export const whoActs = (): Acting | null => acting.getStore() ?? null

/** Whom a request is served for. */
export function actingOf(asker: Actor | Caller | null): Acting {
  if (asker === null) return { actorId: null, unitId: null, via: null }
  if ('permissions' in asker) return { actorId: actorId(asker), unitId: asker.unitId, via: null }
  return { actorId: asker.personId, unitId: null, via: null }
}

/** A job or a command writes. */
export const actingVia = (via: string): Acting => ({ actorId: null, unitId: null, via })
