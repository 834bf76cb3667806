import { z } from 'zod'
import { campaignId, campaignUnitId, teamDuty } from '../campaigns/campaign.schema.ts'
import { attachment } from '../catalogues/indicator-set.schema.ts'
import { standsFor } from '../identity/delegation.schema.ts'
import { personId } from '../identity/person.schema.ts'
import { unitId, unitSummary } from '../org/unit.schema.ts'
import { day, moment, version } from '../page.ts'
import { submissionId } from '../submissions/submission.schema.ts'
import { submissionStatus } from '../submissions/submission.workflow.ts'

export const assessmentTeamId = z.uuid().brand<'AssessmentTeamId'>()
export type AssessmentTeamId = z.infer<typeof assessmentTeamId>

/** Why somebody must not assess a unit: works there, worked there in that school year, or declared a reason. */
export const conflictReasons = ['own-unit', 'worked-there', 'declared'] as const
export const conflictReason = z.enum(conflictReasons)
export type ConflictReason = z.infer<typeof conflictReason>

export const teamDecisionKinds = ['set-up', 'change', 'dissolve'] as const
export const teamDecisionKind = z.enum(teamDecisionKinds)
export type TeamDecisionKind = z.infer<typeof teamDecisionKind>

const teamName = z.string().trim().min(1).max(200)
const task = z.string().trim().max(1000).describe('What this member does on the team')

/** The paper by which a team is set up, changed or dissolved. */
export const decisionPaper = z.object({
  number: z.string().trim().min(1).max(60).describe('Number and symbol, as “12/QĐ-UBND”'),
  decidedOn: day,
  signatory: z.string().trim().min(1).max(200),
  office: z.string().trim().max(200),
})
export type DecisionPaper = z.infer<typeof decisionPaper>

export const namedMember = z.object({ personId, duty: teamDuty, task })
export type NamedMember = z.infer<typeof namedMember>
const namedMembers = z
  .array(namedMember)
  .min(1)
  .max(30)
  .refine((all) => new Set(all.map((one) => one.personId)).size === all.length, 'A person is named twice')

export const newAssessmentTeam = z.object({
  campaignId,
  name: teamName,
  decision: decisionPaper,
  members: namedMembers,
})
export type NewAssessmentTeam = z.infer<typeof newAssessmentTeam>

export const teamChange = z.object({
  version,
  name: teamName,
  decision: decisionPaper,
  members: namedMembers,
  reason: z.string().trim().max(2000),
})
export type TeamChange = z.infer<typeof teamChange>

export const teamDissolution = z.object({
  version,
  decision: decisionPaper,
  reason: z.string().trim().min(1).max(2000),
})
export type TeamDissolution = z.infer<typeof teamDissolution>

/** Somebody on a team, with the unit and office they had when the decision was recorded. */
export const teamPerson = z
  .object({
    personId,
    fullName: z.string(),
    unit: z.object({ id: unitId, name: z.string() }),
    office: z.string(),
    duty: teamDuty,
    task: z.string(),
  })
  .meta({ id: 'TeamPerson' })
export type TeamPerson = z.infer<typeof teamPerson>

export const teamDecision = decisionPaper
  .extend({
    sequence: z.int(),
    kind: teamDecisionKind,
    reason: z.string(),
    members: z.array(teamPerson),
    recordedAt: moment,
    recordedBy: z.string(),
    standsFor: standsFor.nullable(),
    files: z.array(attachment),
  })
  .meta({ id: 'TeamDecision' })
export type TeamDecision = z.infer<typeof teamDecision>

/** A member who must not assess one of the units of the team. */
export const teamConflict = z
  .object({
    personId,
    fullName: z.string(),
    campaignUnitId,
    unitName: z.string(),
    why: conflictReason,
    /** What was declared; null: found by the system, or not yours to read. */
    declared: z.string().nullable(),
    mine: z.boolean().describe('You declared it, so you may take it back'),
    /** Still scores that unit, as the conflict came later: the organiser has to settle it. */
    onTeam: z.boolean(),
  })
  .meta({ id: 'TeamConflict' })
export type TeamConflict = z.infer<typeof teamConflict>

/** `change` and `dissolve` by a decision; `assign` units; `plan` visits; `settle` conflicts that came later. */
export const teamActions = ['change', 'dissolve', 'assign', 'plan', 'settle', 'attach'] as const
export const teamAction = z.enum(teamActions)
export type TeamAction = z.infer<typeof teamAction>

