import { and, asc, desc, eq, getTableColumns, isNotNull, isNull, sql, type SQL } from 'drizzle-orm'
import type {
  AssessmentTeamId,
  CampaignId,
  DecisionPaper,
  NamedMember,
  TeamDecisionKind,
  TeamDuty,
  UnitId,
} from '@thuoc/shared'
import { statusesIn } from '@thuoc/shared'
import { actorId, standsForIn, type Actor } from '../../platform/actor.ts'
import { newId } from '../../platform/db/columns.ts'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import { hasWords } from '../../platform/db/search.ts'
import { isoText } from './iso.repository.ts'
import { within } from '../../platform/db/tree.ts'
import { campaigns } from '../campaigns/index.ts'
import { people } from '../identity/index.ts'
import { units, unitSummaryColumns } from '../org/index.ts'
import { conflictBetween } from './conflicts.repository.ts'
import { assessmentTeams, teamDecisions, teamMembers } from './teams.tables.ts'

const team = assessmentTeams

/** What the actor is on a team by the decision that counts now. */
const duty = (actor: Actor) => sql<TeamDuty | null>`(select own.duty from assessment_team_members own
  where own.team_id = ${team.id} and own.sequence = ${team.sequence} and own.person_id = ${actor.personId}::uuid)`

const statuses = (some: readonly string[]) => sql`${sql.param([...some])}::text[]`
const files = sql`from assessment_team_units part
  join submissions file on file.campaign_unit_id = part.campaign_unit_id
  where part.team_id = ${team.id}`
const count = (...conditions: SQL[]) => sql<number>`(select count(*)::int ${files} ${sql.join(conditions, sql` `)})`

/**
 * What the organiser has to see to: members who score a unit that they must not assess, and units being assessed that
 * nobody leads.
 */
const warnings = sql<number>`(
  select coalesce(sum(
    (select count(*) from campaign_unit_assessors seated where seated.campaign_unit_id = part.campaign_unit_id
      and ${conflictBetween(sql`seated.person_id`, sql`seated.campaign_unit_id`)} is not null)
    + case when exists (select 1 from campaign_unit_assessors leader
        where leader.campaign_unit_id = part.campaign_unit_id and leader.duty = 'head') then 0 else 1 end), 0)::int
  ${files} and file.status = any (${statuses(statusesIn('open'))}))`

const seenBy = (db: Queryable, actor: Actor, ...conditions: (SQL | undefined)[]) =>
  db
    .select({
      ...getTableColumns(team),
      unit: unitSummaryColumns,
      campaign: {
        id: campaigns.id,
        title: campaigns.title,
        schoolYear: campaigns.schoolYear,
        closedAt: campaigns.closedAt,
      },
      duty: duty(actor),
      head: sql<string>`(select person.full_name from assessment_team_members head
        join people person on person.id = head.person_id
        where head.team_id = ${team.id} and head.sequence = ${team.sequence} and head.duty = 'head')`,
      members: sql<number>`(select count(*)::int from assessment_team_members one
        where one.team_id = ${team.id} and one.sequence = ${team.sequence})`,
      total: count(),
      waiting: count(sql`and file.status = any (${statuses(statusesIn('waiting'))})`),
      open: count(sql`and file.status = any (${statuses(statusesIn('open'))})`),
      nextVisit: sql<string | null>`(select ${isoText(sql`min(visit.starts_at)`)} from assessment_visits visit
        where visit.team_id = ${team.id} and visit.status = 'planned')`,
      warnings,
    })
    .from(team)
    .innerJoin(units, eq(units.id, team.unitId))
    .innerJoin(campaigns, eq(campaigns.id, team.campaignId))
    .where(and(sql`(${within(units.path, actor.unitPath)} or ${duty(actor)} is not null)`, ...conditions))

/** A team as one actor sees it: those of the own branch, and those the person is on. */
export type TeamRow = Awaited<ReturnType<typeof seenBy>>[number]

export async function find(db: Queryable, actor: Actor, id: AssessmentTeamId): Promise<TeamRow | undefined> {
  const [row] = await seenBy(db, actor, eq(team.id, id))
  return row
}

/** A team whoever asks: those whom it visits read its name and its people. */
export async function findPlain(db: Queryable, id: AssessmentTeamId) {
  const [row] = await db
    .select({ id: team.id, name: team.name, sequence: team.sequence, dissolvedAt: team.dissolvedAt })
    .from(team)
    .where(eq(team.id, id))
  return row
}

