import { z } from 'zod'
import { criterionCode } from '../catalogues/criterion.schema.ts'
import { day, moment, version } from '../page.ts'
import { submissionId } from '../submissions/submission.schema.ts'
import { evidenceRequestStatus } from './evidence-request.workflow.ts'

export const evidenceRequestId = z.uuid().brand<'EvidenceRequestId'>()
export type EvidenceRequestId = z.infer<typeof evidenceRequestId>

const said = z.string().trim().min(1).max(2000)
const signed = { at: moment, by: z.string() }

/** What the external team asks a school to hand in for a criterion after the file was sent, and what it answered. */
export const evidenceRequest = z
  .object({
    id: evidenceRequestId,
    submissionId,
    criterion: criterionCode,
    text: said,
    due: day.describe('The last day to answer, until 24:00 in Asia/Ho_Chi_Minh'),
    status: evidenceRequestStatus,
    asked: z.object(signed),
    answer: z.object({ ...signed, text: said }).nullable(),
    ended: z.object(signed).nullable().describe('Closed or withdrawn'),
    overdue: z.boolean().describe('Open, and its last day has passed: nothing can be handed in any more'),
    version: z.int(),
    actions: z.array(z.enum(['answer', 'close', 'withdraw'])).describe('What you may do now'),
  })
  .meta({ id: 'EvidenceRequest' })
export type EvidenceRequest = z.infer<typeof evidenceRequest>

export const newEvidenceRequest = z.object({ criterion: criterionCode, text: said, due: day })
export type NewEvidenceRequest = z.infer<typeof newEvidenceRequest>

export const evidenceRequestMove = z.object({ version })
export const evidenceRequestAnswer = evidenceRequestMove.extend({ text: said })
