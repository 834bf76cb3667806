import { and, asc, desc, eq, sql } from 'drizzle-orm'
import { answer as answerSchema, type Answer, type Criterion, type PersonId, type SubmissionId } from '@thuoc/shared'
import { z } from 'zod'
import { actorId, type Actor } from '../../platform/actor.ts'
import { one, type Queryable, type Tx } from '../../platform/db/client.ts'
import { answerOf, lineValues } from '../submissions/index.ts'
import { councilScores, councilSettlements } from './councils.tables.ts'

export type ScoreRow = typeof councilScores.$inferSelect
export type SettlementRow = typeof councilSettlements.$inferSelect

/** What members have said of a file, in the order they said it. */
export const listScores = (db: Queryable, id: SubmissionId): Promise<ScoreRow[]> =>
  db
    .select()
    .from(councilScores)
    .where(eq(councilScores.submissionId, id))
    .orderBy(asc(councilScores.savedAt), asc(councilScores.personId))

/** Writes what a member says of a line as its next version. */
export async function saveScore(
  tx: Tx,
  actor: Actor,
  { submissionId, personId, criterion }: { submissionId: SubmissionId; personId: PersonId; criterion: Criterion },
  { answer, comment }: { answer: Answer; comment: string },
  savedAt: Date,
): Promise<ScoreRow> {
  const values = { ...lineValues(actor, criterion, answer, savedAt), comment }
  return one(
    await tx
      .insert(councilScores)
      .values({ ...values, submissionId, criterionCode: criterion.code, personId, version: 1 })
      .onConflictDoUpdate({
        target: [councilScores.submissionId, councilScores.criterionCode, councilScores.personId],
        set: { ...values, version: sql`${councilScores.version} + 1` },
      })
      .returning(),
  )
}

/** The newest settlement of each line. */
export async function newestSettlements(db: Queryable, id: SubmissionId): Promise<Map<string, SettlementRow>> {
  const rows = await db
    .selectDistinctOn([councilSettlements.criterionCode])
    .from(councilSettlements)
    .where(and(eq(councilSettlements.submissionId, id)))
    .orderBy(asc(councilSettlements.criterionCode), desc(councilSettlements.id))
  return new Map(rows.map((row) => [row.criterionCode, row]))
}

export async function insertSettlement(
  tx: Tx,
  actor: Actor,
  settled: { submissionId: SubmissionId; criterionCode: string; answer: Answer; reason: string | null },
  scores: readonly ScoreRow[],
  settledAt: Date,
) {
  await tx.insert(councilSettlements).values({
    ...settled,
    answer: z.encode(answerSchema, settled.answer),
    scores: scores.map((score) => ({
      personId: score.personId,
      version: score.version,
      answer: z.encode(answerSchema, answerOf(score)),
      comment: score.comment,
    })),
    settledAt,
    settledBy: actor.name,
    settledById: actorId(actor),
  })
}
