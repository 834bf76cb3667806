import { z } from 'zod'
import { setMark } from '../catalogues/set-mark.schema.ts'
import { decimal } from '../decimal.ts'
import { publicEarlierResult } from '../earlier-results/earlier-result.schema.ts'
import { standsFor } from '../identity/delegation.schema.ts'
import { unitSummary } from '../org/unit.schema.ts'
import { day, moment } from '../page.ts'
import { decisionMark } from '../recognition/recognition.schema.ts'
import { groupResult } from '../scoring/result.schema.ts'
import { submissionId } from '../submissions/submission-id.schema.ts'

export const publicationListId = z.uuid().brand<'PublicationListId'>()
export type PublicationListId = z.infer<typeof publicationListId>

/** A list as the body that made it public sees it. */
export const publicationListSummary = z
  .object({
    id: publicationListId,
    title: z.string(),
    note: z.string(),
    publishedOn: day,
    publishedAt: moment,
    publishedBy: z.string(),
    standsFor: standsFor.nullable(),
    count: z.int().describe('Results on it'),
    standing: z.int().describe('Of those, the ones that anyone can still read'),
  })
  .meta({ id: 'PublicationListSummary' })
export type PublicationListSummary = z.infer<typeof publicationListSummary>

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
    publishedOn: day.describe('The day the body gave it; where it gave none, the day of `publishedAt`'),
  })
  .meta({ id: 'PublicResult' })
export type PublicResult = z.infer<typeof publicResult>

/** An earlier publication of the same result that was taken back. */
const pastPublication = z.object({ publishedOn: day, withdrawnOn: day, reason: z.string() })
export type PastPublication = z.infer<typeof pastPublication>

export const publicResultDetail = publicResult
  .extend({
    state: z.literal('published'),
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
    /** The decision that put this certificate in the place of an earlier one, and the number of that one. */
    correction: decisionMark.nullable(),
    replaces: z.string().nullable(),
    /** The list on which it was made public. */
    list: z.object({ id: publicationListId, title: z.string(), note: z.string() }).nullable(),
    /** Where the unit itself made it public: the link it handed in and its superior took. */
    schoolLink: z.string().nullable(),
    past: z.array(pastPublication),
    /** Other published results of the same unit, the newest first. */
    history: z.array(publicResult),
    /** Years before the system that the managing body made public, the newest first. */
    earlierYears: z.array(publicEarlierResult),
  })
  .meta({ id: 'PublicResultDetail' })
export type PublicResultDetail = z.infer<typeof publicResultDetail>

/** What is left to read of a result that does not stand any more: no level, no score, but what became of it. */
export const endedResult = z
  .object({
    state: z.enum(['withdrawn', 'revoked']),
    id: submissionId,
    unit: unitSummary,
    managingBody: unitSummary,
    province: unitSummary,
    schoolYear: z.string(),
    setTitle: z.string(),
    certificateNumber: z.string().describe('Under which it was known last'),
    publishedOn: day,
    endedOn: day,
    reason: z.string().nullable().describe('Why it was withdrawn'),
    decision: decisionMark.nullable().describe('The decision that revoked it'),
  })
  .meta({ id: 'EndedResult' })
export type EndedResult = z.infer<typeof endedResult>

export const publicAnswer = z.discriminatedUnion('state', [publicResultDetail, endedResult])
export type PublicAnswer = z.infer<typeof publicAnswer>
