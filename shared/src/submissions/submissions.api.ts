import { z } from 'zod'
import { campaignId } from '../campaigns/campaign.schema.ts'
import { criterionCode } from '../catalogues/criterion.schema.ts'
import { endpoint } from '../endpoint.ts'
import { unitId, unitSummary } from '../org/unit.schema.ts'
import { page, pageQuery, searchText } from '../page.ts'
import { result } from '../scoring/result.schema.ts'
import {
  form,
  line,
  lineSave,
  lineSaved,
  submission,
  submissionId,
  submissionSummary,
  task,
  timelineEntry,
  transitionRequest,
} from './submission.schema.ts'
import { submissionStatus } from './submission.workflow.ts'

const params = z.object({ id: submissionId })

const filter = z.object({
  q: searchText.optional().describe('Part of the unit’s name or code; accents do not matter'),
  campaignId: campaignId.optional(),
  assessorUnitId: unitId.optional(),
  running: z.stringbool().optional().describe('Only of campaigns that have not ended, or only of those that have'),
})

export const listSubmissions = endpoint({
  name: 'listSubmissions',
  method: 'GET',
  path: '/submissions',
  summary: 'Files you may see, late ones first, then by due date and name',
  access: 'submission.read',
  query: pageQuery.extend(filter.shape).extend({
    status: z
      .string()
      .max(200)
      .optional()
      .describe('One status or several, with commas')
      .transform((text) => text?.split(',').filter(Boolean))
      .pipe(z.array(submissionStatus).optional()),
    late: z.stringbool().optional(),
    checked: z.stringbool().optional().describe('Whether the check on receipt of what was sent last has been finished'),
  }),
  reply: page(submissionSummary),
  refusals: [],
})

export const countSubmissions = endpoint({
  name: 'countSubmissions',
  method: 'GET',
  path: '/submissions/counts',
  summary: 'How many of the files you may see stand in each status',
  access: 'submission.read',
  query: filter,
  reply: z.object({
    total: z.int(),
    late: z.int(),
    byStatus: z.array(z.object({ status: submissionStatus, count: z.int() })),
  }),
  refusals: [],
})

export const countSubmissionsByAssessor = endpoint({
  name: 'countSubmissionsByAssessor',
  method: 'GET',
  path: '/submissions/counts-by-assessor',
  summary: 'How far the files you may see have come, one line for each assessing body, by its name',
  access: 'submission.read',
  query: filter.pick({ campaignId: true }),
  reply: z.object({
    items: z.array(
      z.object({
        assessor: unitSummary,
        total: z.int(),
        late: z.int(),
        byStatus: z.array(z.object({ status: submissionStatus, count: z.int() })),
      }),
    ),
  }),
  refusals: [],
})

export const listTasks = endpoint({
  name: 'listTasks',
  method: 'GET',
  path: '/tasks',
  summary: 'What waits for you in running campaigns, by due date, late ones first',
  access: 'acting',
  query: pageQuery,
  reply: page(task),
  refusals: [],
})

export const getSubmission = endpoint({
  name: 'getSubmission',
  method: 'GET',
  path: '/submissions/:id',
  summary: 'One file: state, results, who is to act',
  access: 'submission.read',
  params,
  reply: submission,
  refusals: ['submission.not-found'],
})

export const getForm = endpoint({
  name: 'getForm',
  method: 'GET',
  path: '/submissions/:id/form',
  summary: 'The whole form with official text, answers of both sides that you may see, and evidence',
  access: 'submission.read',
  params,
  reply: form,
  refusals: ['submission.not-found'],
})

export const saveLine = endpoint({
  name: 'saveLine',
  method: 'PUT',
  path: '/submissions/:id/lines/:code',
  summary: 'Saves one line of the self-assessment; repeating the very same save is harmless',
  access: 'submission.score',
  params: params.extend({ code: criterionCode }),
  body: lineSave,
  reply: lineSaved,
  refusals: [
    'campaign.closed',
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
  ],
})

export const moveSubmission = endpoint({
  name: 'moveSubmission',
  method: 'POST',
  path: '/submissions/:id/transitions',
  summary: 'Makes a move that asks for nothing but a reason: finish, approve, submit, return, accept a result …',
  access: 'submission.read',
  weight: 6,
  params,
  body: transitionRequest,
  reply: submission,
  refusals: [
    'campaign.closed',
    'submission.not-found',
    'submission.wrong-state',
    'submission.stale',
    'submission.incomplete',
    'submission.reason-required',
    'submission.same-person',
    'submission.wrote-most',
    'submission.seal-broken',
    'submission-request.missing',
    'check-list.unfinished',
    'milestone.locked',
    'objection.time-left',
    'line.not-found',
  ],
})

export const getTimeline = endpoint({
  name: 'getTimeline',
  method: 'GET',
  path: '/submissions/:id/timeline',
  summary: 'Every step so far, the newest first',
  access: 'submission.read',
  params,
  reply: z.object({ items: z.array(timelineEntry) }),
  refusals: ['submission.not-found'],
})

export const refreshAggregates = endpoint({
  name: 'refreshAggregates',
  method: 'POST',
  path: '/submissions/:id/aggregates',
  summary: 'Computes the lines whose figures come from the units one manages anew, and saves those that changed',
  access: 'submission.read',
  params,
  reply: z.object({ lines: z.array(line), result }),
  refusals: ['campaign.closed', 'submission.not-found', 'submission.wrong-state'],
})
