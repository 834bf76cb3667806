import { desc, eq, sql } from 'drizzle-orm'
import type { CouncilPaper, SubmissionId } from '@thuoc/shared'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import { steady } from '../../platform/db/steady.ts'
import { attachments, type AttachmentRow } from '../catalogues/index.ts'
import { councilPapers } from './councils.tables.ts'

/** The newest scan of each decision, minutes and approval, by the id of what it belongs to. */
export type Papers = Map<string, AttachmentRow>

const ofFile = steady((db) =>
  db
    .selectDistinctOn([councilPapers.aboutId], { about: councilPapers.aboutId, file: attachments })
    .from(councilPapers)
    .innerJoin(attachments, eq(attachments.id, councilPapers.attachmentId))
    .where(eq(councilPapers.submissionId, sql.placeholder('id')))
    .orderBy(councilPapers.aboutId, desc(councilPapers.id)),
)
export async function papersOf(db: Queryable, id: SubmissionId): Promise<Papers> {
  const rows = await ofFile(db, { id })
  return new Map(rows.map(({ about, file }) => [about, file]))
}

export async function insertPaper(
  tx: Tx,
  paper: { submissionId: SubmissionId; paper: CouncilPaper; aboutId: string; attachmentId: string },
) {
  await tx.insert(councilPapers).values(paper)
}