export const teamSummary = z
  .object({
    id: assessmentTeamId,
    name: z.string(),
    /** The body that set it up. */
    unit: unitSummary,
    campaign: z.object({ id: campaignId, title: z.string(), schoolYear: z.string(), closedAt: moment.nullable() }),
    head: z.string(),
    members: z.int(),
    units: z.object({
      total: z.int(),
      waiting: z.int().describe('Files still to come'),
      open: z.int().describe('Being assessed'),
      over: z.int(),
    }),
    nextVisit: moment.nullable(),
    /** Conflicts to be settled, and units that nobody leads. */
    warnings: z.int(),
    /** What you are on it; null: not on it. */
    duty: teamDuty.nullable(),
    dissolvedAt: moment.nullable(),
    version: z.int(),
    actions: z.array(teamAction),
  })
  .meta({ id: 'TeamSummary' })
export type TeamSummary = z.infer<typeof teamSummary>

export const assessmentTeam = teamSummary
  .extend({
    people: z.array(teamPerson),
    /** The newest first. */
    decisions: z.array(teamDecision),
    conflicts: z.array(teamConflict),
  })
  .meta({ id: 'AssessmentTeam' })
export type AssessmentTeam = z.infer<typeof assessmentTeam>

/**
 * Where the external assessment of a unit stands (source 001, annex III.3): its file is still to come, the team examines it
 * at its desk, goes there, writes down what it found, the school reads the draft result, all is over.
 */
export const assessmentPhases = ['waiting', 'desk-review', 'on-site', 'concluding', 'result', 'over'] as const
export const assessmentPhase = z.enum(assessmentPhases)
export type AssessmentPhase = z.infer<typeof assessmentPhase>

/** A unit that a team assesses. */
export const teamUnit = z
  .object({
    campaignUnitId,
    unit: unitSummary,
    submissionId,
    status: submissionStatus,
    due: day.nullable(),
    late: z.boolean(),
    /** Who leads there: the secretary where the head must not; null: nobody can, and the organiser has to see to it. */
    leader: z.string().nullable(),
    leftOut: z.array(teamConflict),
    scorers: z.array(z.string()).describe('Names of those who score there; empty as long as nobody assesses it'),
    phase: assessmentPhase,
    nextVisit: moment.nullable(),
    visits: z.int().describe('Planned or made'),
    version: z.int().describe('Of its file'),
    actions: z.array(z.enum(['open', 'assess', 'choose-scorers', 'declare', 'release'])),
  })
  .meta({ id: 'TeamUnit' })
export type TeamUnit = z.infer<typeof teamUnit>

/** A unit that one’s own body assesses in a campaign, and its team. */
export const assessableUnit = z
  .object({
    campaignUnitId,
    unit: unitSummary,
    submissionId,
    status: submissionStatus,
    team: z.object({ id: assessmentTeamId, name: z.string() }).nullable(),
    /** Assessors who were named for this unit alone, without a team. */
    alone: z.int(),
    /** Something has been scored, so that it stays where it is. */
    begun: z.boolean(),
  })
  .meta({ id: 'AssessableUnit' })
export type AssessableUnit = z.infer<typeof assessableUnit>

export const assignment = z.object({
  campaignUnitIds: z.array(campaignUnitId).min(1).max(500),
  move: z.boolean().describe('Takes units from the team they have, while nothing is scored there'),
})
export type Assignment = z.infer<typeof assignment>

/** What came of giving units to a team: each unit for itself. */
export const assigned = z
  .object({
    opened: z.int().describe('Units whose external assessment has begun with it'),
    prepared: z.int().describe('Units whose file is still to come: it begins when the file is accepted'),
    moved: z.int().describe('Of both, those that came from another team'),
    leftOut: z.array(teamConflict),
    refused: z.array(
      z.object({
        campaignUnitId,
        unitName: z.string(),
        code: z.enum([
          'campaign-unit.not-found',
          'team.unit-taken',
          'team.unit-begun',
          'team.unit-over',
          'team.nobody-leads',
          'campaign.closed',
        ]),
      }),
    ),
  })
  .meta({ id: 'Assigned' })
export type Assigned = z.infer<typeof assigned>

export const conflictDeclaration = z.object({ campaignUnitId, reason: z.string().trim().min(1).max(2000) })
export type ConflictDeclaration = z.infer<typeof conflictDeclaration>

export const teamCandidate = z
  .object({
    personId,
    fullName: z.string(),
    unit: z.object({ id: unitId, name: z.string() }),
    office: z.string().nullable(),
    own: z.boolean().describe('Of the body itself or a unit under it'),
  })
  .meta({ id: 'TeamCandidate' })
export type TeamCandidate = z.infer<typeof teamCandidate>
