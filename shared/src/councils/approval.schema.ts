import { z } from 'zod'
import { attachment } from '../catalogues/indicator-set.schema.ts'
import { standsFor } from '../identity/delegation.schema.ts'
import { day, moment, version } from '../page.ts'

/** The decision by which the head approves the result of the self-assessment (source 001, annex III.1). */
export const approvalOrder = z.object({
  version: version.describe('Version of the file you saw'),
  number: z.string().trim().min(1).max(100),
  signedOn: day,
  signatory: z.string().trim().min(1).max(200),
  office: z.string().trim().min(1).max(200),
  note: z.string().trim().max(2000).nullable(),
  withoutCouncil: z
    .string()
    .trim()
    .max(2000)
    .nullable()
    .describe('Why there is no council; demanded where none was set up'),
})
export type ApprovalOrder = z.infer<typeof approvalOrder>

export const approval = z
  .object({
    id: z.uuid(),
    number: z.string(),
    signedOn: day,
    signatory: z.string(),
    office: z.string(),
    withoutCouncil: z.string().nullable(),
    scan: attachment.nullable(),
    approvedAt: moment,
    approvedBy: z.string(),
    standsFor: standsFor.nullable(),
  })
  .meta({ id: 'Approval' })
export type Approval = z.infer<typeof approval>
