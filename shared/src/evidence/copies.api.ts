import { z } from 'zod'
import { campaignId, campaignUnitId } from '../campaigns/campaign.schema.ts'
import { criterionCode } from '../catalogues/criterion.schema.ts'
import { endpoint } from '../endpoint.ts'
import { unitId } from '../org/unit.schema.ts'
import { moment, nothing, page, pageQuery } from '../page.ts'
import { submissionId } from '../submissions/submission.schema.ts'
import { evidenceFileId } from './piece.schema.ts'

/** A SHA-256 in hex: what two files share exactly when they are the same, byte for byte. */
export const contentHash = z.string().regex(/^[0-9a-f]{64}$/)
/** More places of one content than a page can show; `units` and `places` count them all. */
export const mostPlacesShown = 40

/** Where an identical file lies: one unit's register. */
export const copyPlace = z.object({
  unit: z.object({ id: unitId, name: z.string() }),
  campaignUnitId,
  submissionId,
  code: z.string(),
  title: z.string(),
  criteria: z.array(criterionCode),
  file: z.object({ id: evidenceFileId, name: z.string() }),
  addedBy: z.string(),
  addedAt: moment,
})
export type CopyPlace = z.infer<typeof copyPlace>

/** The same file, handed in by several units. That says nothing yet of why: a shared form looks the same. */
export const copiedFile = z
  .object({
    sha256: contentHash,
    size: z.int().describe('Bytes'),
    mediaType: z.string(),
    units: z.int().describe('How many units of those you may see handed it in'),
    places: z.int(),
    shown: z.array(copyPlace).describe('The first ones, oldest first'),
    common: z
      .object({ reason: z.string(), unit: z.string(), by: z.string(), at: moment })
      .nullable()
      .describe('Why, and by whom, it was called a document for all'),
    actions: z.array(z.enum(['mark-common', 'unmark-common'])),
  })
  .meta({ id: 'CopiedFile' })
export type CopiedFile = z.infer<typeof copiedFile>

export const listCopies = endpoint({
  name: 'listCopies',
  method: 'GET',
  path: '/campaigns/:id/copies',
  summary: 'Identical files handed in by several units of a campaign, most units first; without what bodies gave out',
  access: 'submission.receive',
  params: z.object({ id: campaignId }),
  query: pageQuery.extend({
    common: z.stringbool().optional().describe('Those that were called a document for all, instead of the others'),
  }),
  reply: page(copiedFile),
  refusals: ['campaign.not-found'],
})

const ofContent = z.object({ id: campaignId, sha256: contentHash })
export const markCommon = endpoint({
  name: 'markCommon',
  method: 'PUT',
  path: '/campaigns/:id/copies/:sha256/common',
  summary: 'Calls a content a document for all, in the eyes of your unit and of those below: a form, a decision',
  access: 'submission.receive',
  params: ofContent,
  body: z.object({ reason: z.string().trim().min(3).max(500) }),
  reply: nothing,
  refusals: ['campaign.not-found', 'copies.not-found'],
})
export const unmarkCommon = endpoint({
  name: 'unmarkCommon',
  method: 'DELETE',
  path: '/campaigns/:id/copies/:sha256/common',
  summary: 'Takes back what your unit called a document for all; harmless where it did not',
  access: 'submission.receive',
  params: ofContent,
  reply: nothing,
  refusals: ['campaign.not-found'],
})
