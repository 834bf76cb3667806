import { z } from 'zod'
import { campaignId } from '../campaigns/campaign.schema.ts'
import { standsFor } from '../identity/delegation.schema.ts'
import { unitSummary } from '../org/unit.schema.ts'
import { day, moment, version } from '../page.ts'
import { submissionId } from '../submissions/submission.schema.ts'
import { submissionStatus } from '../submissions/submission.workflow.ts'
import { readinessCode } from './readiness.rules.ts'

export const nominationListId = z.uuid().brand<'NominationListId'>()
export type NominationListId = z.infer<typeof nominationListId>

/**
 * Danh sách đề nghị công nhận: an officer puts it together, it goes to the leader, who decides about all or part of it or
 * sends it back. It is decided when nothing on it is open any more.
 */
export const nominationStatuses = ['draft', 'proposed', 'returned', 'decided', 'discarded'] as const
export const nominationStatus = z.enum(nominationStatuses)
export type NominationStatus = z.infer<typeof nominationStatus>

export const nominationActions = ['change', 'propose', 'take-off', 'return', 'decide', 'discard'] as const
export const nominationAction = z.enum(nominationActions)
export type NominationAction = z.infer<typeof nominationAction>

/** When a list takes what; who may is said in the policy. */
export const nominationMoves: Record<NominationAction, readonly NominationStatus[]> = {
  change: ['draft', 'returned'],
  propose: ['draft', 'returned'],
  'take-off': ['draft', 'proposed', 'returned'],
  return: ['proposed'],
  decide: ['proposed'],
  discard: ['draft', 'returned'],
}

/** What became of a unit on a list; `open` while nothing has. */
export const nominationItemStates = ['open', 'recognised', 'refused', 'taken-off'] as const
export const nominationItemState = z.enum(nominationItemStates)
export type NominationItemState = z.infer<typeof nominationItemState>

export const nominationFields = z.object({
  name: z.string().trim().min(3).max(300),
  number: z.string().trim().min(1).max(60).nullable().describe('Number and symbol; wanted when it is proposed'),
  listedOn: day.nullable(),
})
export type NominationFields = z.infer<typeof nominationFields>

export const newNominationList = nominationFields.extend({ campaignId })
export type NewNominationList = z.infer<typeof newNominationList>

/** What stands against a unit, and what of it somebody confirmed to have seen. */
export const nominationItem = z.object({
  submissionId,
  unit: unitSummary,
  version: z.int(),
  status: submissionStatus,
  state: nominationItemState,
  selfLevel: z.int().nullable(),
  /** What the external answers come to: nobody enters it. */
  level: z.int().nullable(),
  levelName: z.string().nullable(),
  readiness: z.array(readinessCode),
  confirmed: z.array(readinessCode),
})
export type NominationItem = z.infer<typeof nominationItem>

export const nominationListSummary = z
  .object({
    id: nominationListId,
    body: unitSummary,
    campaign: z.object({ id: campaignId, title: z.string(), schoolYear: z.string() }),
    ...nominationFields.shape,
    status: nominationStatus,
    version: z.int(),
    units: z.int().describe('Units on it, without those taken off'),
    open: z.int().describe('Of these, the ones about which nothing is decided'),
    createdBy: z.string(),
    createdAt: moment,
    changedAt: moment,
  })
  .meta({ id: 'NominationListSummary' })
export type NominationListSummary = z.infer<typeof nominationListSummary>

export const nominationEvent = z.object({
  action: z.enum(['create', ...nominationActions]),
  at: moment,
  by: z.string(),
  standsFor: standsFor.nullable(),
  reason: z.string().nullable(),
})
export type NominationEvent = z.infer<typeof nominationEvent>

export const nominationList = nominationListSummary
  .extend({
    items: z.array(nominationItem),
    events: z.array(nominationEvent).describe('What happened to it, the newest first'),
    actions: z.array(nominationAction),
  })
  .meta({ id: 'NominationList' })
export type NominationList = z.infer<typeof nominationList>

/** What became of each file that a call was about: done, or the reason why not. */
export const notAdded = z.object({
  submissionId,
  unit: unitSummary,
  code: z.union([readinessCode, z.literal('already-listed')]),
})

export const nominationProposal = z.object({
  version,
  confirmed: z
    .array(z.object({ submissionId, codes: z.array(readinessCode).max(20) }))
    .max(2000)
    .describe('Warnings that whoever proposes has seen, by file'),
})
export type NominationProposal = z.infer<typeof nominationProposal>
