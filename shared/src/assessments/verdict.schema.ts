import { z } from 'zod'
import { criterionCode } from '../catalogues/criterion.schema.ts'
import { evidenceId } from '../evidence/evidence.schema.ts'
import { moment, version } from '../page.ts'

/** What an assessor says of a piece of evidence with one criterion, in the order of their keys. */
export const verdictOutcomes = ['accepted', 'insufficient', 'not-relevant', 'expired'] as const
export const verdictOutcome = z.enum(verdictOutcomes)
export type VerdictOutcome = z.infer<typeof verdictOutcome>

export const verdictNote = z.string().trim().max(2000)

/** What the external team says of a piece of evidence with one of its criteria. */
export const verdict = z
  .object({
    evidenceId,
    criterion: criterionCode,
    outcome: verdictOutcome.nullable().describe('Null: it was taken back'),
    note: verdictNote.describe('Why; said with everything but `accepted`'),
    version: z.int(),
    givenAt: moment,
    givenBy: z.string(),
  })
  .meta({ id: 'Verdict' })
export type Verdict = z.infer<typeof verdict>

/** The outcomes that need no further word: the school has nothing to mend. */
const speaksForItself: Record<VerdictOutcome, boolean> = {
  accepted: true,
  insufficient: false,
  'not-relevant': false,
  expired: false,
}
/** Whether a verdict has to say why. */
export const wantsNote = (outcome: VerdictOutcome | null): boolean => outcome !== null && !speaksForItself[outcome]

export const verdictSave = z
  .object({
    version: version.describe('Version of the verdict you saw; 0 for a first one'),
    outcome: verdictOutcome.nullable().describe('Null takes a verdict back'),
    note: verdictNote.default(''),
  })
  .refine(({ outcome, note }) => !wantsNote(outcome) || note !== '', { message: 'Say why', path: ['note'] })
export type VerdictSave = z.infer<typeof verdictSave>
