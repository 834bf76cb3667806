import { and, asc, eq, inArray, or, sql, type SQL } from 'drizzle-orm'
import type {
  AssessmentTeamId,
  CampaignUnitId,
  PersonId,
  SubmissionId,
  TeamDuty,
  VisitId,
  VisitPlan,
  VisitStatus,
  VisitWindow,
} from '@thuoc/shared'
import { newId } from '../../platform/db/columns.ts'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import { campaigns, campaignUnits } from '../campaigns/index.ts'
import { submissions } from '../submissions/index.ts'
import { assessmentTeams, visitPeople, visits } from './teams.tables.ts'

export type Goer = { personId: PersonId; fullName: string; duty: TeamDuty | null }

const people = sql<
  Goer[]
>`(select coalesce(json_agg(json_build_object('personId', person.id, 'fullName', person.full_name,
    'duty', member.duty) order by array_position(array['head', 'secretary', 'member'], member.duty), person.full_name), '[]')
  from assessment_visit_people goer join people person on person.id = goer.person_id
  left join assessment_team_members member on member.team_id = ${visits.teamId}
    and member.sequence = ${assessmentTeams.sequence} and member.person_id = goer.person_id
  where goer.visit_id = ${visits.id})`

const select = (db: Queryable, ...conditions: (SQL | undefined)[]) =>
  db
    .select({
      id: visits.id,
      campaignUnitId: visits.campaignUnitId,
      kind: visits.kind,
      startsAt: visits.startsAt,
      endsAt: visits.endsAt,
      place: visits.place,
      note: visits.note,
      status: visits.status,
      cancelReason: visits.cancelReason,
      version: visits.version,
      team: { id: assessmentTeams.id, name: assessmentTeams.name, unitId: assessmentTeams.unitId },
      submissionId: submissions.id,
      unit: {
        id: campaignUnits.unitId,
        code: campaignUnits.unitCode,
        name: campaignUnits.unitName,
        type: campaignUnits.unitType,
      },
      people,
    })
    .from(visits)
    .innerJoin(assessmentTeams, eq(assessmentTeams.id, visits.teamId))
    .innerJoin(campaignUnits, eq(campaignUnits.id, visits.campaignUnitId))
    .innerJoin(submissions, eq(submissions.campaignUnitId, campaignUnits.id))
    .where(and(...conditions))
    .orderBy(asc(visits.startsAt), asc(visits.id))

export type VisitRow = Awaited<ReturnType<typeof select>>[number]

/** By time. */
export const listOfTeam = (db: Queryable, id: AssessmentTeamId) => select(db, eq(visits.teamId, id))
export const listOfUnit = (db: Queryable, id: CampaignUnitId) => select(db, eq(visits.campaignUnitId, id))

export async function findVisit(db: Queryable, id: VisitId): Promise<VisitRow | undefined> {
  const [row] = await select(db, eq(visits.id, id))
  return row
}

/** Holds the visit until the transaction ends. */
export async function lockVisit(tx: Tx, id: VisitId): Promise<VisitRow | undefined> {
  await tx.select({ id: visits.id }).from(visits).where(eq(visits.id, id)).for('no key update')
  return findVisit(tx, id)
}

/** Visits of whatever team to these units, or by these people, that are not called off. */
export const listTouching = (db: Queryable, units: readonly CampaignUnitId[], goers: readonly PersonId[]) =>
  select(
    db,
    sql`${visits.status} <> 'cancelled'`,
    or(
      inArray(visits.campaignUnitId, [...units]),
      sql`exists (select 1 from assessment_visit_people other where other.visit_id = ${visits.id}
        and other.person_id = any (${sql.param([...goers])}::uuid[]))`,
    ),
  )

/** The days within which the plan wants these units assessed from outside. */
export async function windowsOf(
  db: Queryable,
  units: readonly CampaignUnitId[],
): Promise<Map<CampaignUnitId, VisitWindow>> {
  if (units.length === 0) return new Map()
  const rows = await db
    .select({
      id: campaignUnits.id,
      from: sql<string | null>`(select min(duty.starts_on)::text from milestone_duties duty
        where duty.campaign_id = ${campaignUnits.campaignId} and duty.unit_id = ${campaignUnits.assessorUnitId}
          and 'external-assessment' = any (duty.deliverables))`,
      until: sql<string>`coalesce(${campaignUnits.externalDue}, ${campaigns.externalAssessmentDue})::text`,
    })
    .from(campaignUnits)
    .innerJoin(campaigns, eq(campaigns.id, campaignUnits.campaignId))
    .where(inArray(campaignUnits.id, [...units]))
  return new Map(rows.map(({ id, from, until }) => [id, { from, until }]))
}

type Values = Pick<VisitPlan, 'kind' | 'place' | 'note'> & { startsAt: Date; endsAt: Date }

async function replacePeople(tx: Tx, id: VisitId, goers: readonly PersonId[]) {
  await tx.delete(visitPeople).where(eq(visitPeople.visitId, id))
  await tx.insert(visitPeople).values(goers.map((personId) => ({ visitId: id, personId })))
}

export async function insertVisit(
  tx: Tx,
  place: { teamId: AssessmentTeamId; campaignUnitId: CampaignUnitId },
  values: Values,
  goers: readonly PersonId[],
): Promise<VisitId> {
  const id = newId<VisitId>()
  await tx.insert(visits).values({ id, ...place, ...values })
  await replacePeople(tx, id, goers)
  return id
}

const newer = sql`${visits.version} + 1`

export async function updateVisit(tx: Tx, id: VisitId, values: Values, goers: readonly PersonId[]) {
  await tx
    .update(visits)
    .set({ ...values, version: newer })
    .where(eq(visits.id, id))
  await replacePeople(tx, id, goers)
}

export async function setVisitState(tx: Tx, id: VisitId, state: { status: VisitStatus; cancelReason?: string }) {
  await tx
    .update(visits)
    .set({ ...state, version: newer })
    .where(eq(visits.id, id))
}

/** Calls off what a team still had planned, at one unit or at all. */
export async function callOffAll(tx: Tx, id: AssessmentTeamId, unit: CampaignUnitId | null, reason: string) {
  await tx
    .update(visits)
    .set({ status: 'cancelled', cancelReason: reason, version: newer })
    .where(
      and(
        eq(visits.teamId, id),
        eq(visits.status, 'planned'),
        unit === null ? undefined : eq(visits.campaignUnitId, unit),
      ),
    )
}

/** Whoever is not on the team any more goes on none of its visits to come. */
export async function leaveVisits(tx: Tx, id: AssessmentTeamId, members: readonly PersonId[], at: Date) {
  const coming = tx
    .select({ id: visits.id })
    .from(visits)
    .where(and(eq(visits.teamId, id), eq(visits.status, 'planned'), sql`${visits.startsAt} > ${at}`))
  await tx
    .delete(visitPeople)
    .where(
      and(
        inArray(visitPeople.visitId, coming),
        sql`${visitPeople.personId} <> all (${sql.param([...members])}::uuid[])`,
      ),
    )
}

/** The team of a unit, as the school reads of it; none once it has been taken from the unit. */
export async function teamIdOf(db: Queryable, id: SubmissionId): Promise<AssessmentTeamId | undefined> {
  const { rows } = await db.execute<{ id: AssessmentTeamId }>(sql`
    select part.team_id as id from assessment_team_units part
    join submissions file on file.campaign_unit_id = part.campaign_unit_id where file.id = ${id}::uuid`)
  return rows[0]?.id
}
