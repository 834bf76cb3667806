import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { uploadRefusals } from '../problem.ts'
import { submissionId } from '../submissions/submission.schema.ts'
import { checkList, checkListSave, checkSettings, checkSettingsSave } from './check-list.schema.ts'
import { receipt, requestSave, submissionRequest } from './request.schema.ts'

const params = z.object({ id: submissionId })
const ofFile = params.extend({ attachmentId: z.uuid() })
const writing = ['campaign.closed', 'submission.not-found', 'submission.wrong-state'] as const

export const getRequest = endpoint({
  name: 'getRequest',
  method: 'GET',
  path: '/submissions/:id/request',
  summary: 'The request with which the file goes to its managing body, or went last',
  access: 'submission.read',
  params,
  reply: submissionRequest,
  refusals: ['submission.not-found'],
})

export const saveRequest = endpoint({
  name: 'saveRequest',
  method: 'PUT',
  path: '/submissions/:id/request',
  summary: 'Saves the request of the next sending; parts may still be missing',
  access: 'submission.score',
  params,
  body: requestSave,
  reply: submissionRequest,
  refusals: [...writing, 'submission-request.stale'],
})

export const addRequestFile = endpoint({
  name: 'addRequestFile',
  method: 'POST',
  path: '/submissions/:id/request/files',
  summary: 'Adds the signed paper, or what goes with it',
  access: 'submission.score',
  params,
  reply: submissionRequest,
  refusals: [...writing, 'submission-request.too-many-files', ...uploadRefusals],
})

export const removeRequestFile = endpoint({
  name: 'removeRequestFile',
  method: 'DELETE',
  path: '/submissions/:id/request/files/:attachmentId',
  summary: 'Takes a file out of a request that has not been sent',
  access: 'submission.score',
  params: ofFile,
  reply: submissionRequest,
  refusals: [...writing, 'attachment.not-found'],
})

export const downloadRequestFile = endpoint({
  name: 'downloadRequestFile',
  method: 'GET',
  path: '/submissions/:id/request/files/:attachmentId',
  summary: 'A file of a request',
  access: 'submission.read',
  params: ofFile,
  reply: z.unknown(),
  refusals: ['submission.not-found', 'attachment.not-found'],
})

export const listReceipts = endpoint({
  name: 'listReceipts',
  method: 'GET',
  path: '/submissions/:id/receipts',
  summary: 'What the managing body received and when, the newest first',
  access: 'submission.read',
  params,
  reply: z.object({ items: z.array(receipt) }),
  refusals: ['submission.not-found'],
})

export const measurePackage = endpoint({
  name: 'measurePackage',
  method: 'GET',
  path: '/submissions/:id/receipts/:round/package',
  summary: 'How much an archive of everything that was sent in a round would hold; it is asked for as an export',
  access: 'submission.read',
  params: params.extend({ round: z.coerce.number().int().min(1).max(1000) }),
  reply: z.object({ files: z.int(), bytes: z.int(), left: z.int() }),
  refusals: ['submission.not-found', 'receipt.not-found'],
})

export const getCheckList = endpoint({
  name: 'getCheckList',
  method: 'GET',
  path: '/submissions/:id/check-list',
  summary: 'What is checked on receipt, of the round that was sent last; the school sees it once it is finished',
  access: 'submission.read',
  params,
  reply: z.object({ checkList: checkList.nullable() }),
  refusals: ['submission.not-found'],
})

export const saveCheckList = endpoint({
  name: 'saveCheckList',
  method: 'PUT',
  path: '/submissions/:id/check-list',
  summary: 'Keeps what was found so far, or finishes the check; a finished one is needed to accept the file',
  access: 'submission.receive',
  params,
  body: checkListSave,
  reply: checkList,
  refusals: [...writing, 'check-list.stale', 'check-list.unfinished'],
})

export const getCheckSettings = endpoint({
  name: 'getCheckSettings',
  method: 'GET',
  path: '/check-settings',
  summary: 'What your body checks on receipt',
  access: 'submission.receive',
  reply: checkSettings,
  refusals: [],
})

export const saveCheckSettings = endpoint({
  name: 'saveCheckSettings',
  method: 'PUT',
  path: '/check-settings',
  summary: 'Sets what your body checks on receipt; lists that were begun keep their items',
  access: 'submission.receive',
  body: checkSettingsSave,
  reply: checkSettings,
  refusals: ['check-list.stale'],
})
