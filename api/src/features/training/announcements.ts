import type { Permission, TrainingEvent, TrainingSessionId, UnitId } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db/client.ts'
import { sendMail } from '../../platform/mail/index.ts'
import { notify, notifyWithLetter } from '../notices/index.ts'
import { findUnits } from '../org/index.ts'
import { momentText, trainingLetter, type LetterKind, type SessionTold } from './training-letter.ts'

type ToldOf<Kind, More = unknown> = {
  kind: Kind
  units: readonly UnitId[]
  /** Why it was cancelled; empty otherwise. */
  reason: string
} & More

/** Questions and answers are told in the app only, what changes a day by mail as well. */
type Talk = { session: Pick<SessionTold, 'title' | 'startsAt' | 'place'> & { id: TrainingSessionId } }

/** What invited units are told of a session, and its organiser of a question that waits for an answer. */
export type Announcement =
  | ToldOf<LetterKind, { session: SessionTold & { id: TrainingSessionId }; changes: TrainingEvent['changes'] }>
  | ToldOf<'training-asked', Talk>
  | ToldOf<'training-answered', Talk>

/** Tells them, in the transaction that makes it true. */
export type Announce = (tx: Tx, actor: Actor, announcement: Announcement) => Promise<void>

/** Whom it concerns at home: a question those who answer it, everything else those who register people. */
const readerOf = (kind: Announcement['kind']): Permission =>
  kind === 'training-asked' ? 'training.organise' : 'training.register'

/** So many units a statement: each is read by several people. */
const portion = 500

/**
 * By a notice to everybody of these units whom it concerns, and at once by mail those who want to hear so: once a person,
 * also when several of their units are invited. The others find it in their letter of the day.
 */
export const createAnnounce =
  ({ now, sendsMail }: { now: () => Date; sendsMail: boolean }): Announce =>
  async (tx, actor, announcement) => {
    const { kind, units, session, reason } = announcement
    const { id, title, startsAt, place } = session
    const values = { sessionId: id, title, place, at: momentText(startsAt), ...(reason !== '' && { note: reason }) }
    const written = new Set<string>()
    for (let from = 0; from < units.length; from += portion) {
      const those = units.slice(from, from + portion)
      const told = those.map((unitId) => ({ unitId, kind, values }))
      const sending = { to: readerOf(kind), by: actor.name, at: now() }
      if (announcement.kind === 'training-asked' || announcement.kind === 'training-answered') {
        await notify(tx, told, sending)
        continue
      }
      const readers = await notifyWithLetter(tx, told, sending)
      if (!sendsMail) continue
      const names = new Map((await findUnits(tx, those)).map((unit) => [unit.id, unit.name]))
      const letters = readers.flatMap(({ personId, unitId, email, mode }) => {
        if (email === null || mode !== 'at-once' || written.has(personId)) return []
        written.add(personId)
        const unit = names.get(unitId) ?? ''
        return [{ to: email, ...trainingLetter(announcement.kind, unit, announcement.session, announcement) }]
      })
      await sendMail(tx, ...letters)
    }
  }
