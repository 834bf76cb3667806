import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import type { CouncilAssignment, CouncilMemberDraft, CouncilStep, PersonId, SubmissionId, UnitId } from '@thuoc/shared'
import { actorId, type Actor } from '../../platform/actor.ts'
import { one, type Queryable, type Tx } from '../../platform/db/client.ts'
import { hasWords } from '../../platform/db/search.ts'
import { steady } from '../../platform/db/steady.ts'
import { memberships, people } from '../identity/index.ts'
import { councilAssignments, councilDecisions, councilMembers, councils } from './councils.tables.ts'

export type CouncilRow = typeof councils.$inferSelect
export type MemberRow = typeof councilMembers.$inferSelect
export type DecisionRow = typeof councilDecisions.$inferSelect & { members: MemberRow[] }

const ofFile = steady((db) =>
  db
    .select()
    .from(councils)
    .where(eq(councils.submissionId, sql.placeholder('id'))),
)
export async function findCouncil(db: Queryable, id: SubmissionId): Promise<CouncilRow | undefined> {
  const [row] = await ofFile(db, { id })
  return row
}

/** Every decision about the council of a file with its members, the newest first. */
export async function listDecisions(db: Queryable, id: SubmissionId): Promise<DecisionRow[]> {
  const decisions = await db
    .select()
    .from(councilDecisions)
    .where(eq(councilDecisions.submissionId, id))
    .orderBy(desc(councilDecisions.sequence))
  if (decisions.length === 0) return []
  const members = await db
    .select()
    .from(councilMembers)
    .where(
      inArray(
        councilMembers.decisionId,
        decisions.map((decision) => decision.id),
      ),
    )
    .orderBy(asc(councilMembers.position))
  return decisions.map((decision) => ({
    ...decision,
    members: members.filter(({ decisionId }) => decisionId === decision.id),
  }))
}

export type NewDecision = Omit<typeof councilDecisions.$inferInsert, 'id'>

/** Writes a decision with its members; the first one makes the council. */
export async function insertDecision(tx: Tx, decision: NewDecision, members: readonly CouncilMemberDraft[]) {
  if (decision.sequence === 1) await tx.insert(councils).values({ submissionId: decision.submissionId, version: 1 })
  else await nextVersion(tx, decision.submissionId)
  const { id } = one(await tx.insert(councilDecisions).values(decision).returning())
  await tx.insert(councilMembers).values(members.map((member, position) => ({ ...member, decisionId: id, position })))
}

export async function nextVersion(tx: Tx, id: SubmissionId, changes: { steps?: CouncilStep[] } = {}) {
  await tx
    .update(councils)
    .set({ ...changes, version: sql`${councils.version} + 1` })
    .where(eq(councils.submissionId, id))
}

export type AssignmentRow = { criterion: string; personId: PersonId }

export const listAssignments = (db: Queryable, id: SubmissionId): Promise<AssignmentRow[]> =>
  db
    .select({ criterion: councilAssignments.criterionCode, personId: councilAssignments.personId })
    .from(councilAssignments)
    .where(eq(councilAssignments.submissionId, id))
    .orderBy(asc(councilAssignments.assignedAt), asc(councilAssignments.personId))

/** Puts these people in place of those to whom these lines were assigned. */
export async function replaceAssignments(
  tx: Tx,
  actor: Actor,
  id: SubmissionId,
  items: readonly CouncilAssignment[],
  at: Date,
) {
  const mine = eq(councilAssignments.submissionId, id)
  const standing = await listAssignments(tx, id)
  for (const { criterion, personIds } of items) {
    const before = standing.filter((one) => one.criterion === criterion).map(({ personId }) => personId)
    const gone = before.filter((one) => !personIds.includes(one))
    const come = [...new Set(personIds)].filter((one) => !before.includes(one))
    const those = and(mine, eq(councilAssignments.criterionCode, criterion), inArray(councilAssignments.personId, gone))
    if (gone.length > 0) await tx.delete(councilAssignments).where(those)
    const signed = { submissionId: id, assignedAt: at, assignedBy: actor.name, assignedById: actorId(actor) }
    if (come.length > 0)
      await tx
        .insert(councilAssignments)
        .values(come.map((personId) => ({ ...signed, criterionCode: criterion, personId })))
  }
}

/** Whoever is no longer on the council has no lines. */
export async function dropAssignmentsOfOthers(tx: Tx, id: SubmissionId, members: readonly PersonId[]) {
  await tx
    .delete(councilAssignments)
    .where(
      and(
        eq(councilAssignments.submissionId, id),
        sql`${councilAssignments.personId} <> all(${sql.param([...members])}::uuid[])`,
      ),
    )
}

/** People of a unit now, by name in Vietnamese order; their office in the unit. */
export const listCandidates = (
  db: Queryable,
  unitId: UnitId,
  { q = '', only }: { q?: string | undefined; only?: readonly PersonId[] },
) =>
  db
    .selectDistinctOn([people.fullName, people.id], {
      personId: people.id,
      fullName: people.fullName,
      office: sql<string>`coalesce(${memberships.office}, '')`,
    })
    .from(people)
    .innerJoin(memberships, eq(memberships.personId, people.id))
    .where(
      and(
        eq(memberships.unitId, unitId),
        sql`${memberships.endedAt} is null and ${people.status} = 'active'`,
        only && inArray(people.id, [...only]),
        ...hasWords(people.search, q),
      ),
    )
    .orderBy(asc(people.fullName), asc(people.id), asc(memberships.createdAt))
    .limit(100)

/** Members by the newest decision of the unit's council in another file, with the school year of that file. */
export async function lastCouncil(db: Queryable, unitId: UnitId, but: SubmissionId) {
  const { rows } = await db.execute<{ id: string; year: string }>(sql`
    select decision.id, campaign.school_year as year from council_decisions decision
      join submissions file on file.id = decision.submission_id
      join campaign_units unit on unit.id = file.campaign_unit_id
      join campaigns campaign on campaign.id = unit.campaign_id
    where unit.unit_id = ${unitId} and file.id <> ${but}
    order by campaign.school_year desc, decision.signed_on desc, decision.id desc limit 1`)
  const [last] = rows
  if (!last) return null
  const members = await db
    .select()
    .from(councilMembers)
    .where(eq(councilMembers.decisionId, last.id))
    .orderBy(asc(councilMembers.position))
  return { schoolYear: last.year, members }
}
