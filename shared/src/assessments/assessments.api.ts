import { z } from 'zod'
import { teamDuty } from '../campaigns/campaign.schema.ts'
import { criterionCode } from '../catalogues/criterion.schema.ts'
import { endpoint } from '../endpoint.ts'
import { personId } from '../identity/person.schema.ts'
import { day, page, pageQuery, searchText, version } from '../page.ts'
import { answer } from '../scoring/answer.schema.ts'
import { result } from '../scoring/result.schema.ts'
import { line, lineSaved, submission, submissionId } from '../submissions/submission.schema.ts'
import { closingGapCodes } from './closing.rules.ts'

const params = z.object({ id: submissionId })
const moves = ['submission.not-found', 'submission.wrong-state', 'submission.stale'] as const

export const assessorCandidate = z
  .object({ personId, fullName: z.string(), unitName: z.string(), office: z.string().nullable() })
  .meta({ id: 'AssessorCandidate' })
export type AssessorCandidate = z.infer<typeof assessorCandidate>

export const listCandidates = endpoint({
  name: 'listCandidates',
  method: 'GET',
  path: '/submissions/:id/assessor-candidates',
  summary: 'People of your subtree who may be sent to this unit: nobody of the unit itself',
  access: 'assessment.organise',
  params,
  query: pageQuery.extend({ q: searchText.optional() }),
  reply: page(assessorCandidate),
  refusals: ['submission.not-found'],
})

export const teamOrder = z.object({
  version,
  members: z
    .array(z.object({ personId, duty: teamDuty }))
    .min(1)
    .max(20)
    .refine((all) => new Set(all.map((one) => one.personId)).size === all.length, 'A person is named twice'),
})
export type TeamOrder = z.infer<typeof teamOrder>

export const setTeam = endpoint({
  name: 'setTeam',
  method: 'PUT',
  path: '/submissions/:id/team',
  summary: 'Says who assesses the unit from outside; from an accepted file this opens the external assessment',
  access: 'assessment.organise',
  params,
  body: teamOrder,
  reply: submission,
  refusals: [
    ...moves,
    'assessment.conflict-of-interest',
    'assessment.team-needs-head',
    'assessment.person-unfit',
    'team.holds-unit',
  ],
})

export const externalSave = z.object({
  version: version.describe('Version of the external line you saw; 0 for a first save'),
  answer,
  reason: z.string().trim().max(5000).describe('Why the score differs from the self-score; demanded on completion'),
})
export type ExternalSave = z.infer<typeof externalSave>

export const saveExternalLine = endpoint({
  name: 'saveExternalLine',
  method: 'PUT',
  path: '/submissions/:id/external-lines/:code',
  summary:
    'Saves one line that the team has agreed on, beside the self-assessment; the head or the secretary writes it',
  access: 'assessment.score',
  params: params.extend({ code: criterionCode }),
  body: externalSave,
  reply: lineSaved,
  refusals: [
    'submission.not-found',
    'submission.wrong-state',
    'line.not-found',
    'line.stale',
    'line.score-above-maximum',
    'line.score-off-step',
    'line.score-is-computed',
    'line.figures-out-of-range',
    'line.figures-are-computed',
    'line.unknown-choice',
    'line.unknown-field',
    'line.not-of-this-kind',
    'assessment.sheets-apart',
  ],
})

export const refreshExternalAggregates = endpoint({
  name: 'refreshExternalAggregates',
  method: 'POST',
  path: '/submissions/:id/external-aggregates',
  summary: 'Computes the team’s lines whose figures come from the units one manages anew, and saves those that changed',
  access: 'assessment.score',
  params,
  reply: z.object({ lines: z.array(line), result }),
  refusals: ['submission.not-found', 'submission.wrong-state', 'assessment.sheets-apart'],
})

export const completeAssessment = endpoint({
  name: 'completeAssessment',
  method: 'POST',
  path: '/submissions/:id/assessment/complete',
  summary:
    'The head of the team closes the external assessment: lines scored with their reasons, findings written, minutes closed',
  access: 'assessment.score',
  params,
  body: z.object({
    version,
    conclusion: z.string().trim().max(5000),
    objectionDue: day.optional().describe('Last day on which the school may object; a week from now when left out'),
  }),
  reply: submission,
  refusals: [...moves, ...closingGapCodes, 'objection.due-outside-window'],
})

export const reopenAssessment = endpoint({
  name: 'reopenAssessment',
  method: 'POST',
  path: '/submissions/:id/assessment/reopen',
  summary: 'The managing body gives the assessment back to the team, with the reason',
  access: 'assessment.organise',
  params,
  body: z.object({ version, reason: z.string().trim().min(1).max(2000) }),
  reply: submission,
  refusals: [...moves],
})
