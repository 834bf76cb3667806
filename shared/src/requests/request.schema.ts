import { z } from 'zod'
import { attachment } from '../catalogues/indicator-set.schema.ts'
import { unitSummary } from '../org/unit.schema.ts'
import { decimal } from '../decimal.ts'
import { documentFormat, documentId, officialDocumentKind } from '../documents/document.schema.ts'
import { day, moment, version } from '../page.ts'

/** What the head says when the file goes to the managing body (tờ trình); each part may still be missing in a draft. */
const parts = {
  number: z.string().trim().min(1).max(100).nullable(),
  issuedOn: day.nullable(),
  signatory: z.string().trim().min(1).max(200).nullable(),
  office: z.string().trim().min(1).max(200).nullable(),
  text: z.string().trim().max(10_000),
}
export const requestSave = z.object({ version, ...parts })
export type RequestSave = z.infer<typeof requestSave>

export const requestParts = ['number', 'issuedOn', 'signatory', 'office', 'text'] as const
export const requestPart = z.enum(requestParts)
export type RequestPart = z.infer<typeof requestPart>

export const submissionRequest = z
  .object({
    round: z.int().describe('With which sending it goes: 1 for the first'),
    version: z.int().describe('0 while nothing has been saved; then the parts are a proposal'),
    ...parts,
    files: z.array(attachment).describe('The signed paper, scanned, and what goes with it'),
    savedAt: moment.nullable(),
    savedBy: z.string().nullable(),
    sentAt: moment.nullable(),
    missing: z.array(requestPart),
    mayEdit: z.boolean(),
  })
  .meta({ id: 'SubmissionRequest' })
export type SubmissionRequest = z.infer<typeof submissionRequest>

/** What came in, as it was counted in that moment. */
export const receiptSummary = z.object({
  request: z.object({ number: z.string(), issuedOn: day, signatory: z.string(), office: z.string() }),
  answered: z.int(),
  lines: z.int(),
  selfTotal: decimal,
  selfLevel: z.int().nullable(),
  evidence: z.int().describe('Pieces in the register'),
  files: z.int().describe('Files of evidence, and of the request'),
  bytes: z.int(),
})
export type ReceiptSummary = z.output<typeof receiptSummary>

/** A paper that the system drew up and that went with the file, in the version that went. */
export const receiptPaper = z.object({
  documentId,
  kind: officialDocumentKind,
  version: z.int(),
  symbol: z.string().describe('Số, ký hiệu as printed; blank where it has none'),
  signedOn: day.nullable(),
  files: z.array(z.object({ format: documentFormat, name: z.string(), size: z.int(), sha256: z.string() })),
})
export const receiptPapers = z.object({
  items: z.array(receiptPaper),
  waiting: z.array(officialDocumentKind).describe('Still being drawn up, of the data as they were sent'),
  failed: z.array(officialDocumentKind).describe('Could not be drawn up'),
})
export type ReceiptPapers = z.infer<typeof receiptPapers>

export const receipt = z
  .object({
    id: z.uuid(),
    number: z.int().describe('In sequence per receiving body and year'),
    year: z.int(),
    round: z.int(),
    unit: unitSummary,
    receiver: unitSummary,
    campaign: z.string(),
    at: moment,
    sentBy: z.string(),
    hash: z.string().describe('SHA-256 of what was sent'),
    summary: receiptSummary,
    papers: receiptPapers,
  })
  .meta({ id: 'Receipt' })
export type Receipt = z.infer<typeof receipt>
