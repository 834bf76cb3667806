import { z } from 'zod'
import { campaignId } from '../campaigns/campaign.schema.ts'
import { endpoint } from '../endpoint.ts'
import { page, pageQuery, version } from '../page.ts'
import { submission, submissionId } from '../submissions/submission.schema.ts'
import {
  certificate,
  decision,
  decisionId,
  decisionSummary,
  newCorrection,
  newDecision,
  newRevocation,
} from './recognition.schema.ts'

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
    'decision.before-its-cause',
    'decision.submission-not-ready',
  ],
})

export const correct = endpoint({
  name: 'correct',
  method: 'POST',
  path: '/recognition-decisions/:id/corrections',
  summary: 'Corrects clerical data of a decision by a new one; each unit listed gets a new certificate for the old',
  access: 'recognition.decide',
  params: z.object({ id: decisionId }),
  body: newCorrection,
  reply: decision,
  refusals: [
    'decision.not-found',
    'submission.not-found',
    'decision.number-taken',
    'decision.in-the-future',
    'decision.before-its-cause',
    'decision.nothing-corrected',
    'decision.submission-not-ready',
  ],
})

export const revoke = endpoint({
  name: 'revoke',
  method: 'POST',
  path: '/recognition-decisions/:id/revocations',
  summary: 'Takes back the recognition of one or more units of a decision by a new one, with the reason',
  access: 'recognition.decide',
  params: z.object({ id: decisionId }),
  body: newRevocation,
  reply: decision,
  refusals: [
    'decision.not-found',
    'submission.not-found',
    'decision.number-taken',
    'decision.in-the-future',
    'decision.before-its-cause',
    'decision.submission-not-ready',
  ],
})

export const listCertificates = endpoint({
  name: 'listCertificates',
  method: 'GET',
  path: '/recognition-decisions/:id/certificates',
  summary: 'The certificates of a decision as they are printed, as far as you may see the files',
  access: 'submission.read',
  params: z.object({ id: decisionId }),
  reply: z.object({ items: z.array(certificate) }),
  refusals: ['decision.not-found'],
})

export const listRecognitions = endpoint({
  name: 'listRecognitions',
  method: 'GET',
  path: '/submissions/:id/recognitions',
  summary: 'Every certificate a file was ever given, the newest first, with what became of it',
  access: 'submission.read',
  params: z.object({ id: submissionId }),
  reply: z.object({ items: z.array(certificate) }),
  refusals: ['submission.not-found'],
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
