import { z } from 'zod'
import { membershipId } from '../identity/person.schema.ts'
import { role } from '../identity/role.ts'
import { day, moment, version } from '../page.ts'
import { submissionStatus } from '../submissions/submission.workflow.ts'
import { officialCode, ownership, unitId, unitSummary, unitType } from './unit.schema.ts'

export const unitChangeId = z.uuid().brand<'UnitChangeId'>()
export type UnitChangeId = z.infer<typeof unitChangeId>

/** What can happen to units; `reorganise` is an import that does several of these at once. */
export const unitChangeKinds = ['rename', 'move', 'merge', 'split', 'close', 'reopen', 'reorganise', 'undo'] as const
export const unitChangeKind = z.enum(unitChangeKinds)
export type UnitChangeKind = z.infer<typeof unitChangeKind>

export const unitChangeStatuses = ['planned', 'applied', 'cancelled', 'failed'] as const
export const unitChangeStatus = z.enum(unitChangeStatuses)
export type UnitChangeStatus = z.infer<typeof unitChangeStatus>

/** What every operation says of itself. */
export const unitDecision = z.object({
  effectiveOn: day.describe('First day on which it is so; a day to come keeps the operation as planned until then'),
  decisionNumber: z.string().trim().min(1).max(60),
  decisionDate: day,
  note: z.string().trim().max(2000),
  handOver: z
    .boolean()
    .default(true)
    .describe('Files that are not decided yet go to the new managing body; decided ones stay where they were decided'),
})
export type UnitDecision = z.infer<typeof unitDecision>

const seen = z.object({ unitId, version })
const words = z.object({
  code: officialCode,
  name: z.string().trim().min(2).max(200),
  type: unitType.exclude(['system']),
  ownership: ownership.nullable(),
})
/** A unit that comes into being with the operation. */
export const foundedUnit = words.extend({ parentId: unitId })
const target = z.union([seen, foundedUnit])

export const unitOrder = z.discriminatedUnion('kind', [
  unitDecision.extend({ kind: z.literal('rename'), ...seen.shape, ...words.shape }),
  unitDecision.extend({
    kind: z.literal('move'),
    units: z
      .array(seen.extend({ parentId: unitId }))
      .min(1)
      .max(500),
  }),
  unitDecision.extend({
    kind: z.literal('merge'),
    sources: z.array(seen).min(1).max(100).describe('They close; what stands under them goes to the successor'),
    into: target.describe('A unit that goes on, or a new one'),
    carry: z.array(membershipId).max(2000).describe('Memberships that go on in the successor with the same role'),
  }),
  unitDecision.extend({
    kind: z.literal('split'),
    ...seen.shape,
    stays: z.boolean().describe('Whether the unit itself goes on beside those that come out of it'),
    into: z.array(target).min(1).max(20),
    children: z
      .array(z.object({ unitId, to: z.int().min(0).describe('Place in `into`') }))
      .max(2000)
      .describe('Who goes where, of the units that stand under it; the others stay'),
  }),
  unitDecision.extend({
    kind: z.literal('close'),
    units: z.array(seen).min(1).max(500),
    children: z
      .array(z.object({ unitId, parentId: unitId }))
      .max(2000)
      .describe('Where the units that stand under them go: none may be left'),
  }),
  unitDecision.extend({ kind: z.literal('reopen'), ...seen.shape, parentId: unitId }),
  unitDecision.extend({
    kind: z.literal('undo'),
    changeId: unitChangeId.describe('An operation after which nothing else has happened to its units'),
  }),
])
export type UnitOrder = z.infer<typeof unitOrder>

/** What a unit is on one day. */
export const unitState = z
  .object({
    code: z.string(),
    name: z.string(),
    type: unitType,
    ownership: ownership.nullable(),
    parent: unitSummary.nullable(),
    closed: z.boolean(),
  })
  .meta({ id: 'UnitState' })
export type UnitState = z.infer<typeof unitState>

