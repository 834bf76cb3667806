import { answer, type Answer, type EvidenceId, type Objection, type Objections } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/client.ts'
import { isAssessing, mayMove, type SubmissionRow } from '../submissions/index.ts'
import { isAnswering, isInTime, isOfSchool } from './objections.policy.ts'
import { evidenceOfObjections, listObjections, type ObjectionRow } from './objections.repository.ts'

/** What an actor sees: drafts are the school’s, answers that are not closed yet the team’s. */
export async function presentObjections(
  db: Queryable,
  actor: Actor,
  row: SubmissionRow,
  now: Date,
): Promise<Objections> {
  const ofSchool = isOfSchool(actor, row)
  const shown = (await listObjections(db, row.id)).filter(
    ({ status }) => status === 'sent' || status === 'answered' || (ofSchool && status === 'draft'),
  )
  const added = await evidenceOfObjections(
    db,
    shown.map(({ id }) => id),
  )
  const ofTeam = isAssessing(actor, row)
  const inTime = isInTime(row, now)
  const sent = shown.filter(({ status }) => status === 'sent')
  return {
    items: shown.map((one) => present(one, added.get(one.id) ?? [], ofTeam)),
    lastDay: row.objectionDue,
    mayWrite: ofSchool && inTime,
    mayObject: inTime && mayMove(actor, row, 'object'),
    mayAccept: row.status === 'result-shown' && mayMove(actor, row, 'accept-result'),
    mayAnswer: row.status === 'objected' && isAnswering(actor, row),
    mayClose:
      row.status === 'objected' &&
      mayMove(actor, row, 'answer-objections') &&
      sent.every(({ outcome }) => outcome !== null),
  }
}

export const decoded = (given: ObjectionRow['wanted']): Answer | null => (given === null ? null : answer.parse(given))

function present(row: ObjectionRow, evidence: EvidenceId[], ofTeam: boolean): Objection {
  const told = row.status === 'answered' || ofTeam
  return {
    ...{ id: row.id, criterion: row.criterionCode, status: row.status, text: row.text, evidence, version: row.version },
    wanted: decoded(row.wanted),
    before: row.before && { answer: answer.parse(row.before.answer), reason: row.before.reason },
    outcome: told ? row.outcome : null,
    reply: told ? row.reply : null,
    changed: told ? decoded(row.changed) : null,
    savedAt: row.savedAt.toISOString(),
    savedBy: row.savedBy,
    sentAt: row.sentAt?.toISOString() ?? null,
    answeredAt: told ? (row.answeredAt?.toISOString() ?? null) : null,
    answeredBy: told ? row.answeredBy : null,
  }
}
