import { z } from 'zod'
import { criterionCode } from '../catalogues/criterion.schema.ts'
import { endpoint } from '../endpoint.ts'
import { evidenceId } from '../evidence/evidence.schema.ts'
import { submissionId } from '../submissions/submission.schema.ts'
import { verdict, verdictSave } from './verdict.schema.ts'

const params = z.object({ id: submissionId })

export const listVerdicts = endpoint({
  name: 'listVerdicts',
  method: 'GET',
  path: '/submissions/:id/verdicts',
  summary: 'What the external team says of the evidence; to the school once the assessment is closed, empty before',
  access: 'submission.read',
  params,
  reply: z.object({ items: z.array(verdict) }),
  refusals: ['submission.not-found'],
})

export const giveVerdict = endpoint({
  name: 'giveVerdict',
  method: 'PUT',
  path: '/submissions/:id/verdicts/:evidenceId/:criterion',
  summary:
    'Says of a piece of evidence what it is worth for a criterion, or takes that back; on your own sheet as long as the team scores apart',
  access: 'assessment.score',
  params: params.extend({ evidenceId, criterion: criterionCode }),
  body: verdictSave,
  reply: verdict,
  refusals: [
    'submission.not-found',
    'submission.wrong-state',
    'evidence.not-found',
    'verdict.stale',
    'assessment.sheet-done',
  ],
})
