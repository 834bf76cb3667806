import { and, asc, eq, ne } from 'drizzle-orm'
import type { CriterionCode, Dissent, FindingsSave, PersonId, SubmissionId } from '@thuoc/shared'
import { actorId, type Actor } from '../../platform/actor.ts'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import { assessmentDissents, assessmentFindings } from './sheets.tables.ts'

export type FindingsRow = typeof assessmentFindings.$inferSelect

/** What members hold against the agreed scores; those taken back are left out. */
export async function listDissents(db: Queryable, id: SubmissionId): Promise<Dissent[]> {
  const rows = await db
    .select()
    .from(assessmentDissents)
    .where(and(eq(assessmentDissents.submissionId, id), ne(assessmentDissents.text, '')))
    .orderBy(asc(assessmentDissents.criterionCode), asc(assessmentDissents.savedAt))
  return rows.map(({ savedById: personId, savedBy: fullName, criterionCode: code, text, version, savedAt }) => ({
    ...{ personId, fullName, code, text, version },
    at: savedAt.toISOString(),
  }))
}

type DissentPlace = { submissionId: SubmissionId; criterionCode: CriterionCode; savedById: PersonId }

export async function versionOfDissent(tx: Tx, { submissionId, criterionCode, savedById }: DissentPlace) {
  const [row] = await tx
    .select({ version: assessmentDissents.version })
    .from(assessmentDissents)
    .where(
      and(
        eq(assessmentDissents.submissionId, submissionId),
        eq(assessmentDissents.criterionCode, criterionCode),
        eq(assessmentDissents.savedById, savedById),
      ),
    )
  return row?.version ?? 0
}

/** @param said its text as the version it becomes */
export async function writeDissent(
  tx: Tx,
  place: DissentPlace,
  said: { text: string; version: number; savedAt: Date; savedBy: string },
) {
  await tx
    .insert(assessmentDissents)
    .values({ ...place, ...said })
    .onConflictDoUpdate({
      target: [assessmentDissents.submissionId, assessmentDissents.criterionCode, assessmentDissents.savedById],
      set: said,
    })
}

export async function findFindings(db: Queryable, id: SubmissionId): Promise<FindingsRow | undefined> {
  const [row] = await db.select().from(assessmentFindings).where(eq(assessmentFindings.submissionId, id))
  return row
}

export async function writeFindings(
  tx: Tx,
  actor: Actor,
  submissionId: SubmissionId,
  { whole, groups, version: seen }: FindingsSave,
  savedAt: Date,
) {
  const values = { whole, groups, version: seen + 1, savedAt, savedBy: actor.name, savedById: actorId(actor) }
  await tx
    .insert(assessmentFindings)
    .values({ submissionId, ...values })
    .onConflictDoUpdate({ target: assessmentFindings.submissionId, set: values })
}
