import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import type { PersonId, SubmissionId, VerdictSave } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import { one, type Queryable, type Tx } from '../../platform/db/client.ts'
import { assessorVerdicts } from './sheets.tables.ts'
import type { VerdictPlace } from './verdicts.repository.ts'

export type AssessorVerdictRow = typeof assessorVerdicts.$inferSelect

/** The newest verdict of each of these people on each piece of a file with each of its criteria. */
export const listAssessorVerdicts = (
  db: Queryable,
  id: SubmissionId,
  people: readonly PersonId[],
): Promise<AssessorVerdictRow[]> =>
  people.length === 0
    ? Promise.resolve([])
    : db
        .selectDistinctOn([assessorVerdicts.evidenceId, assessorVerdicts.criterionCode, assessorVerdicts.givenById])
        .from(assessorVerdicts)
        .where(and(eq(assessorVerdicts.submissionId, id), inArray(assessorVerdicts.givenById, [...people])))
        .orderBy(
          ...[asc(assessorVerdicts.evidenceId), asc(assessorVerdicts.criterionCode), asc(assessorVerdicts.givenById)],
          desc(assessorVerdicts.version),
        )

export async function findOwnVerdict(
  tx: Tx,
  { evidenceId, criterionCode }: VerdictPlace,
  personId: PersonId,
): Promise<AssessorVerdictRow | undefined> {
  const [row] = await tx
    .select()
    .from(assessorVerdicts)
    .where(
      and(
        eq(assessorVerdicts.evidenceId, evidenceId),
        eq(assessorVerdicts.criterionCode, criterionCode),
        eq(assessorVerdicts.givenById, personId),
      ),
    )
    .orderBy(desc(assessorVerdicts.version))
    .limit(1)
  return row
}

/** Writes the version after the one that was seen. */
export async function insertOwnVerdict(
  tx: Tx,
  actor: Actor,
  { personId, ...place }: VerdictPlace & { personId: PersonId },
  { version: seen, outcome, note }: VerdictSave,
  givenAt: Date,
): Promise<AssessorVerdictRow> {
  const signed = { givenAt, givenBy: actor.name, givenById: personId }
  return one(
    await tx
      .insert(assessorVerdicts)
      .values({ ...place, ...signed, version: seen + 1, outcome, note })
      .returning(),
  )
}
