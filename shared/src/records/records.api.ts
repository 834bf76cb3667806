import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { submissionId } from '../submissions/submission.schema.ts'
import { recordFilter, recordPage } from './record.schema.ts'

const params = z.object({ id: submissionId })

export const listFileRecord = endpoint({
  name: 'listFileRecord',
  method: 'GET',
  path: '/submissions/:id/record',
  summary: 'Every change of a file that the caller may see, the newest first, from the record with hash chain',
  access: 'submission.read',
  params,
  query: recordFilter,
  reply: recordPage,
  refusals: ['submission.not-found'],
})

export const listRightsRecord = endpoint({
  name: 'listRightsRecord',
  method: 'GET',
  path: '/rights-record',
  summary:
    'Every change of roles, delegations, duties, accounts and API keys in the caller’s subtree, the newest first',
  access: 'audit.read',
  query: recordFilter,
  reply: recordPage,
  refusals: [],
})
