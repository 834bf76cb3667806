import { z } from 'zod'
import { campaignId, campaignUnitId } from '../campaigns/campaign.schema.ts'
import { endpoint } from '../endpoint.ts'
import { page, pageQuery, searchText } from '../page.ts'
import { uploadRefusals } from '../problem.ts'
import {
  assessableUnit,
  assessmentTeam,
  assessmentTeamId,
  assigned,
  assignment,
  conflictDeclaration,
  newAssessmentTeam,
  teamCandidate,
  teamChange,
  teamDissolution,
  teamSummary,
  teamUnit,
} from './team.schema.ts'

const ofTeam = z.object({ id: assessmentTeamId })
const ofCampaign = z.object({ id: campaignId })
const faults = [
  'team.in-the-future',
  'assessment.team-needs-head',
  'team.needs-secretary',
  'assessment.person-unfit',
  'team.name-taken',
] as const
const moves = ['team.not-found', 'team.dissolved', 'team.stale'] as const

export const listTeams = endpoint({
  name: 'listTeams',
  method: 'GET',
  path: '/assessment-teams',
  summary: 'External assessment teams of your branch and those you are on; the running ones first, by name',
  access: 'submission.read',
  query: pageQuery.extend({
    q: searchText.optional(),
    campaignId: campaignId.optional(),
    mine: z.stringbool().optional().describe('Only those you are on'),
    dissolved: z.stringbool().optional(),
  }),
  reply: page(teamSummary),
  refusals: [],
})

export const createTeam = endpoint({
  name: 'createTeam',
  method: 'POST',
  path: '/assessment-teams',
  summary: 'Sets up a team of your own body by decision',
  access: 'assessment.organise',
  body: newAssessmentTeam,
  reply: assessmentTeam,
  refusals: ['campaign.not-found', 'campaign.closed', ...faults],
})

export const getTeam = endpoint({
  name: 'getTeam',
  method: 'GET',
  path: '/assessment-teams/:id',
  summary: 'A team: its people, its decisions, who must not assess what',
  access: 'submission.read',
  params: ofTeam,
  reply: assessmentTeam,
  refusals: ['team.not-found'],
})

export const changeTeam = endpoint({
  name: 'changeTeam',
  method: 'POST',
  path: '/assessment-teams/:id/decisions',
  summary: 'Changes name and members by a further decision; the earlier one stays on record',
  access: 'assessment.organise',
  params: ofTeam,
  body: teamChange,
  reply: assessmentTeam,
  refusals: [...moves, ...faults, 'campaign.closed', 'team.nobody-leads'],
})

export const dissolveTeam = endpoint({
  name: 'dissolveTeam',
  method: 'POST',
  path: '/assessment-teams/:id/dissolve',
  summary: 'Dissolves a team by decision; units still to come have none then',
  access: 'assessment.organise',
  params: ofTeam,
  body: teamDissolution,
  reply: assessmentTeam,
  refusals: [...moves, 'team.units-open', 'team.in-the-future'],
})

export const listTeamCandidates = endpoint({
  name: 'listTeamCandidates',
  method: 'GET',
  path: '/campaigns/:id/team-candidates',
  summary: 'People of the province who may be on a team, one’s own branch first; by part of name, unit or user name',
  access: 'assessment.organise',
  params: ofCampaign,
  query: pageQuery.extend({ q: searchText.optional() }),
  reply: page(teamCandidate),
  refusals: ['campaign.not-found'],
})

export const listAssessableUnits = endpoint({
  name: 'listAssessableUnits',
  method: 'GET',
  path: '/campaigns/:id/assessable-units',
  summary: 'The units that your own body assesses in a campaign, each with its team or without one',
  access: 'assessment.organise',
  params: ofCampaign,
  query: pageQuery.extend({
    q: searchText.optional(),
    without: z.stringbool().optional().describe('Only those without a team'),
  }),
  reply: page(assessableUnit).extend({
    /** Of all of them, whatever the filter. */
    total: z.int(),
    without: z.int(),
  }),
  refusals: ['campaign.not-found'],
})

