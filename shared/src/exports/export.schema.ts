import { z } from 'zod'
import { campaignId } from '../campaigns/campaign.schema.ts'
import { moment } from '../page.ts'
import { deliveryFilter } from '../deliverables/deliveries.api.ts'
import { deliveryStatus } from '../deliverables/delivery.workflow.ts'
import { officialDocumentKind } from '../documents/document.schema.ts'
import { fileFormats, reportFileOrder } from '../reports/report-file.schema.ts'
import { submissionId } from '../submissions/submission.schema.ts'

export const exportId = z.uuid().brand<'ExportId'>()
export type ExportId = z.infer<typeof exportId>

/** What takes long enough to be made behind the screen. A new kind adds its order here and its maker in the API. */
export const exportOrder = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('campaign-documents').describe('The documents of a campaign in one archive, in folders per unit'),
    campaignId,
    drawUp: z
      .boolean()
      .describe('First draws up what is missing or behind its data, as far as your own unit issues it'),
  }),
  z.object({
    kind: z
      .literal('document')
      .describe('A document, drawn up first where the data have moved on; as PDF where it has one'),
    document: officialDocumentKind,
    subjectId: z.uuid(),
  }),
  z.object({ kind: z.literal('file-archive').describe('The complete file of a unit with its record'), submissionId }),
  reportFileOrder.extend({
    kind: z.literal('report-file').describe('Figures of a report, as they stood when they were asked for'),
  }),
  z.object({
    kind: z.literal('delivery-list').describe('Exactly the rows of a list of what is to be handed in'),
    filter: deliveryFilter.extend({ status: z.array(deliveryStatus).optional(), late: z.boolean().optional() }),
    format: z.enum(fileFormats),
  }),
])
export type ExportOrder = z.infer<typeof exportOrder>
export type ExportKind = ExportOrder['kind']
export type ExportOrderOf<K extends ExportKind> = Extract<ExportOrder, { kind: K }>
export const exportKinds = [
  'campaign-documents',
  'document',
  'file-archive',
  'report-file',
  'delivery-list',
] as const satisfies readonly ExportKind[]

/** `running` goes on by itself where a server was stopped in the middle. */
export const exportStates = ['waiting', 'running', 'done', 'failed'] as const
export const exportState = z.enum(exportStates)
export type ExportState = z.infer<typeof exportState>

/** Why nothing came of it: the seat was given up; the thing is gone or hidden now; the server broke down over it. */
export const exportFailures = ['seat-ended', 'not-yours', 'broke-down'] as const
export const exportFailure = z.enum(exportFailures)
export type ExportFailure = z.infer<typeof exportFailure>

export const exportJob = z
  .object({
    id: exportId,
    kind: z.enum(exportKinds),
    title: z.string().describe('What it is made from: a campaign, a unit'),
    state: exportState,
    done: z.int(),
    total: z.int().nullable().describe('Null until it is known'),
    failure: exportFailure.nullable(),
    fileName: z.string().nullable(),
    size: z.number().nullable().describe('Bytes'),
    askedAt: moment,
    finishedAt: moment.nullable(),
    expiresAt: moment.nullable().describe('The file is kept for 30 days'),
  })
  .meta({ id: 'Export' })
export type ExportJob = z.infer<typeof exportJob>
