import { z } from 'zod'
import { campaignId } from '../campaigns/campaign-id.schema.ts'
import { standsFor } from '../identity/delegation.schema.ts'
import { unitSummary } from '../org/unit.schema.ts'
import { day, moment, version } from '../page.ts'
import { submissionId } from '../submissions/submission-id.schema.ts'

export const decisionId = z.uuid().brand<'DecisionId'>()
export type DecisionId = z.infer<typeof decisionId>

export const recognitionId = z.uuid().brand<'RecognitionId'>()
export type RecognitionId = z.infer<typeof recognitionId>

/** Mission, step 9: a decision can be corrected or revoked by a new one, never silently changed. */
export const decisionKinds = ['recognition', 'correction', 'revocation'] as const
export const decisionKind = z.enum(decisionKinds)
export type DecisionKind = z.infer<typeof decisionKind>

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

/** Number, date and signature as they stand on the signed paper. */
const signature = {
  number: z.string().trim().min(1).max(60).describe('Number and symbol: 12/QĐ-PGDĐT'),
  signedOn: day,
  signatory: z.string().trim().min(2).max(120),
  office: z.string().trim().min(2).max(120).describe('Office of the signatory'),
}
const reason = z.string().trim().min(1).max(2000)

export const newDecision = z.object({
  campaignId,
  ...signature,
  validUntil: day.nullable().optional().describe('Until when the recognition counts, where the decision says so'),
  items: submissionsOnce,
})
export type NewDecision = z.infer<typeof newDecision>

/**
 * What the papers should have said. Clerical data only: a level changes through a new assessment, never here. What is
 * left out stays as it was.
 */
export const newCorrection = z.object({
  ...signature,
  reason,
  reads: z
    .object(signature)
    .partial()
    .optional()
    .describe('What the corrected decision should have said of itself: number, date, signatory, office'),
  items: z
    .array(
      z.object({
        submissionId,
        version,
        unitName: z
          .string()
          .trim()
          .min(2)
          .max(300)
          .optional()
          .describe('The name as it should stand on the certificate'),
      }),
    )
    .min(1)
    .max(1000)
    .refine((items) => new Set(items.map((item) => item.submissionId)).size === items.length, 'A file is listed twice'),
})
export type NewCorrection = z.infer<typeof newCorrection>

export const newRevocation = z.object({ ...signature, reason, items: submissionsOnce })
export type NewRevocation = z.infer<typeof newRevocation>

export const decisionMark = z.object({ id: decisionId, kind: decisionKind, number: z.string(), signedOn: day })
export type DecisionMark = z.infer<typeof decisionMark>

/** How a recognition ended; `successor`: the number of the certificate that took the place of a corrected one. */
export const recognitionEnding = z.object({ decision: decisionMark, successor: z.string().nullable() })
export type RecognitionEnding = z.infer<typeof recognitionEnding>

export const decisionItem = z.object({
  submissionId,
  unit: unitSummary,
  /** Of the file, for those who correct or revoke. */
  version: z.int(),
  level: z.int(),
  levelName: z.string(),
  certificateNumber: z.string(),
  /** Null while it counts. */
  ended: recognitionEnding.nullable(),
})
export type DecisionItem = z.infer<typeof decisionItem>

export const decisionSummary = z
  .object({
    id: decisionId,
    kind: decisionKind,
    /** The decision that this one mends or takes back. */
    about: decisionMark.nullable(),
    reason: z.string().nullable(),
    number: z.string(),
    signedOn: day,
    signatory: z.string(),
    office: z.string(),
    validUntil: day.nullable(),
    standsFor: standsFor.nullable().describe('Whom the one who recorded it stood for (KT.)'),
    issuer: unitSummary,
    campaign: z.object({ id: campaignId, title: z.string(), schoolYear: z.string() }),
    recordedAt: moment,
    unitCount: z.int().describe('Units of its list that the caller may see'),
  })
  .meta({ id: 'DecisionSummary' })
export type DecisionSummary = z.infer<typeof decisionSummary>

export const decision = decisionSummary
  .extend({
    items: z.array(decisionItem),
    /** Later decisions that mend it or take it back, the oldest first. */
    followedBy: z.array(decisionMark),
    /** What the caller may do about it now. */
    actions: z.array(z.enum(['correct', 'revoke'])),
  })
  .meta({ id: 'Decision' })
export type Decision = z.infer<typeof decision>

/** A certificate as it is printed, with what became of it. */
export const certificate = z
  .object({
    id: recognitionId,
    number: certificateNumber,
    submissionId,
    /** As printed: corrected where a decision corrected it. */
    unitName: z.string(),
    level: z.int(),
    levelName: z.string(),
    schoolYear: z.string(),
    setTitle: z.string(),
    sample: z.boolean(),
    /** The decision of recognition, in the words that count now. */
    decision: decisionMark.extend({ signatory: z.string(), office: z.string() }),
    /** The decision that put this certificate in the place of an earlier one. */
    correction: decisionMark.nullable(),
    replaces: z.string().nullable(),
    issuer: unitSummary,
    superior: z.string().nullable().describe('The body above the issuer, for the head of the paper'),
    validUntil: day.nullable(),
    ended: recognitionEnding.nullable(),
  })
  .meta({ id: 'Certificate' })
export type Certificate = z.infer<typeof certificate>