export const listTeamUnits = endpoint({
  name: 'listTeamUnits',
  method: 'GET',
  path: '/assessment-teams/:id/units',
  summary: 'The units of a team: how far each has come, who leads there, who is left out and why',
  access: 'submission.read',
  params: ofTeam,
  reply: z.object({ items: z.array(teamUnit) }),
  refusals: ['team.not-found'],
})

export const assignUnits = endpoint({
  name: 'assignUnits',
  method: 'POST',
  path: '/assessment-teams/:id/units',
  summary: 'Gives units to a team, each for itself; where the file is accepted this opens the external assessment',
  access: 'assessment.organise',
  params: ofTeam,
  body: assignment,
  reply: assigned,
  refusals: ['team.not-found', 'team.dissolved'],
})

export const releaseUnit = endpoint({
  name: 'releaseUnit',
  method: 'DELETE',
  path: '/assessment-teams/:id/units/:campaignUnitId',
  summary: 'Takes a unit from a team before its external assessment begins',
  access: 'assessment.organise',
  params: ofTeam.extend({ campaignUnitId }),
  reply: assessmentTeam,
  refusals: ['team.not-found', 'campaign-unit.not-found', 'team.unit-begun'],
})

export const settleMembers = endpoint({
  name: 'settleMembers',
  method: 'POST',
  path: '/assessment-teams/:id/settle',
  summary: 'Takes members off the units they must not assess any more, and puts those back who may again',
  access: 'assessment.organise',
  params: ofTeam,
  reply: assessmentTeam,
  refusals: ['team.not-found', 'team.dissolved', 'team.nobody-leads'],
})

export const declareConflict = endpoint({
  name: 'declareConflict',
  method: 'POST',
  path: '/assessment-teams/:id/conflicts',
  summary: 'A member says why they must not assess a unit; they are taken off it at once',
  access: 'assessment.score',
  params: ofTeam,
  body: conflictDeclaration,
  reply: assessmentTeam,
  refusals: ['team.not-found', 'team.dissolved', 'campaign-unit.not-found', 'team.conflict-declared', 'team.unit-over'],
})

export const withdrawConflict = endpoint({
  name: 'withdrawConflict',
  method: 'DELETE',
  path: '/assessment-teams/:id/conflicts/:campaignUnitId',
  summary: 'The member takes the declaration back',
  access: 'assessment.score',
  params: ofTeam.extend({ campaignUnitId }),
  reply: assessmentTeam,
  refusals: ['team.not-found', 'team.dissolved', 'team.no-conflict'],
})

const ofDecision = ofTeam.extend({ sequence: z.coerce.number().int().min(1).max(10_000) })

/** The body is multipart/form-data with one file; it is streamed, so not in `body`. */
export const addTeamFile = endpoint({
  name: 'addTeamFile',
  method: 'POST',
  path: '/assessment-teams/:id/decisions/:sequence/attachments',
  summary: 'Adds the scan of the signed paper to a decision (multipart/form-data: file)',
  access: 'assessment.organise',
  params: ofDecision,
  reply: assessmentTeam,
  refusals: ['team.not-found', 'team.decision-not-found', ...uploadRefusals],
})

const ofFile = ofDecision.extend({ attachmentId: z.uuid() })

export const removeTeamFile = endpoint({
  name: 'removeTeamFile',
  method: 'DELETE',
  path: '/assessment-teams/:id/decisions/:sequence/attachments/:attachmentId',
  summary: 'Takes a scan from a decision',
  access: 'assessment.organise',
  params: ofFile,
  reply: assessmentTeam,
  refusals: ['team.not-found', 'team.decision-not-found', 'attachment.not-found'],
})

/** Answers the file; it is no JSON, so the route describes it. */
export const downloadTeamFile = endpoint({
  name: 'downloadTeamFile',
  method: 'GET',
  path: '/assessment-teams/:id/decisions/:sequence/attachments/:attachmentId',
  summary: 'The scan of a signed decision',
  access: 'submission.read',
  params: ofFile,
  reply: z.unknown(),
  refusals: ['team.not-found', 'attachment.not-found'],
})
