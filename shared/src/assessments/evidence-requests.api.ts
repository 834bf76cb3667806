import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { submissionId } from '../submissions/submission.schema.ts'
import {
  evidenceRequest,
  evidenceRequestAnswer,
  evidenceRequestId,
  evidenceRequestMove,
  newEvidenceRequest,
} from './evidence-request.schema.ts'

const ofFile = z.object({ id: submissionId })
const params = z.object({ id: evidenceRequestId })
const moves = [
  'evidence-request.not-found',
  'submission.wrong-state',
  'evidence-request.wrong-state',
  'evidence-request.stale',
] as const

export const listEvidenceRequests = endpoint({
  name: 'listEvidenceRequests',
  method: 'GET',
  path: '/submissions/:id/evidence-requests',
  summary: 'What the external team asked the school to hand in besides, by criterion, the newest first',
  access: 'submission.read',
  params: ofFile,
  reply: z.object({ items: z.array(evidenceRequest), mayAsk: z.boolean() }),
  refusals: ['submission.not-found'],
})

export const askForEvidence = endpoint({
  name: 'askForEvidence',
  method: 'POST',
  path: '/submissions/:id/evidence-requests',
  summary: 'Asks the school for more evidence of a criterion; until the last day it may add some and answer',
  access: 'assessment.score',
  params: ofFile,
  body: newEvidenceRequest,
  reply: evidenceRequest,
  refusals: [
    'submission.not-found',
    'submission.wrong-state',
    'campaign.closed',
    'line.not-found',
    'evidence.kind-refused',
    'evidence-request.already-asked',
    'evidence-request.due-outside-window',
  ],
})

export const answerEvidenceRequest = endpoint({
  name: 'answerEvidenceRequest',
  method: 'POST',
  path: '/evidence-requests/:id/answer',
  summary: 'The school answers; what it added for the criterion stays, and nothing more can be added',
  access: 'submission.score',
  params,
  body: evidenceRequestAnswer,
  reply: evidenceRequest,
  refusals: [...moves, 'campaign.closed', 'evidence-request.overdue'],
})

export const closeEvidenceRequest = endpoint({
  name: 'closeEvidenceRequest',
  method: 'POST',
  path: '/evidence-requests/:id/close',
  summary: 'The team has seen the answer, or waits for none',
  access: 'assessment.score',
  params,
  body: evidenceRequestMove,
  reply: evidenceRequest,
  refusals: moves,
})

export const withdrawEvidenceRequest = endpoint({
  name: 'withdrawEvidenceRequest',
  method: 'POST',
  path: '/evidence-requests/:id/withdraw',
  summary: 'The team takes the request back, as if it had not been made; what was added for it stays',
  access: 'assessment.score',
  params,
  body: evidenceRequestMove,
  reply: evidenceRequest,
  refusals: moves,
})
