import { z } from 'zod'
import { criterionCode } from '../catalogues/criterion.schema.ts'
import { indicatorSetId } from '../catalogues/indicator-set.schema.ts'
import { endpoint } from '../endpoint.ts'
import { unitId } from '../org/unit.schema.ts'
import { uploadRefusals } from '../problem.ts'
import { guidanceNote, guidanceNoteId, guidanceSave, guidanceVersion } from './guidance.schema.ts'

const ofSet = z.object({ id: indicatorSetId })
const ofNote = z.object({ id: guidanceNoteId })

export const listGuidance = endpoint({
  name: 'listGuidance',
  method: 'GET',
  path: '/indicator-sets/:id/guidance',
  summary: 'Notes on the criteria of a set as one unit reads them: its province’s first, then its managing body’s',
  access: 'catalogue.read',
  params: ofSet,
  query: z.object({ unitId: unitId.optional().describe('Whose reading; your own unit when left out') }),
  reply: z.object({ items: z.array(guidanceNote), mayWrite: z.boolean() }),
  refusals: ['indicator-set.not-found', 'unit.not-found'],
})

export const saveGuidance = endpoint({
  name: 'saveGuidance',
  method: 'PUT',
  path: '/indicator-sets/:id/guidance/:criterion',
  summary: 'Writes your unit’s note on a criterion; the earlier text stays in its history. Empty texts withdraw it',
  access: 'guidance.write',
  params: ofSet.extend({ criterion: criterionCode }),
  body: guidanceSave,
  reply: guidanceNote,
  refusals: ['indicator-set.not-found', 'indicator-set.not-published', 'line.not-found', 'guidance.stale'],
})

export const listGuidanceVersions = endpoint({
  name: 'listGuidanceVersions',
  method: 'GET',
  path: '/guidance-notes/:id/versions',
  summary: 'The note in each of its versions, the present one first',
  access: 'catalogue.read',
  params: ofNote,
  reply: z.object({ items: z.array(guidanceVersion) }),
  refusals: ['guidance.not-found'],
})

/** The body is multipart/form-data with one file; it is streamed, so not in `body`. */
export const addGuidanceFile = endpoint({
  name: 'addGuidanceFile',
  method: 'POST',
  path: '/guidance-notes/:id/attachments',
  summary: 'Adds a file to your unit’s note (multipart/form-data: file)',
  access: 'guidance.write',
  params: ofNote,
  reply: guidanceNote,
  refusals: ['guidance.not-found', ...uploadRefusals],
})

const ofFile = ofNote.extend({ attachmentId: z.uuid() })

export const removeGuidanceFile = endpoint({
  name: 'removeGuidanceFile',
  method: 'DELETE',
  path: '/guidance-notes/:id/attachments/:attachmentId',
  summary: 'Takes a file from your unit’s note',
  access: 'guidance.write',
  params: ofFile,
  reply: guidanceNote,
  refusals: ['guidance.not-found', 'attachment.not-found'],
})

/** Answers the file; it is no JSON, so the route describes it. */
export const downloadGuidanceFile = endpoint({
  name: 'downloadGuidanceFile',
  method: 'GET',
  path: '/guidance-notes/:id/attachments/:attachmentId',
  summary: 'A file of a note',
  access: 'catalogue.read',
  params: ofFile,
  reply: z.unknown(),
  refusals: ['guidance.not-found', 'attachment.not-found'],
})
