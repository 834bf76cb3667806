import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { nothing, page, pageQuery, searchText } from '../page.ts'
import { unitType } from '../org/unit.schema.ts'
import { spreadsheetRefusals, uploadRefusals } from '../problem.ts'
import { setDifference } from './difference.schema.ts'
import {
  indicatorSet,
  indicatorSetCode,
  indicatorSetDefinition,
  indicatorSetEntry,
  indicatorSetId,
  indicatorSetStatus,
  indicatorSetSummary,
  setFault,
  setMark,
  verification,
} from './indicator-set.schema.ts'
import { spreadsheetPreview } from './spreadsheet.schema.ts'

const params = z.object({ id: indicatorSetId })
const revision = z.int().describe('The revision you saw; a newer one in the database answers 409')

export const listIndicatorSets = endpoint({
  name: 'listIndicatorSets',
  method: 'GET',
  path: '/indicator-sets',
  summary: 'Published sets of your superiors, your own and your subtree’s, and the drafts of your own unit',
  access: 'catalogue.read',
  query: pageQuery.extend({
    q: searchText.optional().describe('Part of the code or title; accents do not matter'),
    status: indicatorSetStatus.optional(),
    unitType: unitType.optional(),
  }),
  reply: page(indicatorSetSummary),
  refusals: [],
})

export const getIndicatorSet = endpoint({
  name: 'getIndicatorSet',
  method: 'GET',
  path: '/indicator-sets/:id',
  summary: 'One set with its whole definition; of a draft also every fault',
  access: 'catalogue.read',
  params,
  reply: indicatorSet,
  refusals: ['indicator-set.not-found'],
})

export const createIndicatorSet = endpoint({
  name: 'createIndicatorSet',
  method: 'POST',
  path: '/indicator-sets',
  summary: 'Creates a draft; the next version where the code exists. Faults are named, not refused, until publication',
  access: 'catalogue.write',
  query: z.object({
    importedFrom: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .optional()
      .describe('Name of the file that was read; kept in the record'),
  }),
  body: indicatorSetDefinition,
  reply: indicatorSet,
  refusals: ['indicator-set.version-taken', 'indicator-set.code-taken'],
})

export const changeIndicatorSet = endpoint({
  name: 'changeIndicatorSet',
  method: 'PUT',
  path: '/indicator-sets/:id',
  summary: 'Replaces the definition of a draft',
  access: 'catalogue.write',
  params,
  body: z.object({ revision, definition: indicatorSetDefinition }),
  reply: indicatorSet,
  refusals: [
    'indicator-set.not-found',
    'indicator-set.frozen',
    'indicator-set.stale',
    'indicator-set.version-taken',
    'indicator-set.code-taken',
  ],
})

export const checkIndicatorSet = endpoint({
  name: 'checkIndicatorSet',
  method: 'POST',
  path: '/indicator-sets/check',
  summary: 'Names every fault of a definition with its place; changes nothing',
  access: 'catalogue.read',
  body: indicatorSetDefinition,
  reply: z.object({ faults: z.array(setFault) }),
  refusals: [],
})

export const publishIndicatorSet = endpoint({
  name: 'publishIndicatorSet',
  method: 'POST',
  path: '/indicator-sets/:id/publish',
  summary: 'Checks the draft and freezes it',
  access: 'catalogue.write',
  params,
  body: z.object({
    revision,
    withoutDecision: z
      .boolean()
      .optional()
      .describe('True: a province’s refinement goes out although no decision of its own has been issued yet'),
  }),
  reply: indicatorSet,
  refusals: [
    'indicator-set.not-found',
    'indicator-set.frozen',
    'indicator-set.stale',
    'indicator-set.faulty',
    'indicator-set.decision-missing',
    'indicator-set.code-taken',
  ],
})

export const verifyIndicatorSet = endpoint({
  name: 'verifyIndicatorSet',
  method: 'POST',
  path: '/indicator-sets/:id/verification',
  summary: 'Records who compared the set with the signed text; clears the mark “chưa đối chiếu bản chính”',
  access: 'catalogue.write',
  params,
  body: verification,
  reply: indicatorSet,
  refusals: [
    'indicator-set.not-found',
    'indicator-set.not-published',
    'indicator-set.already-verified',
    'indicator-set.doubts-open',
  ],
})

