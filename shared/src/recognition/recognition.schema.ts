import { z } from 'zod'
import { campaignId } from '../campaigns/campaign.schema.ts'
import { standsFor } from '../identity/delegation.schema.ts'
import { unitSummary } from '../org/unit.schema.ts'
import { day, moment, version } from '../page.ts'
import { submissionId } from '../submissions/submission.schema.ts'

export const decisionId = z.uuid().brand<'DecisionId'>()
export type DecisionId = z.infer<typeof decisionId>

/** As printed on the certificate and in its QR code: capital letters, digits and dashes, however it was typed. */
export const certificateNumber = z
  .string()
  .max(100)
  .overwrite((text) =>
    text
      .replace(/\s/g, '')
      .replace(/[‐-―−]/g, '-')
      .toUpperCase(),
  )
  .min(4)
  .max(60)

/** A list of files, each with the version that was seen; no file twice. */
export const submissionsOnce = z
  .array(z.object({ submissionId, version }))
  .min(1)
  .max(1000)
  .refine((items) => new Set(items.map((item) => item.submissionId)).size === items.length, 'A file is listed twice')
export type SubmissionsOnce = z.infer<typeof submissionsOnce>

export const newDecision = z.object({
  campaignId,
  number: z.string().trim().min(1).max(60).describe('Number and symbol: 12/QĐ-PGDĐT'),
  signedOn: day,
  signatory: z.string().trim().min(2).max(120),
  office: z.string().trim().min(2).max(120).describe('Office of the signatory'),
  items: submissionsOnce,
})
export type NewDecision = z.infer<typeof newDecision>

export const decisionItem = z.object({
  submissionId,
  unit: unitSummary,
  level: z.int(),
  levelName: z.string(),
  certificateNumber: z.string(),
})
export type DecisionItem = z.infer<typeof decisionItem>

export const decisionSummary = z
  .object({
    id: decisionId,
    number: z.string(),
    signedOn: day,
    signatory: z.string(),
    office: z.string(),
    standsFor: standsFor.nullable().describe('Whom the one who recorded it stood for (KT.)'),
    issuer: unitSummary,
    campaign: z.object({ id: campaignId, title: z.string(), schoolYear: z.string() }),
    recordedAt: moment,
    unitCount: z.int().describe('Units of its list that the caller may see'),
  })
  .meta({ id: 'DecisionSummary' })
export type DecisionSummary = z.infer<typeof decisionSummary>

export const decision = decisionSummary.extend({ items: z.array(decisionItem) }).meta({ id: 'Decision' })
export type Decision = z.infer<typeof decision>
