import { z } from 'zod'
import { unitId, unitType } from '../org/unit.schema.ts'
import { day, moment } from '../page.ts'
import { withoutBlanks } from './blank.rules.ts'
import { criterionCode, criterionGroup, levelBand, title, words } from './criterion.schema.ts'
import { setMark } from './set-mark.schema.ts'

// Apart, so that whoever only names a set need not bring all that is in it.
export { indicatorSetId, setMark, type IndicatorSetId, type SetMark } from './set-mark.schema.ts'

export const levelRule = z.strictObject({
  bands: z.array(levelBand).describe('Of each group, or of the total: see `combine`'),
  combine: z.enum(['lowest-group', 'total']).describe('Level of the unit: the lowest of its groups, or by the total'),
  unmetConditionCapsAt: z.int().min(1).nullable().describe('Highest level with an unmet condition; null: no effect'),
})
export type LevelRule = z.infer<typeof levelRule>

export const evidenceCodeScheme = z.enum(['accreditation', 'quality-2026'])
export type EvidenceCodeScheme = z.infer<typeof evidenceCodeScheme>

export const indicatorSetCode = z.string().regex(/^[A-Z0-9][A-Z0-9-]{1,39}$/)
const someText = words(1000).min(1)

/** A set that this one refines for a province; its maxima, codes and bands stay computable (source 002, 4.1). */
export const refinedSet = z.strictObject({ code: indicatorSetCode, version: z.int().min(1) })
export type RefinedSet = z.infer<typeof refinedSet>

/** An indicator set as data (the product's own format; also what the API imports and exports). */
export const indicatorSetDefinition = z
  .strictObject({
    code: indicatorSetCode,
    title,
    decision: z.strictObject({ number: someText, date: day, issuer: someText }).nullable(),
    sample: z.boolean().describe('Made up for demonstration; shown as “Bộ chỉ số mẫu” everywhere'),
    refines: refinedSet.optional().describe('The published set that this one refines for a province'),
    appliesTo: z.array(unitType).min(1),
    evidenceCode: evidenceCodeScheme,
    level: levelRule,
    doubts: z.array(words(1000)).optional().describe('What of the level rule must be compared first'),
    groups: z.array(criterionGroup),
  })
  .overwrite(withoutBlanks)
  .meta({ id: 'IndicatorSetDefinition' })
export type IndicatorSetDefinition = z.infer<typeof indicatorSetDefinition>

export const indicatorSetStatus = z.enum(['draft', 'published'])

/** Every rule a definition can break; the sentence is the reader's, the code is the contract. */
export const setRules = [
  'title-missing',
  'no-groups',
  'total-too-large',
  'group-empty',
  'sum-empty',
  'maxima-do-not-add-up',
  'maximum-is-zero',
  'code-twice',
  'code-alike',
  'code-outside-parent',
  'bands-missing',
  'bands-have-gap',
  'bands-overlap',
  'bands-miss-range',
  'band-holds-nothing',
  'levels-out-of-order',
  'band-points-above-maximum',
  'items-missing',
  'items-too-many',
  'items-do-not-reach-maximum',
  'choices-too-few',
  'no-choice-reaches-maximum',
  'choice-above-maximum',
  'step-does-not-divide-maximum',
  'proportion-needs-target',
  'share-needs-level',
  'field-twice',
  'cap-is-no-level',
  'refined-set-unknown',
  'refinement-misses-criterion',
  'refinement-changes-maximum',
  'refinement-changes-condition',
  'refinement-off-step',
  'refinement-demands-less-evidence',
] as const
export const setRule = z.enum(setRules)
export type SetRule = z.infer<typeof setRule>

/** One fault of a definition: where, which rule, and the figures that the sentence needs. */
export const setFault = z.object({
  path: z.string().describe('Code of the group or criterion, or `set` or `level`'),
  part: z.string().optional().describe('Which part of it: `title`, `maximum`, `bands/1`, `items/0`, `fields/solution`'),
  rule: setRule,
  values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})
export type SetFault = z.infer<typeof setFault>

/** Where a doubt stands: the code of a criterion, or `level/0` for the first doubt of the level rule. */
export const doubtPlace = z.union([criterionCode, z.string().regex(/^level\/\d{1,2}$/)])
/**
 * Who compared the set with the signed text, when, against what, and what came of each doubt. Until then it counts as
 * not checked; every doubt must be named, and what differs from the text needs a new version instead.
 */
export const verification = z.object({
  checkedBy: z.string().trim().min(2).max(120),
  checkedOn: day,
  against: z.string().trim().min(2).max(500).describe('Which signed file it was compared with'),
  doubts: z
    .array(z.object({ place: doubtPlace, outcome: z.string().trim().min(2).max(1000) }))
    .max(500)
    .default([])
    .describe('What the signed text says of each doubt'),
})
export type Verification = z.infer<typeof verification>

/** `derive`: the next version of an own set; `refine`: a province's own set on top of it; `attach`: the signed text. */
export const indicatorSetAction = z.enum(['edit', 'publish', 'verify', 'delete', 'derive', 'refine', 'attach'])
export type IndicatorSetAction = z.infer<typeof indicatorSetAction>

/** A file kept with a set or a note. Size in bytes. */
export const attachment = z.object({
  id: z.uuid(),
  name: z.string(),
  size: z.int(),
  mediaType: z.string(),
  sha256: z.string(),
  addedAt: moment,
  addedBy: z.string(),
})
export type Attachment = z.infer<typeof attachment>

export const indicatorSetSummary = setMark
  .extend({
    status: indicatorSetStatus,
    owner: z.object({ id: unitId, name: z.string() }),
    refines: refinedSet.nullable(),
    appliesTo: z.array(unitType),
    decision: z.object({ number: z.string(), date: day, issuer: z.string() }).nullable(),
    lineCount: z.int(),
    publishedAt: moment.nullable(),
    revision: z.int().describe('Counts the saves of a draft; send it back as `revision`'),
    actions: z.array(indicatorSetAction),
  })
  .meta({ id: 'IndicatorSetSummary' })
export type IndicatorSetSummary = z.infer<typeof indicatorSetSummary>

export const indicatorSet = indicatorSetSummary
  .extend({
    definition: indicatorSetDefinition,
    verification: verification.extend({ recordedAt: moment, recordedBy: z.string() }).nullable(),
    faults: z.array(setFault),
    derivedFrom: setMark.nullable().describe('The set or version it was made from; see its differences'),
    signedText: attachment.nullable(),
  })
  .meta({ id: 'IndicatorSet' })
export type IndicatorSet = z.infer<typeof indicatorSet>

export const indicatorSetEvents = [
  'created',
  'imported',
  'derived',
  'saved',
  'published',
  'verified',
  'text-attached',
] as const
/** One entry of the record of a set: who did what and when. */
export const indicatorSetEntry = z.object({
  id: z.uuid(),
  event: z.enum(indicatorSetEvents),
  at: moment,
  by: z.string(),
  detail: z.string().nullable().describe('File name, source version, or what a doubt came to'),
})
export type IndicatorSetEntry = z.infer<typeof indicatorSetEntry>
