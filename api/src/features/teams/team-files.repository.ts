import { and, asc, eq, isNull } from 'drizzle-orm'
import type { AssessmentTeamId } from '@thuoc/shared'
import { actorId, type Actor } from '../../platform/actor.ts'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import { attachments, type AttachmentRow } from '../catalogues/index.ts'
import { teamFiles } from './teams.tables.ts'

/** A decision of a team. */
export type DecisionKey = { id: AssessmentTeamId; sequence: number }

export async function addFile(tx: Tx, { id, sequence }: DecisionKey, attachmentId: string) {
  await tx.insert(teamFiles).values({ teamId: id, sequence, attachmentId })
}

/** The scans that stand with the decisions of a team, by decision, the oldest first. */
export async function listFiles(db: Queryable, id: AssessmentTeamId): Promise<Map<number, AttachmentRow[]>> {
  const rows = await db
    .select({ sequence: teamFiles.sequence, file: attachments })
    .from(teamFiles)
    .innerJoin(attachments, eq(attachments.id, teamFiles.attachmentId))
    .where(and(eq(teamFiles.teamId, id), isNull(teamFiles.removedAt)))
    .orderBy(asc(attachments.id))
  const byDecision = Map.groupBy(rows, ({ sequence }) => sequence)
  return new Map([...byDecision].map(([sequence, those]) => [sequence, those.map(({ file }) => file)]))
}

type Removed = DecisionKey & { attachmentId: string; at: Date }
/** Takes a scan from its decision. @returns whether it stood there */
export async function removeFile(tx: Tx, actor: Actor, { id, sequence, attachmentId, at }: Removed): Promise<boolean> {
  const removed = await tx
    .update(teamFiles)
    .set({ removedAt: at, removedBy: actor.name, removedById: actorId(actor) })
    .where(
      and(
        eq(teamFiles.teamId, id),
        eq(teamFiles.sequence, sequence),
        eq(teamFiles.attachmentId, attachmentId),
        isNull(teamFiles.removedAt),
      ),
    )
    .returning({ id: teamFiles.attachmentId })
  return removed.length > 0
}
