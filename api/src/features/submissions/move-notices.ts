import type { NoticeKind, SubmissionAction } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db/client.ts'
import { notifySeats, type SeatsTold } from '../notices/index.ts'
import { seatsForEach, type Audience } from './audience.repository.ts'
import type { SubmissionRow } from './submissions.repository.ts'

type Telling = Audience & { kind: NoticeKind }

const school = (kind: NoticeKind): Telling => ({ permission: 'submission.score', tie: 'school', kind })
const head = (kind: NoticeKind): Telling => ({ permission: 'submission.approve', tie: 'school', kind })
const body = (permission: Audience['permission'], kind: NoticeKind): Telling => ({ permission, tie: 'assessor', kind })
const team = (kind: NoticeKind): Telling => ({ permission: 'assessment.score', tie: 'team', kind })

/**
 * Who is told of which move, and as what: whose turn it is next, and whom it concerns. Whoever is named twice hears
 * what stands first; whoever makes the move hears nothing.
 */
export const toldOf: Record<SubmissionAction, readonly Telling[]> = {
  finish: [head('file-turn')],
  'give-back': [school('file-returned')],
  approve: [head('file-turn'), school('file-news')],
  reopen: [school('file-turn')],
  submit: [body('submission.receive', 'file-turn'), school('file-news')],
  withdraw: [body('submission.receive', 'file-news'), head('file-turn')],
  return: [school('file-returned')],
  accept: [body('assessment.organise', 'file-turn'), school('file-news')],
  'open-assessment': [team('file-turn'), school('file-news')],
  'change-team': [team('file-news')],
  'complete-assessment': [head('file-turn'), school('file-result'), body('assessment.organise', 'file-news')],
  'accept-result': [body('recognition.nominate', 'file-turn'), team('file-news')],
  object: [team('file-turn'), body('assessment.organise', 'file-news')],
  'answer-objections': [school('file-result'), body('recognition.nominate', 'file-turn')],
  'end-objection-time': [body('recognition.nominate', 'file-turn'), school('file-news'), team('file-news')],
  'reopen-assessment': [team('file-turn'), school('file-news')],
  nominate: [body('recognition.decide', 'file-turn'), school('file-news')],
  'take-off-list': [body('recognition.nominate', 'file-turn'), school('file-news')],
  recognise: [school('file-result'), body('publication.publish', 'file-turn')],
  refuse: [school('file-result')],
  publish: [school('file-result')],
  'withdraw-publication': [body('publication.publish', 'file-turn'), school('file-news')],
  correct: [school('file-result')],
  revoke: [school('file-result')],
}

/** These say why: what came back, and what was decided. */
const withReason: readonly NoticeKind[] = ['file-returned', 'file-result']

type Told = Pick<SubmissionRow, 'id' | 'campaignUnitId' | 'due'> & {
  unit: Pick<SubmissionRow['unit'], 'id' | 'name'>
  assessor: Pick<SubmissionRow['assessor'], 'id'>
}
/** Who makes the move; nobody by name: the system, when a time has passed. */
type Mover = Pick<Actor, 'personId'> & { name: string | null }
type Made = { row: Told; reason: string | null; due: string | null }

/** Tells of moves in their transaction: no move without its notices, and none of a move that was not made. */
export async function tellOfMoves(
  tx: Tx,
  actor: Mover,
  action: SubmissionAction,
  made: readonly Made[],
  at: Date,
): Promise<void> {
  const heard = new Map(made.map(({ row }) => [row.id, new Set(actor.personId === null ? [] : [actor.personId])]))
  const told: SeatsTold[] = []
  const files = made.map(({ row }) => row)
  const tellings = await Promise.all(
    toldOf[action].map(async (telling) => ({ ...telling, seatsOf: await seatsForEach(tx, files, telling) })),
  )
  for (const { kind, seatsOf } of tellings) {
    for (const { row, reason, due } of made) {
      const before = heard.get(row.id) ?? new Set()
      const seats = (seatsOf.get(row.campaignUnitId) ?? []).filter(({ personId }) => !before.has(personId))
      const until = due ?? (kind === 'file-turn' ? row.due : null)
      const values = {
        ...{ submissionId: row.id, unit: row.unit.name, action },
        ...(until !== null && { due: until }),
        ...(withReason.includes(kind) && reason?.trim() && { note: reason.trim() }),
      }
      told.push({ seats, kind, values })
      for (const { personId } of seats) before.add(personId)
    }
  }
  await notifySeats(tx, told, { by: actor.name, at })
}
