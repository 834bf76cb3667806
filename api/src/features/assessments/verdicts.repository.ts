import { and, asc, desc, eq } from 'drizzle-orm'
import type { EvidenceId, SubmissionId, VerdictSave } from '@thuoc/shared'
import { actorId, type Actor } from '../../platform/actor.ts'
import { one, type Queryable, type Tx } from '../../platform/db/client.ts'
import { evidenceVerdicts } from './verdicts.tables.ts'

export type VerdictRow = typeof evidenceVerdicts.$inferSelect

/** The newest verdict on each piece of a file with each of its criteria. */
export const listVerdicts = (db: Queryable, id: SubmissionId): Promise<VerdictRow[]> =>
  db
    .selectDistinctOn([evidenceVerdicts.evidenceId, evidenceVerdicts.criterionCode])
    .from(evidenceVerdicts)
    .where(eq(evidenceVerdicts.submissionId, id))
    .orderBy(asc(evidenceVerdicts.evidenceId), asc(evidenceVerdicts.criterionCode), desc(evidenceVerdicts.version))

/** A piece of evidence of a file with one of its criteria. */
export type VerdictPlace = { submissionId: SubmissionId; evidenceId: EvidenceId; criterionCode: string }

export async function findVerdict(
  tx: Tx,
  { evidenceId, criterionCode }: VerdictPlace,
): Promise<VerdictRow | undefined> {
  const [row] = await tx
    .select()
    .from(evidenceVerdicts)
    .where(and(eq(evidenceVerdicts.evidenceId, evidenceId), eq(evidenceVerdicts.criterionCode, criterionCode)))
    .orderBy(desc(evidenceVerdicts.version))
    .limit(1)
  return row
}

/** Writes the version after the one that was seen; where there is one already, the database says so. */
export async function insertVerdict(
  tx: Tx,
  actor: Actor,
  place: VerdictPlace,
  { version: seen, outcome, note }: VerdictSave,
  givenAt: Date,
): Promise<VerdictRow> {
  const signed = { givenAt, givenBy: actor.name, givenById: actorId(actor) }
  return one(
    await tx
      .insert(evidenceVerdicts)
      .values({ ...place, ...signed, version: seen + 1, outcome, note })
      .returning(),
  )
}
