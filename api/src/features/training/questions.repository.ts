import { and, desc, eq, getTableColumns, isNotNull, isNull, sql, type SQL } from 'drizzle-orm'
import type { TrainingQuestionId, TrainingSessionId } from '@thuoc/shared'
import { actorId, type Actor } from '../../platform/actor.ts'
import { one, type Queryable, type Tx } from '../../platform/db/client.ts'
import { likeWords } from '../../platform/db/search.ts'
import { invitedUnit } from './attendance.repository.ts'
import {
  trainingInvitations,
  trainingQuestions,
  trainingQuestionVersions,
  trainingSessions,
} from './training.tables.ts'

const withUnit = (db: Queryable) =>
  db
    .select({
      ...getTableColumns(trainingQuestions),
      unit: invitedUnit,
      organiserUnitId: trainingSessions.organiserUnitId,
      edited: sql<boolean>`exists (select 1 from training_question_versions before
        where before.question_id = ${trainingQuestions.id} and before.text <> ${trainingQuestions.text})`,
    })
    .from(trainingQuestions)
    .innerJoin(trainingSessions, eq(trainingSessions.id, trainingQuestions.sessionId))
    .innerJoin(
      trainingInvitations,
      and(
        eq(trainingInvitations.sessionId, trainingQuestions.sessionId),
        eq(trainingInvitations.unitId, trainingQuestions.unitId),
      ),
    )
/** A question with the unit that asked and the one that answers. */
export type QuestionRow = Awaited<ReturnType<typeof withUnit>>[number]

/** A hidden question is there for the unit that asked and the organiser only. */
const seenBy = (actor: Actor): SQL =>
  sql`(not ${trainingQuestions.hidden} or ${trainingQuestions.unitId} = ${actor.unitId}::uuid
    or ${trainingSessions.organiserUnitId} = ${actor.unitId}::uuid)`

export type QuestionFilters = { q?: string | undefined; state?: 'open' | 'answered' | undefined }

/** The newest first (ids are in order of time); one more than `limit`, to see whether there are more. */
export const listQuestions = (
  db: Queryable,
  actor: Actor,
  session: TrainingSessionId,
  { q = '', state }: QuestionFilters,
  before: string | null,
  limit: number,
): Promise<QuestionRow[]> =>
  withUnit(db)
    .where(
      and(
        eq(trainingQuestions.sessionId, session),
        seenBy(actor),
        ...likeWords(q).map(
          (word) =>
            sql`unaccented(${trainingQuestions.text} || ' ' || coalesce(${trainingQuestions.answer}, '') || ' ' || ${trainingInvitations.unitName}) like unaccented(${word})`,
        ),
        state && (state === 'open' ? isNull(trainingQuestions.answer) : isNotNull(trainingQuestions.answer)),
        before === null ? undefined : sql`${trainingQuestions.id} < ${before}::uuid`,
      ),
    )
    .orderBy(desc(trainingQuestions.id))
    .limit(limit + 1)

export async function findQuestion(
  db: Queryable,
  actor: Actor,
  id: TrainingQuestionId,
): Promise<QuestionRow | undefined> {
  const [row] = await withUnit(db).where(and(eq(trainingQuestions.id, id), seenBy(actor)))
  return row
}

/** Holds the question until the transaction ends. */
export async function lockQuestion(tx: Tx, actor: Actor, id: TrainingQuestionId): Promise<QuestionRow | undefined> {
  await tx
    .select({ id: trainingQuestions.id })
    .from(trainingQuestions)
    .where(eq(trainingQuestions.id, id))
    .for('update')
  return findQuestion(tx, actor, id)
}

const signed = (actor: Actor) => ({ savedBy: actor.name, savedById: actorId(actor) })

export async function insertQuestion(tx: Tx, actor: Actor, sessionId: TrainingSessionId, text: string) {
  const { id } = one(
    await tx
      .insert(trainingQuestions)
      .values({
        ...signed(actor),
        ...{ sessionId, text, unitId: actor.unitId, askedBy: actor.name, askedById: actorId(actor) },
      })
      .returning({ id: trainingQuestions.id }),
  )
  await keep(tx, id)
  return id
}

type Change = Partial<Pick<QuestionRow, 'text' | 'answer' | 'answeredBy' | 'hidden' | 'hiddenReason'>>
export async function updateQuestion(tx: Tx, actor: Actor, id: TrainingQuestionId, change: Change) {
  await tx
    .update(trainingQuestions)
    .set({
      ...change,
      ...signed(actor),
      ...(change.answer !== undefined && { answeredAt: sql`now()` }),
      version: sql`${trainingQuestions.version} + 1`,
      savedAt: sql`now()`,
    })
    .where(eq(trainingQuestions.id, id))
  await keep(tx, id)
}

/** Keeps the question as it stands now as one of its versions. */
const keep = (tx: Tx, id: TrainingQuestionId) =>
  tx.execute(sql`insert into training_question_versions
      (question_id, version, text, answer, hidden, saved_at, saved_by, saved_by_id)
    select id, version, text, answer, hidden, saved_at, saved_by, saved_by_id from training_questions where id = ${id}`)

/** The newest first. */
export const listQuestionVersions = (db: Queryable, id: TrainingQuestionId) =>
  db
    .select()
    .from(trainingQuestionVersions)
    .where(eq(trainingQuestionVersions.questionId, id))
    .orderBy(desc(trainingQuestionVersions.version))
