import type { TrainingSessionId, UnitId } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db/client.ts'

/** What invited units are told of a session. */
export type Announcement = {
  kind: 'training-invited' | 'training-changed' | 'training-cancelled' | 'training-answered'
  units: readonly UnitId[]
  session: { id: TrainingSessionId; title: string; startsAt: Date; place: string }
  /** Why it was cancelled; empty otherwise. */
  reason: string
}

/** Tells them, in the transaction that makes it true. */
export type Announce = (tx: Tx, actor: Actor, announcement: Announcement) => Promise<void>
