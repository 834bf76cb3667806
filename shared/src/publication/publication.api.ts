import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { unitId, unitSummary } from '../org/unit.schema.ts'
import { day, moment, page, pageQuery, schoolYear, searchText, version } from '../page.ts'
import { certificateNumber, submissionsOnce } from '../recognition/recognition.schema.ts'
import { submissionId } from '../submissions/submission-id.schema.ts'
import { openDataAbout } from './open-data.schema.ts'
import { publicAnswer, publicationListId, publicationListSummary, publicResult } from './publication.schema.ts'

export const publish = endpoint({
  name: 'publish',
  method: 'POST',
  path: '/publications',
  summary: 'Makes recognised results public as one list: all of them or none',
  access: 'publication.publish',
  body: z.object({
    items: submissionsOnce,
    title: z.string().trim().max(200).default('').describe('What the list is called on the public pages'),
    note: z.string().trim().max(2000).default(''),
    publishedOn: day.optional().describe('Today where it is left out; neither in the future nor before a decision'),
  }),
  reply: z.object({ published: z.int(), publishedAt: moment, listId: publicationListId }),
  refusals: ['submission.not-found', 'submission.wrong-state', 'submission.stale', 'publication.day-unfit'],
})

export const withdrawPublication = endpoint({
  name: 'withdrawPublication',
  method: 'POST',
  path: '/submissions/:id/publication/withdrawal',
  summary: 'Takes a mistaken publication back; the note stays at the address of the result for anyone to read',
  access: 'publication.publish',
  params: z.object({ id: submissionId }),
  body: z.object({ version, reason: z.string().trim().min(1).max(2000).describe('Anyone may read it') }),
  reply: z.object({ withdrawnAt: moment }),
  refusals: ['submission.not-found', 'submission.wrong-state', 'submission.stale', 'submission.reason-required'],
})

export const listPublications = endpoint({
  name: 'listPublications',
  method: 'GET',
  path: '/publications',
  summary: 'Lists that your unit has made public, the newest first',
  access: 'publication.publish',
  query: pageQuery,
  reply: page(publicationListSummary),
  refusals: [],
})

/** What results can be narrowed by, on the page, in the open data and in what other sites embed. */
export const resultFilter = z.object({
  provinceId: unitId.optional(),
  managingBodyId: unitId.optional(),
  unitId: unitId.optional(),
  listId: publicationListId.optional(),
  level: z.coerce.number().int().min(1).max(9).optional(),
  schoolYear: schoolYear.optional(),
})

export const searchResults = endpoint({
  name: 'searchResults',
  method: 'GET',
  path: '/public/results',
  summary: 'Published results; no sign-in needed',
  access: 'public',
  query: pageQuery.extend({
    q: searchText.optional().describe('Part of the school’s name or code; accents do not matter'),
    ...resultFilter.shape,
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
  summary: 'One published result with its decision and the history of the unit, or the note of what became of it',
  access: 'public',
  params: z.object({ id: submissionId }),
  reply: publicAnswer,
  refusals: ['result.not-found'],
})

export const checkCertificate = endpoint({
  name: 'checkCertificate',
  method: 'GET',
  path: '/public/certificates/:number',
  summary: 'Whether a certificate is genuine: what it says, what became of it, or that no such number was published',
  access: 'public',
  params: z.object({ number: certificateNumber }),
  reply: publicAnswer,
  refusals: ['certificate.not-found'],
})

export const describeOpenData = endpoint({
  name: 'describeOpenData',
  method: 'GET',
  path: '/public/open-data',
  summary: 'What the open data hold: columns, licence, addresses',
  access: 'public',
  reply: openDataAbout,
  refusals: [],
})

/** Answers a file; it is no JSON of one piece, so the routes describe it. */
export const downloadOpenCsv = endpoint({
  name: 'downloadOpenCsv',
  method: 'GET',
  path: '/public/open-data/results.csv',
  summary: 'Published results as CSV, and those that were withdrawn or revoked',
  access: 'public',
  query: resultFilter,
  reply: z.unknown(),
  refusals: [],
})

export const downloadOpenJson = endpoint({
  name: 'downloadOpenJson',
  method: 'GET',
  path: '/public/open-data/results.json',
  summary: 'The same as JSON',
  access: 'public',
  query: resultFilter,
  reply: z.unknown(),
  refusals: [],
})

/** A page without scripts that other sites may show in a frame of theirs. */
export const embedResults = endpoint({
  name: 'embedResults',
  method: 'GET',
  path: '/public/embed/results',
  summary: 'Published results as a small page for the site of a school or body; shown in a frame of any site',
  access: 'public',
  query: resultFilter.extend({ lang: z.enum(['vi', 'en']).default('vi') }),
  reply: z.unknown(),
  refusals: [],
})
