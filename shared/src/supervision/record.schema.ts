import { z } from 'zod'
import { campaignId } from '../campaigns/campaign.schema.ts'
import { criterionCode } from '../catalogues/criterion.schema.ts'
import { attachment } from '../catalogues/indicator-set.schema.ts'
import { evidenceId } from '../evidence/evidence.schema.ts'
import { standsFor } from '../identity/delegation.schema.ts'
import { unitId, unitSummary } from '../org/unit.schema.ts'
import { day, moment, version } from '../page.ts'
import { submissionId } from '../submissions/submission.schema.ts'
import { sampleId } from './sample.schema.ts'

export const supervisionRecordId = z.uuid().brand<'SupervisionRecordId'>()
export type SupervisionRecordId = z.infer<typeof supervisionRecordId>
export const findingId = z.uuid().brand<'FindingId'>()
export type FindingId = z.infer<typeof findingId>

/** A draft is the province's alone; once closed nobody changes it, and those it is about read it. */
export const supervisionStates = ['draft', 'closed'] as const
export type SupervisionState = (typeof supervisionStates)[number]

/** How much a finding weighs: a remark, something to mend, something that bears on the result. */
export const severities = ['remark', 'minor', 'major'] as const
export const severity = z.enum(severities)
export type Severity = z.infer<typeof severity>

/** What happens to a follow-up; the newest step says how it stands. */
export const followUpSteps = ['answer', 'send-back', 'settle'] as const
export type FollowUpStep = (typeof followUpSteps)[number]
export const followUpStates = ['open', 'answered', 'settled'] as const
export type FollowUpState = (typeof followUpStates)[number]

/** How a follow-up stands after its steps. */
const stateAfter: Record<FollowUpStep, FollowUpState> = { answer: 'answered', 'send-back': 'open', settle: 'settled' }
export const followUpState = (newest: FollowUpStep | null): FollowUpState => (newest ? stateAfter[newest] : 'open')

/** Who may take which step in which state; the responsible unit answers, the province ends. */
export const stepsFrom: Record<FollowUpState, readonly FollowUpStep[]> = {
  open: ['answer', 'settle'],
  answered: ['answer', 'send-back', 'settle'],
  settled: [],
}

const words = z.string().trim().max(20_000)
const said = z.string().trim().min(1).max(4000)

export const attendant = z.object({
  name: z.string().trim().min(2).max(120),
  office: z.string().trim().max(160),
})
export type Attendant = z.infer<typeof attendant>

export const newSupervisionFinding = z
  .object({
    criterion: criterionCode.nullable().describe('The line of the form that it is about'),
    evidenceId: evidenceId.nullable().describe('The piece of the register that it is about'),
    severity,
    text: said,
    followUp: z
      .object({
        unitId: unitId.describe('Who is to act: the unit itself or the body above it'),
        due: day,
        action: said,
      })
      .nullable(),
  })
  .meta({ id: 'NewSupervisionFinding' })
export type NewSupervisionFinding = z.infer<typeof newSupervisionFinding>

const described = {
  number: z.string().trim().max(60).describe('Number and symbol of the signed minutes: 05/BB-SGDĐT; may come later'),
  checkedOn: day,
  place: z.string().trim().max(300),
  present: z.array(attendant).max(60),
  minutes: words,
}

export const newSupervisionRecord = z.object({
  campaignId,
  unitId: unitId.describe('The school or managing body that is checked'),
  sampleId: sampleId.nullable().default(null).describe('The draw by which it was chosen'),
  ...described,
  findings: z.array(newSupervisionFinding).max(100),
})
export type NewSupervisionRecord = z.infer<typeof newSupervisionRecord>

export const supervisionContent = z.object({ version, ...described, findings: z.array(newSupervisionFinding).max(100) })
export type SupervisionContent = z.infer<typeof supervisionContent>

const step = z.object({
  step: z.enum(followUpSteps),
  text: z.string(),
  at: moment,
  by: z.string(),
  byUnit: z.string(),
  standsFor: standsFor.nullable(),
})

export const supervisionFinding = z
  .object({
    id: findingId,
    criterion: criterionCode.nullable(),
    evidence: z.object({ id: evidenceId, title: z.string() }).nullable(),
    severity,
    text: z.string(),
    followUp: z
      .object({
        unit: unitSummary,
        due: day,
        action: z.string(),
        state: z.enum(followUpStates),
        overdue: z.boolean(),
        steps: z.array(step),
        actions: z.array(z.enum(followUpSteps)).describe('What you may do now'),
      })
      .nullable(),
  })
  .meta({ id: 'SupervisionFinding' })
export type SupervisionFinding = z.infer<typeof supervisionFinding>

export const supervisionSummary = z
  .object({
    id: supervisionRecordId,
    number: z.string(),
    campaign: z.object({ id: campaignId, title: z.string(), schoolYear: z.string() }),
    unit: unitSummary,
    submissionId: submissionId.nullable().describe('The file of the unit in the campaign'),
    checkedOn: day,
    state: z.enum(supervisionStates),
    findingCount: z.int(),
    majorCount: z.int(),
    openCount: z.int().describe('Follow-ups that are not settled'),
    overdueCount: z.int().describe('Of those, the ones whose day has passed without an answer'),
  })
  .meta({ id: 'SupervisionRecordSummary' })
export type SupervisionSummary = z.infer<typeof supervisionSummary>

export const supervisionRecord = supervisionSummary
  .extend({
    sampleId: sampleId.nullable(),
    place: z.string(),
    present: z.array(attendant),
    minutes: z.string(),
    findings: z.array(supervisionFinding),
    files: z.array(attachment),
    /** Units that a follow-up can be given to. */
    responsible: z.array(unitSummary),
    savedAt: moment,
    savedBy: z.string(),
    closedAt: moment.nullable(),
    closedBy: z.string().nullable(),
    standsFor: standsFor.nullable().describe('Whom the one who closed it stood for (KT.)'),
    version: z.int(),
    actions: z.array(z.enum(['edit', 'discard', 'close', 'attach'])).describe('What you may do now'),
  })
  .meta({ id: 'SupervisionRecord' })
export type SupervisionRecord = z.infer<typeof supervisionRecord>
