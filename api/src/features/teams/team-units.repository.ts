import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type {
  AssessmentTeamId,
  CampaignId,
  CampaignUnitId,
  ConflictReason,
  PersonId,
  SubmissionId,
  SubmissionStatus,
  TeamDuty,
  UnitId,
  VisitKind,
  VisitStatus,
} from '@thuoc/shared'
import { actorId, type Actor } from '../../platform/actor.ts'
import { one, type Queryable, type Tx } from '../../platform/db/client.ts'
import { hasWords } from '../../platform/db/search.ts'
import { isoText } from './iso.repository.ts'
import { campaigns, campaignUnitAssessors, campaignUnits, visibleTo } from '../campaigns/index.ts'
import { submissions } from '../submissions/index.ts'
import { assessmentTeams, teamUnits } from './teams.tables.ts'

const part = {
  campaignUnitId: campaignUnits.id,
  unit: {
    id: campaignUnits.unitId,
    code: campaignUnits.unitCode,
    name: campaignUnits.unitName,
    type: campaignUnits.unitType,
  },
  submissionId: sql<SubmissionId>`${submissions.id}`,
  status: sql<SubmissionStatus>`${submissions.status}`,
}

type Plan = { kind: VisitKind; status: VisitStatus; startsAt: string }[]
type Leader = { fullName: string; personId: PersonId } | null

/** The units of a team by name in Vietnamese order. `visible`: the actor may open the file. */
export const listUnits = (db: Queryable, actor: Actor, id: AssessmentTeamId) =>
  db
    .select({
      ...part,
      due: sql<string>`coalesce(${campaignUnits.externalDue}, ${campaigns.externalAssessmentDue})::text`,
      leader: sql<Leader>`(select json_build_object('fullName', person.full_name, 'personId', person.id)
        from campaign_unit_assessors leader join people person on person.id = leader.person_id
        where leader.campaign_unit_id = ${campaignUnits.id} and leader.duty = 'head')`,
      seated: sql<boolean>`exists (select 1 from campaign_unit_assessors own
        where own.campaign_unit_id = ${campaignUnits.id} and own.person_id = ${actor.personId}::uuid)`,
      scorers: sql<string[]>`(select coalesce(json_agg(person.full_name order by person.full_name), '[]')
        from campaign_unit_assessors seated join people person on person.id = seated.person_id
        where seated.campaign_unit_id = ${campaignUnits.id} and not exists (select 1 from assessment_sheets sheet
          where sheet.submission_id = ${submissions.id} and sheet.person_id = seated.person_id and not sheet.scores))`,
      /** Of several who sit there, as long as nobody has seen the sheets of the others. */
      choosable: sql<boolean>`(select count(*) > 1 from campaign_unit_assessors seated
          where seated.campaign_unit_id = ${campaignUnits.id})
        and not exists (select 1 from assessment_openings opening where opening.submission_id = ${submissions.id})`,
      version: sql<number>`${submissions.version}`,
      visible: sql<boolean>`${visibleTo(actor)}`,
      nextVisit: sql<string | null>`(select ${isoText(sql`min(visit.starts_at)`)} from assessment_visits visit
        where visit.campaign_unit_id = ${campaignUnits.id} and visit.team_id = ${teamUnits.teamId}
          and visit.status = 'planned')`,
      plan: sql<Plan>`(select coalesce(json_agg(json_build_object('kind', visit.kind, 'status', visit.status,
          'startsAt', ${isoText(sql`visit.starts_at`)})), '[]') from assessment_visits visit
        where visit.campaign_unit_id = ${campaignUnits.id} and visit.team_id = ${teamUnits.teamId}
          and visit.status <> 'cancelled')`,
    })
    .from(teamUnits)
    .innerJoin(campaignUnits, eq(campaignUnits.id, teamUnits.campaignUnitId))
    .innerJoin(campaigns, eq(campaigns.id, campaignUnits.campaignId))
    .innerJoin(submissions, eq(submissions.campaignUnitId, campaignUnits.id))
    .where(and(eq(teamUnits.teamId, id), isNull(campaignUnits.takenOutAt)))
    .orderBy(asc(campaignUnits.unitName), asc(campaignUnits.id))

