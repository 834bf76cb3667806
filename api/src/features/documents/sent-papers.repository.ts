import { and, asc, eq, gte, isNotNull, isNull, lt, lte, or, sql } from 'drizzle-orm'
import type { DocumentId, SubmissionId } from '@thuoc/shared'
import { appending } from '../../platform/db/appending.ts'
import type { Db, Queryable, Tx } from '../../platform/db/client.ts'
import { attachments } from '../catalogues/index.ts'
import { documents } from './documents.tables.ts'
import type { Paper } from './said.ts'
import { papersToDraw, sentPapers } from './sent-papers.tables.ts'

export type PaperToDraw = typeof papersToDraw.$inferSelect
/** So often it is tried to draw a paper up. */
const mostAttempts = 5

const isOf = ({ submissionId, round, kind, subjectId }: Paper) =>
  and(
    eq(papersToDraw.submissionId, submissionId),
    eq(papersToDraw.round, round),
    eq(papersToDraw.kind, kind),
    eq(papersToDraw.subjectId, subjectId),
  )

/** They wait to be drawn up. */
export const hold = appending(papersToDraw)

/** It went with the file, and waits no more. */
export async function link(tx: Tx, paper: Paper, documentId: DocumentId) {
  const { submissionId, round, kind, subjectId } = paper
  await tx.insert(sentPapers).values({ submissionId, round, kind, subjectId, documentId })
  await tx.delete(papersToDraw).where(isOf(paper))
}

/** Whether the version went with another sending of the file. */
export async function wentBefore(db: Queryable, documentId: DocumentId): Promise<boolean> {
  const [row] = await db
    .select({ round: sentPapers.round })
    .from(sentPapers)
    .where(eq(sentPapers.documentId, documentId))
    .limit(1)
  return row !== undefined
}

/** Takes the one that is due first: no other worker has it before `until`, and then only if this one died over it. */
export async function claim(db: Db, now: Date, until: Date): Promise<PaperToDraw | undefined> {
  const due = db
    .select({
      submissionId: papersToDraw.submissionId,
      round: papersToDraw.round,
      kind: papersToDraw.kind,
      subjectId: papersToDraw.subjectId,
    })
    .from(papersToDraw)
    .where(and(lte(papersToDraw.dueAt, now), lt(papersToDraw.attempts, mostAttempts), isNotNull(papersToDraw.content)))
    .orderBy(asc(papersToDraw.dueAt))
    .limit(1)
    .for('update', { skipLocked: true })
  const [row] = await db
    .update(papersToDraw)
    .set({ attempts: sql`${papersToDraw.attempts} + 1`, dueAt: until })
    .where(
      sql`(${papersToDraw.submissionId}, ${papersToDraw.round}, ${papersToDraw.kind}, ${papersToDraw.subjectId}) in ${due}`,
    )
    .returning()
  return row
}

/** Why it could not be drawn up; it is tried again. */
export const keepFault = (db: Queryable, paper: Paper, fault: string) =>
  db.update(papersToDraw).set({ fault }).where(isOf(paper))

/** What went with the sendings of a file, with its files. */
export const listSent = (db: Queryable, submissionId: SubmissionId) =>
  db
    .select({ round: sentPapers.round, document: documents, file: attachments })
    .from(sentPapers)
    .innerJoin(documents, eq(documents.id, sentPapers.documentId))
    .innerJoin(attachments, or(eq(attachments.id, documents.docxId), eq(attachments.id, documents.pdfId)))
    .where(eq(sentPapers.submissionId, submissionId))

/** What still waits, and what was given up. */
export const listWaiting = (db: Queryable, submissionId: SubmissionId) =>
  db
    .select({
      round: papersToDraw.round,
      kind: papersToDraw.kind,
      failed: sql<boolean>`${or(gte(papersToDraw.attempts, mostAttempts), isNull(papersToDraw.content))}`,
    })
    .from(papersToDraw)
    .where(eq(papersToDraw.submissionId, submissionId))
