import { isDeepStrictEqual } from 'node:util'
import { eq, inArray, sql } from 'drizzle-orm'
import {
  answer as answerSchema,
  maximumOf,
  scoreOf,
  type Answer,
  type Answers,
  type Criterion,
  type Result,
  type SubmissionId,
} from '@thuoc/shared'
import { z } from 'zod'
import { actorId, type Actor } from '../../platform/actor.ts'
import { one, type Queryable, type Tx } from '../../platform/db/client.ts'
import { lineSaves, submissionLines, submissions, type Side } from './submissions.tables.ts'

export type LineRow = typeof submissionLines.$inferSelect

/** The answer a saved line holds; scores in hundredths. */
export const answerOf = (row: Pick<LineRow, keyof Answer>): Answer => ({
  met: row.met,
  score: row.score,
  count: row.count,
  numerator: row.numerator,
  denominator: row.denominator,
  choice: row.choice,
  items: row.items,
  fields: row.fields,
  note: row.note,
})

/** Answers by criterion code, as the rules of scoring take them. */
export const answersOf = (rows: readonly (Pick<LineRow, keyof Answer> & { criterionCode: string })[]): Answers =>
  Object.fromEntries(rows.map((row) => [row.criterionCode, answerOf(row)]))

export const listLines = (db: Queryable, id: SubmissionId): Promise<LineRow[]> =>
  db.select().from(submissionLines).where(eq(submissionLines.submissionId, id))

/** The lines of several files at once; a file without any is not among them. */
export async function listLinesOfEach(
  db: Queryable,
  ids: readonly SubmissionId[],
): Promise<ReadonlyMap<SubmissionId, LineRow[]>> {
  if (ids.length === 0) return new Map()
  const wanted = inArray(submissionLines.submissionId, [...ids])
  return Map.groupBy(await db.select().from(submissionLines).where(wanted), ({ submissionId }) => submissionId)
}

/** The values of a line's row, of either side: the answer, what it comes to, who says so, and when. */
export function lineValues(actor: Actor, criterion: Criterion, answer: Answer, savedAt: Date) {
  const awarded = criterion.kind === 'sum' ? null : scoreOf(criterion, answer)
  return {
    ...answer,
    awarded,
    maximum: maximumOf(criterion),
    savedAt,
    savedBy: actor.name,
    savedById: actorId(actor),
  }
}

/** Writes the school's line as its next version. */
export async function saveLine(
  tx: Tx,
  actor: Actor,
  id: SubmissionId,
  criterion: Criterion,
  answer: Answer,
  savedAt: Date,
) {
  const values = lineValues(actor, criterion, answer, savedAt)
  return one(
    await tx
      .insert(submissionLines)
      .values({ ...values, submissionId: id, criterionCode: criterion.code, version: 1 })
      .onConflictDoUpdate({
        target: [submissionLines.submissionId, submissionLines.criterionCode],
        set: { ...values, version: sql`${submissionLines.version} + 1` },
      })
      .returning(),
  )
}

/** Keeps every save of either side, in order; `reason` is the external team's. */
export async function recordSave(
  tx: Tx,
  side: Side,
  line: Pick<
    LineRow,
    'submissionId' | 'criterionCode' | 'version' | 'savedAt' | 'savedBy' | 'savedById' | keyof Answer
  >,
  reason: string | null = null,
) {
  const { submissionId, criterionCode, version, savedAt, savedBy, savedById } = line
  const answer = z.encode(answerSchema, answerOf(line))
  const signed = { savedAt, savedBy, savedById }
  await tx.insert(lineSaves).values({ submissionId, side, criterionCode, version, answer, reason, ...signed })
}

export async function setSelfTotals(tx: Tx, id: SubmissionId, { answered, total, level }: Result) {
  await tx
    .update(submissions)
    .set({ answered, selfTotal: total, selfLevel: answered === 0 ? null : level })
    .where(eq(submissions.id, id))
}

export async function setExternalTotals(tx: Tx, id: SubmissionId, { total, level }: Result) {
  await tx.update(submissions).set({ externalTotal: total, externalLevel: level }).where(eq(submissions.id, id))
}

/** Whether two answers say the same. What is ticked in a list has no order. */
export const sameAnswer = (a: Answer, b: Answer) => isDeepStrictEqual(inOrder(a), inOrder(b))
const inOrder = (answer: Answer) => ({
  ...answer,
  items: answer.items && [...new Set(answer.items)].sort((x, y) => x - y),
})
