import {
  teamDecisionKinds,
  visitKinds,
  visitStatuses,
  type AssessmentTeamId,
  type CampaignId,
  type CampaignUnitId,
  type PersonId,
  type ProblemCode,
  type StandsFor,
  type TeamDuty,
  type UnitId,
  type VisitId,
} from '@thuoc/shared'
import { sql } from 'drizzle-orm'
import { date, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant, newId, primaryId, reference } from '../../platform/db/columns.ts'

export const assessmentTeams = pgTable('assessment_teams', {
  id: primaryId<AssessmentTeamId>(),
  campaignId: reference<CampaignId>('campaign_id').notNull(),
  unitId: reference<UnitId>('unit_id').notNull(),
  name: text().notNull(),
  /** The decision that counts now. */
  sequence: integer().notNull(),
  version: integer().notNull().default(1),
  createdAt: instant('created_at').notNull(),
  dissolvedAt: instant('dissolved_at'),
  search: text()
    .notNull()
    .generatedAlwaysAs(sql`unaccented(name)`),
})

export const teamDecisions = pgTable(
  'assessment_team_decisions',
  {
    teamId: reference<AssessmentTeamId>('team_id').notNull(),
    sequence: integer().notNull(),
    kind: text({ enum: teamDecisionKinds }).notNull(),
    number: text().notNull(),
    decidedOn: date('decided_on').notNull(),
    signatory: text().notNull(),
    office: text().notNull(),
    reason: text().notNull().default(''),
    recordedAt: instant('recorded_at').notNull(),
    recordedBy: text('recorded_by').notNull(),
    recordedById: uuid('recorded_by_id').notNull(),
    standsFor: jsonb('stands_for').$type<StandsFor>(),
  },
  (table) => [primaryKey({ columns: [table.teamId, table.sequence] })],
)

export const teamMembers = pgTable(
  'assessment_team_members',
  {
    teamId: reference<AssessmentTeamId>('team_id').notNull(),
    sequence: integer().notNull(),
    personId: reference<PersonId>('person_id').notNull(),
    duty: text().$type<TeamDuty>().notNull(),
    task: text().notNull().default(''),
    unitId: reference<UnitId>('unit_id').notNull(),
    office: text().notNull().default(''),
  },
  (table) => [primaryKey({ columns: [table.teamId, table.sequence, table.personId] })],
)

export const teamFiles = pgTable(
  'assessment_team_files',
  {
    teamId: reference<AssessmentTeamId>('team_id').notNull(),
    sequence: integer().notNull(),
    attachmentId: uuid('attachment_id').notNull(),
    removedAt: instant('removed_at'),
    removedBy: text('removed_by'),
    removedById: uuid('removed_by_id'),
  },
  (table) => [primaryKey({ columns: [table.teamId, table.sequence, table.attachmentId] })],
)

export const teamUnits = pgTable('assessment_team_units', {
  campaignUnitId: uuid('campaign_unit_id').$type<CampaignUnitId>().primaryKey(),
  teamId: reference<AssessmentTeamId>('team_id').notNull(),
  assignedAt: instant('assigned_at').notNull(),
  assignedBy: text('assigned_by').notNull(),
  assignedById: uuid('assigned_by_id').notNull(),
})

export const conflicts = pgTable('assessment_conflicts', {
  id: uuid().primaryKey().$defaultFn(newId),
  campaignUnitId: reference<CampaignUnitId>('campaign_unit_id').notNull(),
  personId: reference<PersonId>('person_id').notNull(),
  reason: text().notNull(),
  declaredAt: instant('declared_at').notNull(),
  withdrawnAt: instant('withdrawn_at'),
})

export const visits = pgTable('assessment_visits', {
  id: primaryId<VisitId>(),
  teamId: reference<AssessmentTeamId>('team_id').notNull(),
  campaignUnitId: reference<CampaignUnitId>('campaign_unit_id').notNull(),
  kind: text({ enum: visitKinds }).notNull(),
  startsAt: instant('starts_at').notNull(),
  endsAt: instant('ends_at').notNull(),
  place: text().notNull().default(''),
  note: text().notNull().default(''),
  status: text({ enum: visitStatuses }).notNull().default('planned'),
  cancelReason: text('cancel_reason'),
  version: integer().notNull().default(1),
})

export const visitPeople = pgTable(
  'assessment_visit_people',
  {
    visitId: reference<VisitId>('visit_id').notNull(),
    personId: reference<PersonId>('person_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.visitId, table.personId] })],
)

export const teamEventActions = [
  'units-assigned',
  'unit-moved-away',
  'unit-released',
  'members-settled',
  'conflict-declared',
  'conflict-withdrawn',
  'visit-planned',
  'visit-changed',
  'visit-cancelled',
  'visit-done',
] as const

export const teamEvents = pgTable('assessment_team_events', {
  id: uuid().primaryKey().$defaultFn(newId),
  teamId: reference<AssessmentTeamId>('team_id').notNull(),
  campaignUnitId: reference<CampaignUnitId>('campaign_unit_id'),
  visitId: reference<VisitId>('visit_id'),
  action: text({ enum: teamEventActions }).notNull(),
  /** By field: what it was, what it is. */
  changes: jsonb().$type<Record<string, [string | null, string | null]>>().notNull().default({}),
  reason: text(),
  at: instant('at').notNull(),
  actorId: uuid('actor_id').notNull(),
  actorName: text('actor_name').notNull(),
})

/** What the user is told when the database says no. */
export const teamConstraints = {
  assessment_teams_name: 'team.name-taken',
  assessment_team_members_one_head: 'assessment.team-needs-head',
  assessment_team_members_one_secretary: 'team.needs-secretary',
  assessment_visits_times: 'visit.times-out-of-order',
  assessment_conflicts_once: 'team.conflict-declared',
} satisfies Record<string, ProblemCode>
