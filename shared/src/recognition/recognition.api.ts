import { z } from 'zod'
import { campaignId } from '../campaigns/campaign.schema.ts'
import { endpoint } from '../endpoint.ts'
import { page, pageQuery, version } from '../page.ts'
import { submission, submissionId } from '../submissions/submission.schema.ts'
import { decision, decisionId, decisionSummary, newDecision } from './recognition.schema.ts'

export const listDecisions = endpoint({
  name: 'listDecisions',
  method: 'GET',
  path: '/recognition-decisions',
  summary: 'Recognition decisions about files that you may see, the newest first',
  access: 'submission.read',
  query: pageQuery.extend({ campaignId: campaignId.optional() }),
  reply: page(decisionSummary),
  refusals: [],
})

export const getDecision = endpoint({
  name: 'getDecision',
  method: 'GET',
  path: '/recognition-decisions/:id',
  summary: 'One decision with its annexed list, as far as you may see the files',
  access: 'submission.read',
  params: z.object({ id: decisionId }),
  reply: decision,
  refusals: ['decision.not-found'],
})

export const recognise = endpoint({
  name: 'recognise',
  method: 'POST',
  path: '/recognition-decisions',
  summary: 'Recognises the level of one or more assessed units by a decision; each gets a certificate number',
  access: 'recognition.decide',
  body: newDecision,
  reply: decision,
  refusals: [
    'submission.not-found',
    'decision.number-taken',
    'decision.in-the-future',
    'decision.submission-not-ready',
  ],
})

export const refuse = endpoint({
  name: 'refuse',
  method: 'POST',
  path: '/submissions/:id/refusal',
  summary: 'Refuses recognition, with the reason',
  access: 'recognition.decide',
  params: z.object({ id: submissionId }),
  body: z.object({ version, reason: z.string().trim().min(1).max(2000) }),
  reply: submission,
  refusals: ['submission.not-found', 'submission.wrong-state', 'submission.stale'],
})
