import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { moment } from '../page.ts'
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

export const getFileExport = endpoint({
  name: 'getFileExport',
  method: 'GET',
  path: '/submissions/:id/export',
  summary: 'An address from which the complete file can be downloaded within a minute, to be read without the system',
  access: 'submission.read',
  params,
  reply: z.object({ url: z.string(), expiresAt: moment }),
  refusals: ['submission.not-found'],
})
