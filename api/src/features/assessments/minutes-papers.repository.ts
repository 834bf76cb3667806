import { desc, eq } from 'drizzle-orm'
import type { SubmissionId, VisitMinutesId } from '@thuoc/shared'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import { attachments, type AttachmentRow } from '../catalogues/index.ts'
import { visitMinutesPapers as papers } from './visit-minutes.tables.ts'

/** The newest scan of each minutes of a file. */
export async function scansOf(db: Queryable, id: SubmissionId): Promise<ReadonlyMap<VisitMinutesId, AttachmentRow>> {
  const rows = await db
    .selectDistinctOn([papers.minutesId], { minutesId: papers.minutesId, file: attachments })
    .from(papers)
    .innerJoin(attachments, eq(attachments.id, papers.attachmentId))
    .where(eq(papers.submissionId, id))
    .orderBy(papers.minutesId, desc(papers.id))
  return new Map(rows.map(({ minutesId, file }) => [minutesId, file]))
}

export async function insertScan(
  tx: Tx,
  scan: { submissionId: SubmissionId; minutesId: VisitMinutesId; attachmentId: string },
) {
  await tx.insert(papers).values(scan)
}