type Assessed = { campaignId: CampaignId; assessor: UnitId }
const assessedBy = ({ campaignId, assessor }: Assessed) =>
  and(
    eq(campaignUnits.campaignId, campaignId),
    eq(campaignUnits.assessorUnitId, assessor),
    isNull(campaignUnits.takenOutAt),
  )
const teamOfUnit = eq(teamUnits.campaignUnitId, campaignUnits.id)

/** Where the units stand that a body assesses in a campaign, those named or all; with the team they have. */
const assessable = (db: Queryable) =>
  db
    .select({
      ...part,
      teamId: assessmentTeams.id,
      teamName: assessmentTeams.name,
      seated: sql<number>`(select count(*)::int from campaign_unit_assessors seated
        where seated.campaign_unit_id = ${campaignUnits.id})`,
    })
    .from(campaignUnits)
    .innerJoin(submissions, eq(submissions.campaignUnitId, campaignUnits.id))
    .leftJoin(teamUnits, teamOfUnit)
    .leftJoin(assessmentTeams, eq(assessmentTeams.id, teamUnits.teamId))

type Filters = { q?: string | undefined; without?: boolean | undefined }

/** By name; one more than `limit`. */
export const listAssessable = (
  db: Queryable,
  place: Assessed,
  { q = '', without, after, limit }: Filters & { after: [string, string] | null; limit: number },
) =>
  assessable(db)
    .where(
      and(
        assessedBy(place),
        ...hasWords(campaignUnits.search, q),
        without === undefined ? undefined : without ? isNull(teamUnits.teamId) : sql`${teamUnits.teamId} is not null`,
        after ? sql`(${campaignUnits.unitName}, ${campaignUnits.id}) > (${after[0]}, ${after[1]}::uuid)` : undefined,
      ),
    )
    .orderBy(asc(campaignUnits.unitName), asc(campaignUnits.id))
    .limit(limit + 1)

/** Those of the named units that the body assesses in the campaign. */
export const listNamed = (db: Queryable, place: Assessed, ids: readonly CampaignUnitId[]) =>
  assessable(db).where(and(assessedBy(place), inArray(campaignUnits.id, [...ids])))

export async function countAssessable(db: Queryable, place: Assessed) {
  const rows = await db
    .select({
      total: sql<number>`count(*)::int`,
      without: sql<number>`(count(*) filter (where ${teamUnits.teamId} is null))::int`,
    })
    .from(campaignUnits)
    .leftJoin(teamUnits, teamOfUnit)
    .where(assessedBy(place))
  return one(rows)
}

/** Gives units to a team, from whichever they had. */
export async function assign(tx: Tx, actor: Actor, id: AssessmentTeamId, units: readonly CampaignUnitId[], at: Date) {
  if (units.length === 0) return
  const by = { assignedAt: at, assignedBy: actor.name, assignedById: actorId(actor) }
  await tx
    .insert(teamUnits)
    .values(units.map((campaignUnitId) => ({ campaignUnitId, teamId: id, ...by })))
    .onConflictDoUpdate({ target: teamUnits.campaignUnitId, set: { teamId: id, ...by } })
}

export async function release(tx: Tx, units: readonly CampaignUnitId[]) {
  if (units.length > 0) await tx.delete(teamUnits).where(inArray(teamUnits.campaignUnitId, [...units]))
}

/** The files of participating units. */
export async function filesOf(db: Queryable, units: readonly CampaignUnitId[]): Promise<SubmissionId[]> {
  if (units.length === 0) return []
  const rows = await db
    .select({ id: submissions.id })
    .from(submissions)
    .where(inArray(submissions.campaignUnitId, [...units]))
  return rows.map(({ id }) => id)
}

