import {
  dayOf,
  evidenceRequestTransitions,
  findLine,
  isDueWithin,
  isOverdue,
  movesOfRequest,
  takesEvidence,
  type EvidenceRequest,
  type EvidenceRequestAction,
  type EvidenceRequestId,
  type NewEvidenceRequest,
  type SubmissionId,
} from '@thuoc/shared'
import { actorId, type Actor } from '../../platform/actor.ts'
import type { Db, Queryable, Tx } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import { definitionOf } from '../catalogues/index.ts'
import {
  find,
  isAssessing,
  isScorer,
  lock,
  requireRunning,
  requireVisible,
  type SubmissionRow,
} from '../submissions/index.ts'
import * as repository from './evidence-requests.repository.ts'
import { tellSchool, tellTeam } from './team-notices.ts'

export type EvidenceRequestsService = ReturnType<typeof createEvidenceRequestsService>
type Asked = { id: EvidenceRequestId; version: number }

/** What the team asks a school to hand in besides, and its answer. */
export function createEvidenceRequestsService({ db, now }: { db: Db; now: () => Date }) {
  const today = () => dayOf(now())

  async function list(actor: Actor, id: SubmissionId) {
    const row = requireVisible(await find(db, actor, id))
    const items = await repository.listRequests(db, id)
    return { items: items.map((one) => present(actor, row, one, today())), mayAsk: mayAsk(actor, row) }
  }

  /** Of evidence only what the criterion takes is asked for; one request a criterion at a time. */
  const ask = (actor: Actor, id: SubmissionId, wanted: NewEvidenceRequest): Promise<EvidenceRequest> =>
    db.transaction(async (tx) => {
      const row = requireVisible(await lock(tx, actor, id))
      if (!isAssessing(actor, row)) throw new Problem('access.denied')
      const criterion = findLine(await definitionOf(tx, row.set.id), wanted.criterion)?.criterion
      if (!criterion) throw new Problem('line.not-found')
      if (criterion.evidence?.demand === 'none') throw new Problem('evidence.kind-refused')
      requireAssessing(row)
      requireRunning(row)
      if (!isDueWithin(wanted.due, { today: today(), until: row.externalAssessmentDue }))
        throw new Problem('evidence-request.due-outside-window')
      const asked = await repository.insertRequest(tx, actor, id, wanted, now())
      await tellSchool(tx, actor, row, asked, now())
      return present(actor, row, asked, today())
    })

  /** Holds the file and makes one move of the request, as it stands then. */
  const move = (
    actor: Actor,
    { id, version }: Asked,
    action: EvidenceRequestAction,
    write: (tx: Tx, row: SubmissionRow) => Promise<repository.RequestRow>,
  ): Promise<EvidenceRequest> =>
    db.transaction(async (tx) => {
      const { submissionId } = requireFound(await repository.findRequest(tx, id))
      const row = requireFound(await lock(tx, actor, submissionId))
      const mine = { school: isScorer(actor, row), team: isAssessing(actor, row) }
      const { by, from } = evidenceRequestTransitions[action]
      if (!mine[by]) throw new Problem('access.denied')
      const request = requireFound(await repository.findRequest(tx, id))
      if (request.version !== version) throw new Problem('evidence-request.stale')
      requireAssessing(row)
      if (by === 'school') requireRunning(row)
      if (!from.includes(request.status)) throw new Problem('evidence-request.wrong-state')
      if (!movesOfRequest(request, by, today()).includes(action)) throw new Problem('evidence-request.overdue')
      return present(actor, row, await write(tx, row), today())
    })

  const answer = (actor: Actor, { text, ...asked }: Asked & { text: string }) =>
    move(actor, asked, 'answer', async (tx, row) => {
      const signed = { answer: text, answeredAt: now(), answeredBy: actor.name, answeredById: actorId(actor) }
      const answered = await repository.updateRequest(tx, asked.id, { status: 'answered', ...signed })
      await tellTeam(tx, actor, row, answered, now())
      return answered
    })

  const end = (actor: Actor, asked: Asked, action: 'close' | 'withdraw') =>
    move(actor, asked, action, (tx) => {
      const signed = { endedAt: now(), endedBy: actor.name, endedById: actorId(actor) }
      return repository.updateRequest(tx, asked.id, { status: evidenceRequestTransitions[action].to, ...signed })
    })

  return {
    list,
    ask,
    answer,
    close: (actor: Actor, asked: Asked) => end(actor, asked, 'close'),
    withdraw: (actor: Actor, asked: Asked) => end(actor, asked, 'withdraw'),
  }
}

/**
 * The request for which evidence may be added to a criterion of a file that was sent; of any criterion where none is
 * said. Null: there is none that could still be answered.
 */
export async function takingRequest(
  db: Queryable,
  row: Pick<SubmissionRow, 'id' | 'status'>,
  { criterion, now }: { criterion: string | null; now: Date },
): Promise<EvidenceRequestId | null> {
  if (row.status !== 'assessing') return null
  const open = await repository.openRequests(db, row.id)
  const fits = (one: repository.RequestRow) => criterion === null || one.criterionCode === criterion
  return open.find((one) => fits(one) && takesEvidence(one, dayOf(now)))?.id ?? null
}

const mayAsk = (actor: Actor, row: SubmissionRow) =>
  isAssessing(actor, row) && row.status === 'assessing' && row.campaign.closedAt === null

function requireAssessing(row: SubmissionRow) {
  if (row.status !== 'assessing') throw new Problem('submission.wrong-state')
}

/** Hidden and missing requests answer alike. */
function requireFound<T>(found: T | undefined): T {
  if (found === undefined) throw new Problem('evidence-request.not-found')
  return found
}

/** What the actor may do with a request now. */
function actionsOf(actor: Actor, row: SubmissionRow, request: repository.RequestRow, today: string) {
  if (row.status !== 'assessing') return []
  const school = isScorer(actor, row) && row.campaign.closedAt === null
  return [
    ...(school ? movesOfRequest(request, 'school', today) : []),
    ...(isAssessing(actor, row) ? movesOfRequest(request, 'team', today) : []),
  ]
}

function present(actor: Actor, row: SubmissionRow, request: repository.RequestRow, today: string): EvidenceRequest {
  const { id, submissionId, criterionCode: criterion, text, due, status, version } = request
  return {
    ...{ id, submissionId, criterion, text, due, status, version },
    asked: { at: request.askedAt.toISOString(), by: request.askedBy },
    answer: answerOf(request),
    ended: endOf(request),
    overdue: isOverdue(request, today),
    actions: actionsOf(actor, row, request, today),
  }
}

/** The database holds all of these for an answer, or none. */
function answerOf({ answer: text, answeredAt: at, answeredBy: by }: repository.RequestRow): EvidenceRequest['answer'] {
  return text === null || at === null || by === null ? null : { text, at: at.toISOString(), by }
}

function endOf({ endedAt: at, endedBy: by }: repository.RequestRow): EvidenceRequest['ended'] {
  return at === null || by === null ? null : { at: at.toISOString(), by }
}
