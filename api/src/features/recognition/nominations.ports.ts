import type { NominationList, NominationListId } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db, Queryable } from '../../platform/db/client.ts'

/** A list as the contract shows it; within a transaction, pass the transaction. */
export type ReadList = (source: Queryable, actor: Actor, id: NominationListId) => Promise<NominationList>
/** `now`: the clock of the application. */
export type NominationPorts = { db: Db; now: () => Date }
