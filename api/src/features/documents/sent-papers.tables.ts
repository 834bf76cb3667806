import type { DocumentId, OfficialDocumentKind, SubmissionId } from '@thuoc/shared'
import { integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant, reference } from '../../platform/db/columns.ts'
import type { Held } from './said.ts'

const ofSending = {
  submissionId: reference<SubmissionId>('submission_id').notNull(),
  round: integer().notNull(),
  kind: text().$type<OfficialDocumentKind>().notNull(),
  /** The file itself, or a part of it: a meeting of its council. */
  subjectId: uuid('subject_id').notNull(),
}

/** With which versions of its papers a file was sent. */
export const sentPapers = pgTable(
  'sent_papers',
  { ...ofSending, documentId: reference<DocumentId>('document_id').notNull() },
  ({ submissionId, round, kind, subjectId }) => [primaryKey({ columns: [submissionId, round, kind, subjectId] })],
)

/** What papers said when a file was sent, until they are drawn up. Null: it could not be gathered. */
export const papersToDraw = pgTable(
  'papers_to_draw',
  {
    ...ofSending,
    content: jsonb().$type<Held>(),
    attempts: integer().notNull().default(0),
    fault: text(),
    dueAt: instant('due_at').notNull(),
  },
  ({ submissionId, round, kind, subjectId }) => [primaryKey({ columns: [submissionId, round, kind, subjectId] })],
)