export const deleteIndicatorSet = endpoint({
  name: 'deleteIndicatorSet',
  method: 'DELETE',
  path: '/indicator-sets/:id',
  summary: 'Deletes a draft',
  access: 'catalogue.write',
  params,
  reply: nothing,
  refusals: ['indicator-set.not-found', 'indicator-set.frozen'],
})

export const deriveIndicatorSet = endpoint({
  name: 'deriveIndicatorSet',
  method: 'POST',
  path: '/indicator-sets/:id/derivations',
  summary: 'Makes a draft from a published set: the next version of your own, or your province’s refinement of it',
  access: 'catalogue.write',
  params,
  body: z.discriminatedUnion('as', [
    z.object({ as: z.literal('version') }),
    z.object({ as: z.literal('refinement'), code: indicatorSetCode, title: z.string().trim().min(1).max(1000) }),
  ]),
  reply: indicatorSet,
  refusals: [
    'indicator-set.not-found',
    'indicator-set.not-published',
    'indicator-set.version-taken',
    'indicator-set.code-taken',
  ],
})

export const compareIndicatorSets = endpoint({
  name: 'compareIndicatorSets',
  method: 'GET',
  path: '/indicator-sets/:id/differences',
  summary: 'What differs between two sets or versions, line by line',
  access: 'catalogue.read',
  params,
  query: z.object({ from: indicatorSetId.describe('The older side') }),
  reply: z.object({ from: setMark, to: setMark, differences: z.array(setDifference) }),
  refusals: ['indicator-set.not-found'],
})

export const getIndicatorSetRecord = endpoint({
  name: 'getIndicatorSetRecord',
  method: 'GET',
  path: '/indicator-sets/:id/record',
  summary: 'Who made, published, checked this set and when, the newest first',
  access: 'catalogue.read',
  params,
  reply: z.object({ items: z.array(indicatorSetEntry) }),
  refusals: ['indicator-set.not-found'],
})

/** The body is multipart/form-data with one file; it is streamed, so not in `body`. */
export const attachSignedText = endpoint({
  name: 'attachSignedText',
  method: 'POST',
  path: '/indicator-sets/:id/signed-text',
  summary: 'Keeps the file of the signed decision with the set (multipart/form-data: file); a newer one replaces it',
  access: 'catalogue.write',
  params,
  reply: indicatorSet,
  refusals: ['indicator-set.not-found', ...uploadRefusals],
})

export const readIndicatorSetSheet = endpoint({
  name: 'readIndicatorSetSheet',
  method: 'POST',
  path: '/indicator-sets/spreadsheet',
  summary: 'Reads an XLSX file as a definition and names every fault by sheet and cell; changes nothing',
  access: 'catalogue.read',
  reply: spreadsheetPreview,
  refusals: spreadsheetRefusals,
})

/** The reply is the JSON Schema of `IndicatorSetDefinition`, as `POST /indicator-sets` takes it. */
export const getIndicatorSetSchema = endpoint({
  name: 'getIndicatorSetSchema',
  method: 'GET',
  path: '/indicator-set-schema',
  summary: 'JSON Schema (2020-12) of an indicator set',
  access: 'public',
  reply: z.record(z.string(), z.unknown()),
  refusals: [],
})

/** Answers a file; it is no JSON, so the route describes it. */
export const downloadIndicatorSetSheet = endpoint({
  name: 'downloadIndicatorSetSheet',
  method: 'GET',
  path: '/indicator-sets/:id/spreadsheet',
  summary: 'The set as XLSX, in the layout that `POST /indicator-sets/spreadsheet` reads',
  access: 'catalogue.read',
  params,
  reply: z.unknown(),
  refusals: ['indicator-set.not-found'],
})

export const downloadIndicatorSetTemplate = endpoint({
  name: 'downloadIndicatorSetTemplate',
  method: 'GET',
  path: '/indicator-set-template',
  summary: 'An XLSX template with a sheet of explanations and an example of every kind of criterion',
  access: 'catalogue.read',
  reply: z.unknown(),
  refusals: [],
})

export const downloadSignedText = endpoint({
  name: 'downloadSignedText',
  method: 'GET',
  path: '/indicator-sets/:id/signed-text',
  summary: 'The file of the signed decision',
  access: 'catalogue.read',
  params,
  reply: z.unknown(),
  refusals: ['indicator-set.not-found', 'attachment.not-found'],
})
