import { z } from 'zod'
import { campaignId } from '../campaigns/campaign.schema.ts'
import { unitId, unitSummary, unitType } from '../org/unit.schema.ts'
import { moment } from '../page.ts'
import { submissionId } from '../submissions/submission.schema.ts'
import { submissionStatus } from '../submissions/submission.workflow.ts'

export const sampleId = z.uuid().brand<'SampleId'>()
export type SampleId = z.infer<typeof sampleId>

/** What the files are parted by before the draw, so that each part is drawn from. */
export const strataKinds = ['none', 'managing-body', 'unit-type', 'level'] as const
export const strataKind = z.enum(strataKinds)
export type StrataKind = z.infer<typeof strataKind>

export const sampleSize = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('count'), value: z.int().min(1).max(3000) }),
  z.object({ kind: z.literal('percent'), value: z.int().min(1).max(100) }),
])

/** Which files of the campaign may be drawn; what is left out does not narrow. */
export const sampleFilter = z.object({
  managingBodyId: unitId.optional(),
  unitType: unitType.optional(),
  sentOnly: z.boolean().default(true).describe('Only files that were sent for assessment at least once'),
})
export type SampleFilter = z.infer<typeof sampleFilter>

/** Anything said aloud before the draw will do: a date, a number of the lottery. */
export const drawSeed = z.string().trim().min(1).max(120)

export const newSample = z.object({
  campaignId,
  title: z.string().trim().min(1).max(200),
  seed: drawSeed.optional().describe('Left out, the server makes one'),
  strata: strataKind,
  size: sampleSize,
  filter: sampleFilter.prefault({}),
})
export type NewSample = z.infer<typeof newSample>

export const sampleSummary = z
  .object({
    id: sampleId,
    campaign: z.object({ id: campaignId, title: z.string(), schoolYear: z.string() }),
    number: z.int().describe('1, 2, 3 … within the campaign: no draw is lost'),
    title: z.string(),
    seed: z.string(),
    strata: strataKind,
    size: sampleSize,
    filter: sampleFilter,
    method: z.string().describe('How it was drawn; `sha256-order-1` is the only way so far'),
    populationCount: z.int(),
    populationHash: z.string().describe('SHA-256 of the lines `id<TAB>stratum` in the order of the ids'),
    drawnCount: z.int(),
    checkedCount: z.int().describe('Drawn files about which a check has been recorded and closed'),
    drawnAt: moment,
    drawnBy: z.string(),
  })
  .meta({ id: 'SupervisionSample' })
export type SampleSummary = z.infer<typeof sampleSummary>

export const sampleFile = z.object({
  submissionId,
  stratum: z.string(),
  unit: unitSummary,
  managingBody: unitSummary,
  status: submissionStatus,
  checked: z.boolean(),
})
export type SampleFile = z.infer<typeof sampleFile>

export const sampleDetail = sampleSummary
  .extend({
    drawn: z.array(sampleFile).describe('In the order of the draw'),
    population: z.array(z.object({ id: submissionId, stratum: z.string() })),
  })
  .meta({ id: 'SupervisionSampleDetail' })
export type SampleDetail = z.infer<typeof sampleDetail>
