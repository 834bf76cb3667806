import { z } from 'zod'
import { campaignUnitId } from '../campaigns/campaign.schema.ts'
import { criterionCode } from '../catalogues/criterion.schema.ts'
import { endpoint } from '../endpoint.ts'
import { moment, nothing } from '../page.ts'
import { evidence, evidenceId, newFigure, newLink } from './evidence.schema.ts'

const ofUnit = z.object({ id: campaignUnitId })
const params = z.object({ id: evidenceId })

export const listEvidence = endpoint({
  name: 'listEvidence',
  method: 'GET',
  path: '/campaign-units/:id/evidence',
  summary: 'The evidence register of a unit in a campaign, by code',
  access: 'submission.read',
  params: ofUnit,
  reply: z.object({ items: z.array(evidence) }),
  refusals: ['submission.not-found'],
})

export const addLink = endpoint({
  name: 'addLink',
  method: 'POST',
  path: '/campaign-units/:id/evidence/links',
  summary: 'Adds a link as evidence of a criterion; it gets its code',
  access: 'submission.score',
  params: ofUnit,
  body: newLink,
  reply: evidence,
  refusals: [
    'submission.not-found',
    'submission.wrong-state',
    'campaign.closed',
    'line.not-found',
    'evidence.kind-refused',
  ],
})

export const addFigure = endpoint({
  name: 'addFigure',
  method: 'POST',
  path: '/campaign-units/:id/evidence/figures',
  summary: 'Adds a figure with its source as evidence of a criterion; it gets its code',
  access: 'submission.score',
  params: ofUnit,
  body: newFigure,
  reply: evidence,
  refusals: [
    'submission.not-found',
    'submission.wrong-state',
    'campaign.closed',
    'line.not-found',
    'evidence.kind-refused',
  ],
})

/** The body is multipart/form-data: `criterion`, optionally `title`, then the file. It is streamed, so not in `body`. */
export const addFile = endpoint({
  name: 'addFile',
  method: 'POST',
  path: '/campaign-units/:id/evidence/files',
  summary: 'Uploads one file as evidence of a criterion (multipart/form-data: criterion, title, then file)',
  access: 'submission.score',
  params: ofUnit,
  reply: evidence,
  refusals: [
    'submission.not-found',
    'submission.wrong-state',
    'campaign.closed',
    'line.not-found',
    'evidence.kind-refused',
    'evidence.too-large',
    'evidence.empty',
    'evidence.type-refused',
    'evidence.file-expected',
  ],
})

export const renameEvidence = endpoint({
  name: 'renameEvidence',
  method: 'PUT',
  path: '/evidence/:id',
  summary: 'Changes the title',
  access: 'submission.score',
  params,
  body: z.object({ title: evidence.shape.title }),
  reply: evidence,
  refusals: ['evidence.not-found', 'submission.wrong-state', 'campaign.closed'],
})

export const linkEvidence = endpoint({
  name: 'linkEvidence',
  method: 'POST',
  path: '/evidence/:id/criteria',
  summary: 'Uses the same document, under the same code, for a further criterion',
  access: 'submission.score',
  params,
  body: z.object({ criterion: criterionCode }),
  reply: evidence,
  refusals: [
    'evidence.not-found',
    'submission.wrong-state',
    'campaign.closed',
    'line.not-found',
    'evidence.kind-refused',
    'evidence.already-linked',
  ],
})

export const unlinkEvidence = endpoint({
  name: 'unlinkEvidence',
  method: 'DELETE',
  path: '/evidence/:id/criteria/:criterion',
  summary:
    'Takes the evidence from a criterion; with its last criterion it leaves the register, its number stays unused',
  access: 'submission.score',
  params: params.extend({ criterion: criterionCode }),
  reply: nothing,
  refusals: ['evidence.not-found', 'submission.wrong-state', 'campaign.closed'],
})

export const restoreEvidence = endpoint({
  name: 'restoreEvidence',
  method: 'POST',
  path: '/evidence/:id/restore',
  summary: 'Undoes a removal: the evidence stands again with the criterion, under its old code',
  access: 'submission.score',
  params,
  body: z.object({ criterion: criterionCode }),
  reply: evidence,
  refusals: [
    'evidence.not-found',
    'submission.wrong-state',
    'campaign.closed',
    'line.not-found',
    'evidence.kind-refused',
    'evidence.already-linked',
  ],
})

export const getDownloadAddress = endpoint({
  name: 'getDownloadAddress',
  method: 'POST',
  path: '/evidence/:id/download-address',
  summary: 'An address for the file that works for one minute; asked for each time, by whoever may see the submission',
  access: 'submission.read',
  params,
  reply: z.object({ url: z.string(), expiresAt: moment }),
  refusals: ['evidence.not-found'],
})
