import { z } from 'zod'
import { setMark } from '../catalogues/indicator-set.schema.ts'
import { publicEarlierResult } from '../earlier-results/earlier-result.schema.ts'
import { endpoint } from '../endpoint.ts'
import { unitId, unitSummary } from '../org/unit.schema.ts'
import { day, moment, page, pageQuery, schoolYear, searchText } from '../page.ts'
import { groupResult } from '../scoring/result.schema.ts'
import { submissionId } from '../submissions/submission.schema.ts'
import { certificateNumber, submissionsOnce } from '../recognition/recognition.schema.ts'
import { decimal } from '../decimal.ts'

export const publish = endpoint({
  name: 'publish',
  method: 'POST',
  path: '/publications',
  summary: 'Makes recognised results public, one or many: all of them or none',
  access: 'publication.publish',
  body: z.object({ items: submissionsOnce }),
  reply: z.object({ published: z.int(), publishedAt: moment }),
  refusals: ['submission.not-found', 'submission.wrong-state', 'submission.stale'],
})

/** A published result as anyone may read it. */
export const publicResult = z
  .object({
    id: submissionId,
    unit: unitSummary,
    managingBody: unitSummary,
    province: unitSummary,
    schoolYear: z.string(),
    level: z.int(),
    levelName: z.string(),
    setTitle: z.string(),
    sample: z.boolean(),
    verified: z.boolean(),
    certificateNumber: z.string(),
    publishedAt: moment,
  })
  .meta({ id: 'PublicResult' })
export type PublicResult = z.infer<typeof publicResult>

export const publicResultDetail = publicResult
  .extend({
    groups: z.array(groupResult.extend({ title: z.string() })),
    total: decimal,
    /** Where the set refines another: what the same answers come to under that one. */
    underRefined: z.object({ set: setMark, level: z.int(), levelName: z.string() }).nullable(),
    decision: z.object({
      number: z.string(),
      signedOn: day,
      signatory: z.string(),
      office: z.string(),
      issuer: z.string(),
    }),
    /** Other published results of the same unit, the newest first. */
    history: z.array(publicResult),
    /** Years before the system that the managing body made public, the newest first. */
    earlierYears: z.array(publicEarlierResult),
  })
  .meta({ id: 'PublicResultDetail' })
export type PublicResultDetail = z.infer<typeof publicResultDetail>

export const searchResults = endpoint({
  name: 'searchResults',
  method: 'GET',
  path: '/public/results',
  summary: 'Published results; no sign-in needed',
  access: 'public',
  query: pageQuery.extend({
    q: searchText.optional().describe('Part of the school’s name or code; accents do not matter'),
    provinceId: unitId.optional(),
    managingBodyId: unitId.optional(),
    level: z.coerce.number().int().min(1).max(9).optional(),
    schoolYear: schoolYear.optional(),
  }),
  reply: page(publicResult),
  refusals: [],
})

export const getPublicFilters = endpoint({
  name: 'getPublicFilters',
  method: 'GET',
  path: '/public/filters',
  summary: 'Provinces, managing bodies, levels and years that have published results',
  access: 'public',
  reply: z.object({
    total: z.int(),
    provinces: z.array(unitSummary),
    managingBodies: z.array(unitSummary.extend({ provinceId: unitId })),
    levels: z.array(z.int()),
    schoolYears: z.array(z.string()),
  }),
  refusals: [],
})

export const getPublicResult = endpoint({
  name: 'getPublicResult',
  method: 'GET',
  path: '/public/results/:id',
  summary: 'One published result with its decision and the history of the unit',
  access: 'public',
  params: z.object({ id: submissionId }),
  reply: publicResultDetail,
  refusals: ['result.not-found'],
})

export const checkCertificate = endpoint({
  name: 'checkCertificate',
  method: 'GET',
  path: '/public/certificates/:number',
  summary: 'Whether a certificate is genuine: what it says, or that no such number was published',
  access: 'public',
  params: z.object({ number: certificateNumber }),
  reply: publicResultDetail,
  refusals: ['certificate.not-found'],
})
