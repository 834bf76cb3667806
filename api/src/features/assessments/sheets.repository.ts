import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Answer, Criterion, PersonId, SheetMember, SubmissionId } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import { one, type Queryable, type Tx } from '../../platform/db/client.ts'
import { lineValues, type SubmissionRow } from '../submissions/index.ts'
import { assessmentOpenings, assessmentSheets, assessorLines } from './sheets.tables.ts'
import { teamOfEach } from './team.repository.ts'

export type AssessorLineRow = typeof assessorLines.$inferSelect

type Place = Pick<SubmissionRow, 'id' | 'campaignUnitId'>
const sheetOf = (submissionId: SubmissionId, personId: string) => `${submissionId} ${personId}`

/** The team of each file, with who scores, who has finished and which lines each has; the head first. */
export async function listMembersOfEach(
  db: Queryable,
  rows: readonly Place[],
): Promise<ReadonlyMap<SubmissionId, SheetMember[]>> {
  const ids = rows.map(({ id }) => id)
  const sheets = await db.select().from(assessmentSheets).where(inArray(assessmentSheets.submissionId, ids))
  const kept = new Map(sheets.map((sheet) => [sheetOf(sheet.submissionId, sheet.personId), sheet]))
  const answered = await db
    .select({
      submissionId: assessorLines.submissionId,
      personId: assessorLines.savedById,
      code: assessorLines.criterionCode,
    })
    .from(assessorLines)
    .where(inArray(assessorLines.submissionId, ids))
    .orderBy(asc(assessorLines.criterionCode))
  const codes = Map.groupBy(answered, ({ submissionId, personId }) => sheetOf(submissionId, personId))
  const teams = await teamOfEach(
    db,
    rows.map(({ campaignUnitId }) => campaignUnitId),
  )
  const membersOf = ({ id, campaignUnitId }: Place) =>
    (teams.get(campaignUnitId) ?? []).map((member): SheetMember => {
      const sheet = kept.get(sheetOf(id, member.personId))
      return {
        ...member,
        scores: sheet?.scores ?? true,
        doneAt: sheet?.doneAt?.toISOString() ?? null,
        answered: (codes.get(sheetOf(id, member.personId)) ?? []).map(({ code }) => code),
      }
    })
  return new Map(rows.map((row) => [row.id, membersOf(row)]))
}

/** When the sheets of each of these files were opened; one whose sheets are not open is not among them. */
export async function openedAtOfEach(
  db: Queryable,
  ids: readonly SubmissionId[],
): Promise<ReadonlyMap<SubmissionId, Date>> {
  const rows = await db
    .select()
    .from(assessmentOpenings)
    .where(inArray(assessmentOpenings.submissionId, [...ids]))
  return new Map(rows.map(({ submissionId, openedAt }) => [submissionId, openedAt]))
}

export async function openSheets(tx: Tx, ids: readonly SubmissionId[], openedAt: Date) {
  if (ids.length === 0) return
  await tx
    .insert(assessmentOpenings)
    .values(ids.map((submissionId) => ({ submissionId, openedAt })))
    .onConflictDoNothing()
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

/** Of each of these teams these people score, the others of it do not. */
export async function setScorers(
  tx: Tx,
  teams: readonly { submissionId: SubmissionId; team: readonly PersonId[] }[],
  scorers: readonly PersonId[],
) {
  if (teams.length === 0) return
  await tx
    .insert(assessmentSheets)
    .values(
      teams.flatMap(({ submissionId, team }) =>
        team.map((personId) => ({ submissionId, personId, scores: scorers.includes(personId) })),
      ),
    )
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
