import { isDeepStrictEqual } from 'node:util'
import { eq, getTableColumns, sql } from 'drizzle-orm'
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
import { newId } from '../../platform/db/columns.ts'
import { one, type Queryable, type Tx } from '../../platform/db/client.ts'
import { amongst, incoming, placesOf, steady, writtenAs } from '../../platform/db/steady.ts'
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

const byFile = steady((db) =>
  db
    .select()
    .from(submissionLines)
    .where(eq(submissionLines.submissionId, sql.placeholder('id'))),
)
export const listLines = (db: Queryable, id: SubmissionId): Promise<LineRow[]> => byFile(db, { id })

/** The lines of several files at once; a file without any is not among them. */
export async function listLinesOfEach(
  db: Queryable,
  ids: readonly SubmissionId[],
): Promise<ReadonlyMap<SubmissionId, LineRow[]>> {
  const [id] = ids
  if (id === undefined) return new Map()
  const rows = await (ids.length === 1 ? byFile(db, { id }) : byFiles(db, { ids: [...ids] }))
  return Map.groupBy(rows, ({ submissionId }) => submissionId)
}
const byFiles = steady((db) =>
  db
    .select()
    .from(submissionLines)
    .where(amongst(submissionLines.submissionId, 'ids', 'uuid')),
)

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

const { version: _, ...columns } = getTableColumns(submissionLines)
type Written = Omit<LineRow, 'version'>
const write = steady((db) =>
  db
    .insert(submissionLines)
    .values({ ...placesOf<Written>(columns), version: 1 })
    .onConflictDoUpdate({
      target: [submissionLines.submissionId, submissionLines.criterionCode],
      set: { ...incoming<Written>(columns), version: sql`${submissionLines.version} + 1` },
    })
    .returning(),
)

/** Writes the school's line as its next version. */
export const saveLine = async (tx: Tx, line: Written): Promise<LineRow> =>
  one(await write(tx, writtenAs(columns, line)))

/** A line of the school as it will stand once this answer is saved: what `saveLine` takes. */
export const nextLine = (
  actor: Actor,
  { id, criterion, answer }: { id: SubmissionId; criterion: Criterion; answer: Answer },
  savedAt: Date,
): Written => ({ ...lineValues(actor, criterion, answer, savedAt), submissionId: id, criterionCode: criterion.code })

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
  const row = { id: newId<string>(), submissionId, side, criterionCode, version, answer, reason, ...signed }
  await keep(tx, writtenAs(saves, row))
}
const saves = getTableColumns(lineSaves)
const keep = steady((db) => db.insert(lineSaves).values(placesOf<typeof lineSaves.$inferSelect>(saves)))

export async function setSelfTotals(tx: Tx, id: SubmissionId, { answered, total, level }: Result) {
  const selfLevel = answered === 0 ? null : level
  await setTotals(tx, { id, ...writtenAs(totals, { answered, selfTotal: total, selfLevel }) })
}
const { answered, selfTotal, selfLevel } = getTableColumns(submissions)
const totals = { answered, selfTotal, selfLevel }
const setTotals = steady((db) =>
  db
    .update(submissions)
    .set(placesOf(totals))
    .where(eq(submissions.id, sql.placeholder('id'))),
)

export async function setExternalTotals(tx: Tx, id: SubmissionId, { total, level }: Result) {
  await tx.update(submissions).set({ externalTotal: total, externalLevel: level }).where(eq(submissions.id, id))
}

/** Whether two answers say the same. What is ticked in a list has no order. */
export const sameAnswer = (a: Answer, b: Answer) => isDeepStrictEqual(inOrder(a), inOrder(b))
const inOrder = (answer: Answer) => ({
  ...answer,
  items: answer.items && [...new Set(answer.items)].sort((x, y) => x - y),
})