const parts = ['subject', 'predecessor', 'successor'] as const
export const unitChangePart = z.enum(parts)
export type UnitChangePart = z.infer<typeof unitChangePart>

/** One unit of an operation: what it was, what it becomes. `before` is null for a new one. */
export const unitEffect = z
  .object({
    unitId,
    part: unitChangePart,
    before: unitState.nullable(),
    after: unitState.nullable().describe('Null while the operation is only planned'),
  })
  .meta({ id: 'UnitEffect' })
export type UnitEffect = z.infer<typeof unitEffect>

/** Someone who loses the access that comes from a unit which closes. */
export const endingMembership = z.object({
  membershipId,
  fullName: z.string(),
  unit: unitSummary,
  role,
  office: z.string().nullable(),
  carried: z.boolean(),
})
export type EndingMembership = z.infer<typeof endingMembership>

/** A file in a running campaign that changes hands. */
export const handedOverFile = z.object({
  unit: unitSummary,
  campaignTitle: z.string(),
  status: submissionStatus,
  from: unitSummary,
  to: unitSummary,
})
export type HandedOverFile = z.infer<typeof handedOverFile>

/** How much of each an operation touches. */
export const unitChangeReport = z.object({
  units: z.int(),
  following: z.int().describe('Units that go along with the one they stand under'),
  memberships: z.int().describe('Memberships that end'),
  carried: z.int(),
  apiKeys: z.int().describe('API keys that are revoked'),
  handedOver: z.int().describe('Files that change hands'),
  kept: z.int().describe('Undecided files of these units that stay with who assesses them now'),
  decided: z.int().describe('Files that were decided and stay as they are'),
  resting: z.int().describe('Undecided files of units that close: they are kept and can be read'),
})
export type UnitChangeReport = z.infer<typeof unitChangeReport>

/** What an operation would do. Of long lists the first two hundred; the report counts all. */
export const unitChangePreview = z
  .object({
    kind: unitChangeKind,
    planned: z.boolean().describe('The day is still to come'),
    effects: z.array(unitEffect),
    people: z.array(endingMembership),
    files: z.array(handedOverFile),
    report: unitChangeReport,
  })
  .meta({ id: 'UnitChangePreview' })
export type UnitChangePreview = z.infer<typeof unitChangePreview>

export const unitOperation = z
  .object({
    id: unitChangeId,
    kind: unitChangeKind,
    status: unitChangeStatus,
    ...unitDecision.shape,
    handOver: z.boolean(),
    recordedAt: moment,
    by: z.string(),
    undoes: unitChangeId.nullable(),
    undoneBy: unitChangeId.nullable(),
    /** Why it could not be carried out on its day: a problem code. */
    failure: z.string().nullable(),
    unitCount: z.int(),
    /** The first units of it, for a line in a list. */
    units: z.array(unitSummary.extend({ part: unitChangePart })),
    actions: z.array(z.enum(['cancel', 'undo'])),
  })
  .meta({ id: 'UnitOperation' })
export type UnitOperation = z.infer<typeof unitOperation>

export const unitOperationDetail = unitOperation
  .extend({ effects: z.array(unitEffect), report: unitChangeReport.nullable() })
  .meta({ id: 'UnitOperationDetail' })
export type UnitOperationDetail = z.infer<typeof unitOperationDetail>

/** From one day to the day before another; null: since before anything was recorded, and until further notice. */
export const unitVersion = unitState
  .extend({ from: day.nullable(), to: day.nullable(), changeId: unitChangeId.nullable() })
  .meta({ id: 'UnitVersion' })
export type UnitVersion = z.infer<typeof unitVersion>

const succession = z.object({ unit: unitSummary, changeId: unitChangeId, on: day })
export const unitHistory = z
  .object({
    versions: z.array(unitVersion).describe('The newest first'),
    operations: z.array(unitOperation).describe('The newest first'),
    predecessors: z.array(succession),
    successors: z.array(succession),
  })
  .meta({ id: 'UnitHistory' })
export type UnitHistory = z.infer<typeof unitHistory>
