import { z } from 'zod'
import { attachment } from '../catalogues/indicator-set.schema.ts'
import { criterionCode } from '../catalogues/criterion.schema.ts'
import { standsFor } from '../identity/delegation.schema.ts'
import { personId } from '../identity/ids.ts'
import { day, moment, version } from '../page.ts'
import { answer } from '../scoring/answer.schema.ts'
import { agreements } from './agreement.rules.ts'
import { approval } from './approval.schema.ts'

export const councilDuties = ['chairperson', 'deputy', 'secretary', 'member'] as const
export const councilDuty = z.enum(councilDuties)
export type CouncilDuty = z.infer<typeof councilDuty>

const name = z.string().trim().min(1).max(200)

/** A member to be: by account, or by name and office without one. Who has no account takes no part in the app. */
export const councilMemberDraft = z.object({
  personId: personId.nullable(),
  name: name.describe('Of a member with an account, the name of the account is taken'),
  office: z.string().trim().max(200),
  duty: councilDuty,
})
export type CouncilMemberDraft = z.infer<typeof councilMemberDraft>

export const councilMember = councilMemberDraft.extend({ id: z.uuid() }).meta({ id: 'CouncilMember' })
export type CouncilMember = z.infer<typeof councilMember>

export const councilOrder = z.object({
  version,
  number: z.string().trim().min(1).max(100),
  signedOn: day,
  signatory: name,
  office: name.describe('Of the signatory'),
  reason: z.string().trim().max(2000).nullable().describe('Why the council changes; not with the first decision'),
  members: z.array(councilMemberDraft).min(2).max(60),
})
export type CouncilOrder = z.infer<typeof councilOrder>

/** One decision that set the council up or changed it. The newest counts, none is ever overwritten. */
export const councilDecision = z
  .object({
    id: z.uuid(),
    sequence: z.int(),
    number: z.string(),
    signedOn: day,
    signatory: z.string(),
    office: z.string(),
    reason: z.string().nullable(),
    members: z.array(councilMember),
    scan: attachment.nullable(),
    madeAt: moment,
    madeBy: z.string(),
    standsFor: standsFor.nullable(),
  })
  .meta({ id: 'CouncilDecision' })
export type CouncilDecision = z.infer<typeof councilDecision>

export const councilStepKinds = ['evidence', 'scoring', 'meeting', 'approval', 'other'] as const
/** One step of the council’s own plan; both days included. */
export const councilStep = z
  .object({
    kind: z.enum(councilStepKinds),
    title: z.string().trim().max(300),
    from: day,
    to: day,
    responsible: z.uuid().nullable().describe('A member of the council'),
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'Ends before it begins' })
export type CouncilStep = z.infer<typeof councilStep>

export const councilAssignment = z.object({ criterion: criterionCode, personIds: z.array(personId).max(60) })
export type CouncilAssignment = z.infer<typeof councilAssignment>

/** What one member says about one line: beside the school’s column, never in it. */
export const councilScore = z.object({
  personId,
  answer,
  comment: z.string(),
  version: z.int(),
  savedAt: moment,
})
export type CouncilScore = z.infer<typeof councilScore>

export const councilScoreSave = z.object({
  version: version.describe('Version of your own score; 0 for the first'),
  answer,
  comment: z.string().trim().max(5000),
})
export type CouncilScoreSave = z.infer<typeof councilScoreSave>

export const councilSettlement = z.object({
  answer,
  reason: z.string().nullable(),
  at: moment,
  by: z.string(),
})

/** One line of the form as the council sees it. */
export const councilLine = z
  .object({
    code: criterionCode,
    /** Members whose line it is; empty: assigned to nobody. */
    assigned: z.array(personId),
    /** Who of them has scored; empty for those outside the unit. */
    scored: z.array(personId),
    /** Scores that you may see: on your own lines those of others once you have saved yours. */
    scores: z.array(councilScore),
    agreement: z.enum(agreements).nullable().describe('Null where you may not see the scores'),
    settlement: councilSettlement.nullable(),
  })
  .meta({ id: 'CouncilLine' })
export type CouncilLine = z.infer<typeof councilLine>

export const councilGaps = ['no-minutes', 'minutes-open', 'minutes-outdated', 'unsettled'] as const
export const councilGap = z.object({
  gap: z.enum(councilGaps),
  criterion: criterionCode.nullable(),
})
export type CouncilGap = z.infer<typeof councilGap>

export const council = z
  .object({
    /** 0 while there is none; decisions, assignments and plan each make it the next. */
    version: z.int(),
    decision: councilDecision.nullable(),
    former: z.array(councilDecision).describe('Earlier decisions, the newest first'),
    steps: z.array(councilStep),
    lastDay: day.describe('Of the self-assessment of this unit; a step that ends later comes too late'),
    lines: z.array(councilLine),
    /** What the caller is in it. */
    duty: councilDuty.nullable(),
    /** Lines of the caller. */
    mine: z.array(criterionCode),
    may: z.object({
      manage: z.boolean().describe('Set the council up or change it by decision'),
      assign: z.boolean().describe('Assign criteria and plan'),
      score: z.boolean(),
      settle: z.boolean().describe('Settle differences and write minutes'),
      scan: z.boolean().describe('Attach signed papers'),
    }),
    /** What still keeps the file from being finished; empty without a council. */
    gaps: z.array(councilGap),
    approvals: z.array(approval).describe('Decisions by which the head approved, the newest first'),
  })
  .meta({ id: 'Council' })
export type Council = z.infer<typeof council>

export const settlementOrder = z.object({
  items: z
    .array(
      z.object({
        criterion: criterionCode,
        version: version.describe('Version of the school’s line that you saw'),
        answer,
        reason: z.string().trim().max(2000).nullable().describe('Demanded where the members differ'),
      }),
    )
    .min(1)
    .max(200),
})
export type SettlementOrder = z.infer<typeof settlementOrder>

export const councilCandidate = z.object({ personId, fullName: z.string(), office: z.string() })
export type CouncilCandidate = z.infer<typeof councilCandidate>

/** Signed papers that can be attached, by what they belong to. */
export const councilPapers = ['decision', 'minutes', 'approval'] as const
export const councilPaper = z.enum(councilPapers)
export type CouncilPaper = z.infer<typeof councilPaper>
