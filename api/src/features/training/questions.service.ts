import type { Page, QuestionVersion, TrainingQuestion, TrainingQuestionId, TrainingSessionId } from '@thuoc/shared'
import { z } from 'zod'
import { may, type Actor } from '../../platform/actor.ts'
import type { Db, Queryable, Tx } from '../../platform/db/client.ts'
import { decodeCursor, defaultLimit, toPage, type PageRequest } from '../../platform/page.ts'
import { Problem } from '../../platform/problem.ts'
import type { Announce } from './announcements.ts'
import * as repository from './questions.repository.ts'
import { isTrainer, requireFound } from './training.policy.ts'
import { find, lock } from './training.repository.ts'

export type QuestionsService = ReturnType<typeof createQuestionsService>
type Row = repository.QuestionRow

const isOwn = (actor: Actor, row: Row) => row.unitId === actor.unitId
const isAnswerer = (actor: Actor, row: Row) => isTrainer(actor) && row.organiserUnitId === actor.unitId

/** What invited units ask before and after a session, and what the organiser answers all of them. */
export function createQuestionsService({ db, announce }: { db: Db; announce: Announce }) {
  async function list(
    actor: Actor,
    id: TrainingSessionId,
    query: PageRequest & repository.QuestionFilters,
  ): Promise<Page<TrainingQuestion>> {
    requireFound(await find(db, actor, id))
    const before = decodeCursor(query.cursor, z.uuid())
    const rows = await repository.listQuestions(db, actor, id, query, before, query.limit ?? defaultLimit)
    return toPage(
      rows,
      query,
      (row) => row.id,
      (row) => present(actor, row),
    )
  }

  const ask = (actor: Actor, id: TrainingSessionId, { text }: { text: string }): Promise<TrainingQuestion> =>
    db.transaction(async (tx) => {
      const session = requireFound(await lock(tx, actor, id, 'share'))
      if (session.ownRegistered === null) throw new Problem('training.unit-not-invited')
      if (session.status === 'cancelled') throw new Problem('training.wrong-state')
      const question = await repository.insertQuestion(tx, actor, id, text)
      await announce(tx, actor, { kind: 'training-asked', units: [session.organiser.id], session, reason: '' })
      return answered(tx, actor, question)
    })

  async function answered(tx: Tx, actor: Actor, id: TrainingQuestionId): Promise<TrainingQuestion> {
    return present(actor, requireVisible(await visible(tx, actor, id)))
  }

  /** A question is seen by whoever sees its session. */
  async function visible(from: Queryable, actor: Actor, id: TrainingQuestionId, held?: Row): Promise<Row | undefined> {
    const row = held ?? (await repository.findQuestion(from, actor, id))
    return row && (await find(from, actor, row.sessionId)) ? row : undefined
  }

  async function hold(tx: Tx, actor: Actor, id: TrainingQuestionId): Promise<Row> {
    const row = await repository.lockQuestion(tx, actor, id)
    return requireVisible(row && (await visible(tx, actor, id, row)))
  }

  type Wording = { version: number; text: string }
  const reword = (actor: Actor, id: TrainingQuestionId, { version, text }: Wording): Promise<TrainingQuestion> =>
    db.transaction(async (tx) => {
      const row = await hold(tx, actor, id)
      if (!isOwn(actor, row) && !isAnswerer(actor, row)) throw new Problem('access.denied')
      if (row.version !== version) throw new Problem('training.question-stale')
      if (row.answer !== null && !isAnswerer(actor, row)) throw new Problem('training.question-answered')
      await repository.updateQuestion(tx, actor, id, { text })
      return answered(tx, actor, id)
    })

  type Answer = { version: number; answer: string }
  const answer = (actor: Actor, id: TrainingQuestionId, request: Answer): Promise<TrainingQuestion> =>
    db.transaction(async (tx) => {
      const row = requireAnswerer(actor, await hold(tx, actor, id))
      if (row.version !== request.version) throw new Problem('training.question-stale')
      await repository.updateQuestion(tx, actor, id, { answer: request.answer, answeredBy: actor.name })
      const session = requireFound(await find(tx, actor, row.sessionId))
      await announce(tx, actor, { kind: 'training-answered', units: [row.unitId], session, reason: '' })
      return answered(tx, actor, id)
    })

  type Visibility = { version: number; hidden: boolean; reason: string }
  const moderate = (actor: Actor, id: TrainingQuestionId, request: Visibility): Promise<TrainingQuestion> =>
    db.transaction(async (tx) => {
      const row = requireAnswerer(actor, await hold(tx, actor, id))
      if (row.version !== request.version) throw new Problem('training.question-stale')
      const { hidden, reason } = request
      if (hidden && reason === '') throw new Problem('training.reason-required')
      await repository.updateQuestion(tx, actor, id, { hidden, hiddenReason: hidden ? reason : null })
      return answered(tx, actor, id)
    })

  async function listVersions(actor: Actor, id: TrainingQuestionId): Promise<{ items: QuestionVersion[] }> {
    const question = requireVisible(await visible(db, actor, id))
    const named = knowsNames(actor, question)
    const rows = await repository.listQuestionVersions(db, id)
    const items = rows.map(({ version, text, answer: said, hidden, savedAt, savedBy }) => ({
      ...{ version, text, answer: said, hidden },
      savedAt: savedAt.toISOString(),
      savedBy: named ? savedBy : null,
    }))
    return { items }
  }

  return { list, ask, reword, answer, moderate, listVersions }
}

function requireVisible(row: Row | undefined): Row {
  if (!row) throw new Problem('training.question-not-found')
  return row
}

/** Those who read a question do not answer it. */
function requireAnswerer(actor: Actor, row: Row): Row {
  if (!isAnswerer(actor, row)) throw new Problem('access.denied')
  return row
}

/** Other units read which unit asked; who it was is for that unit and the organiser. */
const knowsNames = (actor: Actor, row: Row) => isOwn(actor, row) || row.organiserUnitId === actor.unitId

function present(actor: Actor, row: Row): TrainingQuestion {
  const { id, unit, text, answer, hidden, edited, version } = row
  const answerer = isAnswerer(actor, row)
  const author = isOwn(actor, row) && may(actor, 'training.register')
  return {
    ...{ id, unit, text, answer, hidden, edited, version },
    askedBy: knowsNames(actor, row) ? row.askedBy : null,
    askedAt: row.askedAt.toISOString(),
    answeredBy: knowsNames(actor, row) ? row.answeredBy : null,
    answeredAt: row.answeredAt?.toISOString() ?? null,
    hiddenReason: row.hiddenReason,
    actions: [
      ...(answerer || (author && answer === null) ? (['edit'] as const) : []),
      ...(answerer ? (['answer', hidden ? 'show' : 'hide'] as const) : []),
    ],
  }
}
