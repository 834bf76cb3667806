import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Answer, Criterion, PersonId, SheetMember, SubmissionId } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import { one, type Queryable, type Tx } from '../../platform/db/client.ts'
import { lineValues, type SubmissionRow } from '../submissions/index.ts'
import { assessmentOpenings, assessmentSheets, assessorLines } from './sheets.tables.ts'
import { teamOf } from './team.repository.ts'

export type AssessorLineRow = typeof assessorLines.$inferSelect

/** The team, with who scores, who has finished and which lines each has; the head first. */
export async function listMembers(db: Queryable, row: Pick<SubmissionRow, 'id' | 'campaignUnitId'>) {
  const sheets = await db.select().from(assessmentSheets).where(eq(assessmentSheets.submissionId, row.id))
  const byPerson = new Map(sheets.map((sheet) => [sheet.personId, sheet]))
  const answered = await db
    .select({ personId: assessorLines.savedById, code: assessorLines.criterionCode })
    .from(assessorLines)
    .where(eq(assessorLines.submissionId, row.id))
    .orderBy(asc(assessorLines.criterionCode))
  const codes = Map.groupBy(answered, ({ personId }) => personId)
  return (await teamOf(db, row.campaignUnitId)).map((member): SheetMember => {
    const sheet = byPerson.get(member.personId)
    return {
      ...member,
      scores: sheet?.scores ?? true,
      doneAt: sheet?.doneAt?.toISOString() ?? null,
      answered: (codes.get(member.personId) ?? []).map(({ code }) => code),
    }
  })
}

export async function openedAtOf(db: Queryable, id: SubmissionId): Promise<Date | null> {
  const [row] = await db.select().from(assessmentOpenings).where(eq(assessmentOpenings.submissionId, id))
  return row?.openedAt ?? null
}

export async function openSheets(tx: Tx, submissionId: SubmissionId, openedAt: Date) {
  await tx.insert(assessmentOpenings).values({ submissionId, openedAt }).onConflictDoNothing()
}

export async function setDone(tx: Tx, submissionId: SubmissionId, personId: PersonId, doneAt: Date | null) {
  await tx
    .insert(assessmentSheets)
    .values({ submissionId, personId, doneAt })
    .onConflictDoUpdate({
      target: [assessmentSheets.submissionId, assessmentSheets.personId],
      set: { doneAt },
    })
}

/** These of the team score, the others of it do not. */
export async function setScorers(
  tx: Tx,
  submissionId: SubmissionId,
  team: readonly PersonId[],
  scorers: readonly PersonId[],
) {
  await tx
    .insert(assessmentSheets)
    .values(team.map((personId) => ({ submissionId, personId, scores: scorers.includes(personId) })))
    .onConflictDoUpdate({
      target: [assessmentSheets.submissionId, assessmentSheets.personId],
      set: { scores: sql`excluded.scores` },
    })
}

/** Writes a line of the actor's own sheet as its next version. */
export async function writeAssessorLine(
  tx: Tx,
  actor: Actor,
  { submissionId, savedById }: { submissionId: SubmissionId; savedById: PersonId },
  criterion: Criterion,
  { answer, reason }: { answer: Answer; reason: string },
  savedAt: Date,
): Promise<AssessorLineRow> {
  const values = { ...lineValues(actor, criterion, answer, savedAt), savedById, reason }
  return one(
    await tx
      .insert(assessorLines)
      .values({ ...values, submissionId, criterionCode: criterion.code, version: 1 })
      .onConflictDoUpdate({
        target: [assessorLines.submissionId, assessorLines.savedById, assessorLines.criterionCode],
        set: { ...values, version: sql`${assessorLines.version} + 1` },
      })
      .returning(),
  )
}

/** The lines of these people on a file. */
export const linesOfPeople = (db: Queryable, id: SubmissionId, people: readonly PersonId[]) =>
  people.length === 0
    ? Promise.resolve([])
    : db
        .select()
        .from(assessorLines)
        .where(and(eq(assessorLines.submissionId, id), inArray(assessorLines.savedById, [...people])))
        .orderBy(asc(assessorLines.criterionCode))
