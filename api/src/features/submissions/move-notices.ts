import type { NoticeKind, SubmissionAction } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db/client.ts'
import { notifySeats } from '../notices/index.ts'
import { seatsFor, type Audience } from './audience.repository.ts'
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
  'end-objection-time': [body('recognition.nominate', 'file-turn'), school('file-news')],
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

type Made = { action: SubmissionAction; reason: string | null; due: string | null; at: Date }

/** Tells of a move in its transaction: no move without its notices, and none of a move that was not made. */
export async function tellOfMove(tx: Tx, actor: Actor, moved: SubmissionRow, { action, reason, due, at }: Made) {
  const heard = new Set(actor.personId === null ? [] : [actor.personId])
  for (const telling of toldOf[action]) {
    const { kind } = telling
    const seats = (await seatsFor(tx, moved, telling)).filter(({ personId }) => !heard.has(personId))
    const until = due ?? (kind === 'file-turn' ? moved.due : null)
    const values = {
      ...{ submissionId: moved.id, unit: moved.unit.name, action },
      ...(until !== null && { due: until }),
      ...(withReason.includes(kind) && reason?.trim() && { note: reason.trim() }),
    }
    await notifySeats(tx, seats, { kind, values, by: actor.name, at })
    for (const { personId } of seats) heard.add(personId)
  }
}
