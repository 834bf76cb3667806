import { z } from 'zod'
import { campaignId, campaignUnitId } from '../campaigns/campaign.schema.ts'
import { moment } from '../page.ts'
import { deliveryFilter } from '../deliverables/deliveries.api.ts'
import { deliveryStatus } from '../deliverables/delivery.workflow.ts'
import { officialDocumentKind } from '../documents/document.schema.ts'
import { fileFormats, reportFileOrder } from '../reports/report-file.schema.ts'
import { registerFilters, registerSorts } from '../evidence/register.api.ts'
import { unitId } from '../org/unit.schema.ts'
import { unitFilters } from '../org/units.api.ts'
import { sheetFormats } from '../sheet.ts'
import { attendeeFilters, trainingReportFilters } from '../training/attendance.api.ts'
import { trainingSessionId } from '../training/training.schema.ts'
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
  z.object({
    kind: z
      .literal('people-list')
      .describe('The people of your subtree, in the columns in which people are brought in'),
    within: unitId.optional().describe('Only the subtree of this unit'),
  }),
  z.object({
    kind: z.literal('unit-list').describe('Every unit that a list shows, in the columns of the import of units'),
    filter: unitFilters,
    format: z.enum(sheetFormats),
  }),
  z.object({
    kind: z.literal('evidence-register').describe('The register of evidence as it is narrowed, all of it'),
    campaignUnitId,
    filter: registerFilters.extend({ sort: z.enum(registerSorts).optional(), descending: z.boolean().optional() }),
    format: z.enum(sheetFormats),
  }),
  z.object({
    kind: z.literal('evidence-archive').describe('All files of a register in folders by criterion, with the register'),
    campaignUnitId,
  }),
  z.object({
    kind: z.literal('sent-package').describe('Everything a school sent in a round, with the hash of each file'),
    submissionId,
    round: z.int().min(1).max(999),
  }),
  z.object({
    kind: z.literal('training-attendees').describe('Who is registered for a session, as the list is narrowed'),
    trainingId: trainingSessionId,
    filter: attendeeFilters,
    format: z.enum(fileFormats),
  }),
  z.object({
    kind: z.literal('training-units').describe('Who came over all sessions and who never did, as the list is narrowed'),
    filter: trainingReportFilters,
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
  'people-list',
  'unit-list',
  'evidence-register',
  'evidence-archive',
  'sent-package',
  'training-attendees',
  'training-units',
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
