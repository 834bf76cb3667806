import { and, eq } from 'drizzle-orm'
import { answer as answerSchema, emptyAnswer, type Answer, type SubmissionId } from '@thuoc/shared'
import type { Queryable } from '../../platform/db/client.ts'
import { lineSaves } from './submissions.tables.ts'

/** What each version of each line of the school's column said. */
export async function savedAnswers(db: Queryable, id: SubmissionId) {
  const rows = await db
    .select({ code: lineSaves.criterionCode, version: lineSaves.version, answer: lineSaves.answer })
    .from(lineSaves)
    .where(and(eq(lineSaves.submissionId, id), eq(lineSaves.side, 'self')))
  const saved = new Map(rows.map(({ code, version, answer }) => [`${code} ${version}`, answer]))
  return (code: string, version: number): Answer => {
    const found = saved.get(`${code} ${version}`)
    return found ? answerSchema.parse(found) : emptyAnswer
  }
}
