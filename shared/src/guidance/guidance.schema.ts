import { z } from 'zod'
import { criterionCode } from '../catalogues/criterion.schema.ts'
import { attachment, indicatorSetId } from '../catalogues/indicator-set.schema.ts'
import { unitSummary } from '../org/unit.schema.ts'
import { moment, version } from '../page.ts'

export const guidanceNoteId = z.uuid().brand<'GuidanceNoteId'>()
export type GuidanceNoteId = z.infer<typeof guidanceNoteId>

const text = z.string().trim().max(20_000)

/** What a province or a managing body says of one criterion, beside the official text, never in its place. */
export const guidanceNote = z
  .object({
    id: guidanceNoteId,
    indicatorSetId,
    criterion: criterionCode,
    author: unitSummary,
    text: text.describe('Nội hàm: what the criterion means here, and how its points come about'),
    examples: text.describe('Gợi ý minh chứng: what proves it'),
    attachments: z.array(attachment),
    version: z.int(),
    savedAt: moment,
    savedBy: z.string(),
    actions: z.array(z.enum(['edit'])),
  })
  .meta({ id: 'GuidanceNote' })
export type GuidanceNote = z.infer<typeof guidanceNote>

export const guidanceSave = z.object({
  version: version.describe('The version you saw; 0 for a first note'),
  text,
  examples: text,
})
export type GuidanceSave = z.infer<typeof guidanceSave>

/** A note as it stood once. */
export const guidanceVersion = guidanceNote.pick({
  version: true,
  text: true,
  examples: true,
  savedAt: true,
  savedBy: true,
})
export type GuidanceVersion = z.infer<typeof guidanceVersion>