/** Holds the team until the transaction ends. */
export async function lock(tx: Tx, actor: Actor, id: AssessmentTeamId): Promise<TeamRow | undefined> {
  await tx.select({ id: team.id }).from(team).where(eq(team.id, id)).for('no key update')
  return find(tx, actor, id)
}

export type TeamFilters = {
  q?: string | undefined
  campaignId?: CampaignId | undefined
  mine?: boolean | undefined
  dissolved?: boolean | undefined
}
export type TeamKey = [dissolved: boolean, name: string, id: string]

/** The standing ones first, by name in Vietnamese order; one more than `limit`. */
export const list = (
  db: Queryable,
  actor: Actor,
  { q = '', campaignId, mine, dissolved }: TeamFilters,
  after: TeamKey | null,
  limit: number,
): Promise<TeamRow[]> =>
  seenBy(
    db,
    actor,
    ...hasWords(team.search, q),
    campaignId && eq(team.campaignId, campaignId),
    mine ? sql`${duty(actor)} is not null` : undefined,
    dissolved === undefined ? undefined : dissolved ? isNotNull(team.dissolvedAt) : isNull(team.dissolvedAt),
    after
      ? sql`(${team.dissolvedAt} is not null, ${team.name}, ${team.id}) > (${after[0]}::boolean, ${after[1]}, ${after[2]}::uuid)`
      : undefined,
  )
    .orderBy(sql`${team.dissolvedAt} is not null`, asc(team.name), asc(team.id))
    .limit(limit + 1)

export type NewDecision = DecisionPaper & {
  kind: TeamDecisionKind
  reason: string
  members: readonly (NamedMember & { unitId: UnitId; office: string })[]
}

async function insertDecision(
  tx: Tx,
  actor: Actor,
  id: AssessmentTeamId,
  sequence: number,
  one: NewDecision,
  at: Date,
) {
  const { members, ...decision } = one
  await tx.insert(teamDecisions).values({
    ...decision,
    teamId: id,
    sequence,
    recordedAt: at,
    recordedBy: actor.name,
    recordedById: actorId(actor),
    standsFor: standsForIn(actor, 'assessment.organise'),
  })
  if (members.length > 0)
    await tx.insert(teamMembers).values(members.map((member) => ({ ...member, teamId: id, sequence })))
}

export async function insert(
  tx: Tx,
  actor: Actor,
  { campaignId, name, decision }: { campaignId: CampaignId; name: string; decision: NewDecision },
  at: Date,
): Promise<AssessmentTeamId> {
  const id = newId<AssessmentTeamId>()
  await tx.insert(team).values({ id, campaignId, unitId: actor.unitId, name, sequence: 1, createdAt: at })
  await insertDecision(tx, actor, id, 1, decision, at)
  return id
}

/** A further decision takes the place of the one that counted; the team is dissolved with one that says so. */
export async function decide(
  tx: Tx,
  actor: Actor,
  { id, sequence, name }: Pick<TeamRow, 'id' | 'sequence' | 'name'>,
  decision: NewDecision,
  at: Date,
) {
  await insertDecision(tx, actor, id, sequence + 1, decision, at)
  const dissolvedAt = decision.kind === 'dissolve' ? at : null
  await tx
    .update(team)
    .set({ name, sequence: sequence + 1, dissolvedAt, version: sql`${team.version} + 1` })
    .where(eq(team.id, id))
}

/** Everybody who is or was on a team, by decision, the head first. */
export const listMembers = (db: Queryable, id: AssessmentTeamId) =>
  db
    .select({
      sequence: teamMembers.sequence,
      personId: teamMembers.personId,
      fullName: people.fullName,
      unit: { id: units.id, name: units.name },
      office: teamMembers.office,
      duty: teamMembers.duty,
      task: teamMembers.task,
    })
    .from(teamMembers)
    .innerJoin(people, eq(people.id, teamMembers.personId))
    .innerJoin(units, eq(units.id, teamMembers.unitId))
    .where(eq(teamMembers.teamId, id))
    .orderBy(
      desc(teamMembers.sequence),
      sql`array_position(array['head', 'secretary', 'member'], ${teamMembers.duty})`,
      asc(people.fullName),
      asc(people.id),
    )
export type MemberRow = Awaited<ReturnType<typeof listMembers>>[number]

/** The newest first. */
export const listDecisions = (db: Queryable, id: AssessmentTeamId) =>
  db.select().from(teamDecisions).where(eq(teamDecisions.teamId, id)).orderBy(desc(teamDecisions.sequence))
export type DecisionRow = Awaited<ReturnType<typeof listDecisions>>[number]
