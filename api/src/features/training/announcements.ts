import type { TrainingSessionId, UnitId } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db/client.ts'
import { notify } from '../notices/index.ts'

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

/** So many units a statement: each is read by several people. */
const portion = 500
const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Ho_Chi_Minh',
  ...({ day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit' } as const),
})

/** `08:30 03/12/2026`, in Vietnam. */
const momentText = (at: Date) => clock.format(at).split(', ').toReversed().join(' ')

/** By a notice to everybody of these units who may register. */
export const announceByNotice =
  (now: () => Date): Announce =>
  async (tx, actor, { kind, units, session, reason }) => {
    const { id, title, startsAt, place } = session
    const values = { sessionId: id, title, place, at: momentText(startsAt), ...(reason !== '' && { note: reason }) }
    for (let from = 0; from < units.length; from += portion) {
      const told = units.slice(from, from + portion).map((unitId) => ({ unitId, kind, values }))
      await notify(tx, told, { to: 'training.register', by: actor.name, at: now() })
    }
  }
