import { z } from 'zod'
import { campaignUnitId } from '../campaigns/campaign.schema.ts'
import { criterionCode } from '../catalogues/criterion.schema.ts'
import { endpoint } from '../endpoint.ts'
import { moment, nothing } from '../page.ts'
import { uploadRefusals, type ProblemCode } from '../problem.ts'
import { evidence, evidenceId, newDocument, newFigure, newFiles, newLink } from './evidence.schema.ts'
import { evidenceFileId, pieceId } from './piece.schema.ts'

const ofUnit = z.object({ id: campaignUnitId })
const params = z.object({ id: evidenceId })
/** What adding to a register may be refused with. */
const adding = [
  'submission.not-found',
  'submission.wrong-state',
  'campaign.closed',
  'line.not-found',
  'evidence.kind-refused',
] as const satisfies readonly ProblemCode[]
const arriving = ['upload.not-found', 'upload.not-arrived'] as const satisfies readonly ProblemCode[]

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
  refusals: adding,
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
  refusals: adding,
})

export const addFiles = endpoint({
  name: 'addFiles',
  method: 'POST',
  path: '/campaign-units/:id/evidence/uploads',
  summary: 'Hands in files that have arrived as one piece of evidence of a criterion: all of them or none',
  access: 'submission.score',
  params: ofUnit,
  body: newFiles,
  reply: evidence,
  refusals: [...adding, ...arriving],
})

export const addDocument = endpoint({
  name: 'addDocument',
  method: 'POST',
  path: '/campaign-units/:id/evidence/documents',
  summary: 'Adds a paper, known by its kind, number, date and issuer, with or without files; it gets its code',
  access: 'submission.score',
  params: ofUnit,
  body: newDocument,
  reply: evidence,
  refusals: [...adding, ...arriving],
})

export const enterPiece = endpoint({
  name: 'enterPiece',
  method: 'POST',
  path: '/campaign-units/:id/evidence/pieces',
  summary: 'Uses a piece of the library for a criterion; what has a code in this register keeps it',
  access: 'submission.score',
  params: ofUnit,
  body: z.object({ criterion: criterionCode, pieceId }),
  reply: evidence,
  refusals: [...adding, 'piece.not-found', 'evidence.already-linked'],
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
  refusals: [...adding, ...uploadRefusals, 'evidence.picture-broken', 'evidence.storage-full', 'evidence.infected'],
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

export const getFileAddress = endpoint({
  name: 'getFileAddress',
  method: 'POST',
  path: '/evidence-files/:id/address',
  summary: 'An address for a file that works for a minute (2 hours to view); whoever uses it must still be allowed to',
  access: 'submission.read',
  params: z.object({ id: evidenceFileId }),
  query: z.object({ view: z.stringbool().optional().describe('To be played, range by range, not to be saved') }),
  reply: z.object({ url: z.string(), expiresAt: moment }),
  refusals: ['evidence.not-found', 'evidence.not-scanned', 'evidence.infected'],
})
