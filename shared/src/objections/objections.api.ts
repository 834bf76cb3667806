import { z } from 'zod'
import { criterionCode } from '../catalogues/criterion.schema.ts'
import { endpoint } from '../endpoint.ts'
import { version } from '../page.ts'
import { submission, submissionId } from '../submissions/submission.schema.ts'
import { objectionAnswer, objections, objectionSave } from './objection.schema.ts'

const params = z.object({ id: submissionId })
const ofLine = params.extend({ code: criterionCode })
const moves = ['submission.not-found', 'submission.wrong-state', 'submission.stale'] as const
const lines = [
  'line.not-found',
  'line.score-above-maximum',
  'line.score-off-step',
  'line.score-is-computed',
  'line.figures-out-of-range',
  'line.figures-are-computed',
  'line.unknown-choice',
  'line.unknown-field',
  'line.not-of-this-kind',
] as const

export const listObjections = endpoint({
  name: 'listObjections',
  method: 'GET',
  path: '/submissions/:id/objections',
  summary: 'What the school holds against its draft result, and what the team answered, once its answers are closed',
  access: 'submission.read',
  params,
  reply: objections,
  refusals: ['submission.not-found'],
})

export const saveObjection = endpoint({
  name: 'saveObjection',
  method: 'PUT',
  path: '/submissions/:id/objections/:code',
  summary: 'Keeps a draft of an objection to one criterion; nobody but the school sees it before it is sent',
  access: 'submission.score',
  params: ofLine,
  body: objectionSave,
  reply: objections,
  refusals: ['submission.not-found', 'submission.wrong-state', 'objection.time-over', 'objection.stale', ...lines],
})

export const dropObjection = endpoint({
  name: 'dropObjection',
  method: 'DELETE',
  path: '/submissions/:id/objections/:code',
  summary: 'Takes a draft back; repeating it is harmless',
  access: 'submission.score',
  params: ofLine,
  reply: objections,
  refusals: ['submission.not-found', 'submission.wrong-state'],
})

export const sendObjections = endpoint({
  name: 'sendObjections',
  method: 'POST',
  path: '/submissions/:id/objections',
  summary: 'The head of the school sends all drafts to the team, within the time to object',
  access: 'submission.approve',
  params,
  body: z.object({ version, reason: z.string().trim().max(2000).nullable() }),
  reply: submission,
  refusals: [...moves, 'objection.time-over', 'objection.none'],
})

export const answerObjection = endpoint({
  name: 'answerObjection',
  method: 'PUT',
  path: '/submissions/:id/objections/:code/answer',
  summary: 'The head or the secretary of the team answers one; it counts, and is shown, once all answers are closed',
  access: 'assessment.score',
  params: ofLine,
  body: objectionAnswer,
  reply: objections,
  refusals: [
    'submission.not-found',
    'submission.wrong-state',
    'objection.stale',
    'objection.nothing-changes',
    ...lines,
  ],
})

export const closeObjections = endpoint({
  name: 'closeObjections',
  method: 'POST',
  path: '/submissions/:id/objections/close',
  summary: 'The head of the team closes the answers: changed scores count from now on, and the school reads everything',
  access: 'assessment.score',
  params,
  body: z.object({ version, reason: z.string().trim().max(5000).nullable() }),
  reply: submission,
  refusals: [...moves, 'objection.unanswered'],
})
