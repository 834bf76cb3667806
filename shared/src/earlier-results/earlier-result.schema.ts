import { z } from 'zod'
import { setMark } from '../catalogues/set-mark.schema.ts'
import { decimal } from '../decimal.ts'
import { unitSummary } from '../org/unit.schema.ts'
import { day, moment } from '../page.ts'
import { submissionId } from '../submissions/submission-id.schema.ts'

export const earlierResultId = z.uuid().brand<'EarlierResultId'>()
export type EarlierResultId = z.infer<typeof earlierResultId>

const earlierDecision = z.object({ number: z.string(), signedOn: day, issuer: z.string() })

/** A result of a year before the system, taken over from paper. It is never a result that the system found itself. */
export const earlierResult = z
  .object({
    id: earlierResultId,
    unit: unitSummary,
    schoolYear: z.string(),
    set: setMark,
    level: z.int(),
    levelName: z.string(),
    /** The level is that of the decision although the scores come to another. */
    byDecision: z.boolean(),
    total: decimal.nullable(),
    groups: z.array(z.object({ code: z.string(), score: decimal })),
    decision: earlierDecision.nullable(),
    public: z.boolean(),
    recordedAt: moment,
    recordedBy: z.string(),
  })
  .meta({ id: 'EarlierResult' })
export type EarlierResult = z.infer<typeof earlierResult>

/** One year of a unit in its comparison over years: found by the system, or taken over from paper. */
export const yearResult = z
  .object({
    schoolYear: z.string(),
    source: z.enum(['system', 'imported']),
    set: setMark,
    level: z.int(),
    levelName: z.string(),
    byDecision: z.boolean(),
    total: decimal.nullable(),
    groups: z.array(z.object({ code: z.string(), score: decimal })),
    decision: earlierDecision.nullable(),
    submissionId: submissionId.nullable(),
  })
  .meta({ id: 'YearResult' })
export type YearResult = z.infer<typeof yearResult>

/** What anyone may read of an earlier year that its body made public. */
export const publicEarlierResult = yearResult
  .pick({ schoolYear: true, level: true, levelName: true, decision: true })
  .extend({ setTitle: z.string() })
  .meta({ id: 'PublicEarlierResult' })
export type PublicEarlierResult = z.infer<typeof publicEarlierResult>