/** Holds the file of a participating unit, whoever asks. */
export async function lockUnit(
  tx: Tx,
  id: CampaignUnitId,
): Promise<{ status: SubmissionStatus; submissionId: SubmissionId; unitId: UnitId; unitName: string } | undefined> {
  const [row] = await tx
    .select({
      status: submissions.status,
      submissionId: submissions.id,
      unitId: campaignUnits.unitId,
      unitName: campaignUnits.unitName,
    })
    .from(submissions)
    .innerJoin(campaignUnits, eq(campaignUnits.id, submissions.campaignUnitId))
    .where(and(eq(campaignUnits.id, id), isNull(campaignUnits.takenOutAt)))
    .for('no key update', { of: submissions })
  return row
}

/** The teams that these units belong to; one without a team is not among them. */
export async function teamOfEach(
  db: Queryable,
  ids: readonly CampaignUnitId[],
): Promise<ReadonlyMap<CampaignUnitId, AssessmentTeamId>> {
  if (ids.length === 0) return new Map()
  const { campaignUnitId, teamId } = teamUnits
  const rows = await db
    .select({ campaignUnitId, teamId })
    .from(teamUnits)
    .where(inArray(campaignUnitId, [...ids]))
  return new Map(rows.map((row) => [row.campaignUnitId, row.teamId]))
}

/** The team that a unit belongs to. */
export async function teamOf(db: Queryable, id: CampaignUnitId): Promise<AssessmentTeamId | undefined> {
  const [row] = await db.select({ id: teamUnits.teamId }).from(teamUnits).where(eq(teamUnits.campaignUnitId, id))
  return row?.id
}

type Seat = { campaignUnitId: CampaignUnitId; personId: PersonId; duty: TeamDuty }

/** Puts these people in place of those who assessed these units: what policies read. */
export async function seat(tx: Tx, units: readonly CampaignUnitId[], seats: readonly Seat[], at: Date) {
  if (units.length === 0) return
  const own = inArray(campaignUnitAssessors.campaignUnitId, [...units])
  await tx.delete(campaignUnitAssessors).where(own)
  if (seats.length > 0) await tx.insert(campaignUnitAssessors).values(seats.map((one) => ({ ...one, addedAt: at })))
}

/** Who sits where among these units. */
export const listSeats = (db: Queryable, units: readonly CampaignUnitId[]): Promise<Seat[]> =>
  db
    .select({
      campaignUnitId: campaignUnitAssessors.campaignUnitId,
      personId: campaignUnitAssessors.personId,
      duty: campaignUnitAssessors.duty,
    })
    .from(campaignUnitAssessors)
    .where(units.length > 0 ? inArray(campaignUnitAssessors.campaignUnitId, [...units]) : sql`false`)

export type Finding = {
  campaignUnitId: CampaignUnitId
  personId: PersonId
  fullName: string
  unitName: string
  why: ConflictReason
  declared: string | null
  onTeam: boolean
}

/** Members of a team who must not assess one of its units that stand in one of these states. */
export async function listConflicts(db: Queryable, id: AssessmentTeamId, live: readonly string[]): Promise<Finding[]> {
  const { rows } = await db.execute<Finding>(sql`
    select part.campaign_unit_id as "campaignUnitId", person.id as "personId", person.full_name as "fullName",
      place.unit_name as "unitName", found.why, declared.reason as declared,
      exists (select 1 from campaign_unit_assessors seated where seated.campaign_unit_id = part.campaign_unit_id
        and seated.person_id = person.id) as "onTeam"
    from assessment_team_units part
    join assessment_teams team on team.id = part.team_id
    join campaign_units place on place.id = part.campaign_unit_id
    join submissions file on file.campaign_unit_id = part.campaign_unit_id
    join assessment_team_members member on member.team_id = team.id and member.sequence = team.sequence
    join people person on person.id = member.person_id
    cross join lateral (select conflict_of_interest(person.id, part.campaign_unit_id) as why) found
    left join assessment_conflicts declared on declared.campaign_unit_id = part.campaign_unit_id
      and declared.person_id = person.id and declared.withdrawn_at is null
    where team.id = ${id}::uuid and found.why is not null and file.status = any (${sql.param([...live])}::text[])
    order by place.unit_name, person.full_name`)
  return rows
}
