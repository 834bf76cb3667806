import { z } from 'zod'
import { decimal } from '../decimal.ts'
import { unitType } from '../org/unit.schema.ts'
import { day, moment } from '../page.ts'

export const indicatorSetId = z.uuid().brand<'IndicatorSetId'>()
export type IndicatorSetId = z.infer<typeof indicatorSetId>

/** `1`, `1.3`, `1.3.2`: the place of a group, a criterion or a sub-criterion in its set. */
export const criterionCode = z.string().regex(/^\d{1,2}(\.\d{1,2}){0,3}$/)
export type CriterionCode = z.infer<typeof criterionCode>

const title = z.string().trim().min(1).max(1000)

/**
 * One band of a range: `from` and `to` are inside it, `above` and `below` are not
 * (4725: below 50 → 1; from 50 to 75 → 2; above 75 → 3, so 75 is 2 and 75.25 is 3).
 */
const bounds = {
  from: decimal.optional(),
  above: decimal.optional(),
  to: decimal.optional(),
  below: decimal.optional(),
}
export const levelBand = z.object({ level: z.int().min(1).max(9), name: title.optional(), ...bounds })
export type LevelBand = z.infer<typeof levelBand>
export const pointBand = z.object({ points: decimal, ...bounds })
export type PointBand = z.infer<typeof pointBand>

/** The largest count, part or whole that an answer takes. */
export const largestFigure = 100_000_000

/** What proof a line demands. `when-claimed`: only where something is claimed (met, or a score above 0). */
export const evidenceKinds = ['file', 'link'] as const
export const evidenceKind = z.enum(evidenceKinds)
export type EvidenceKind = z.infer<typeof evidenceKind>
export const evidenceDemand = z.object({
  demand: z.enum(['none', 'optional', 'when-claimed', 'always']),
  kinds: z.array(evidenceKind).min(1).optional().describe('Which kinds count; all when left out'),
  least: z.int().min(1).max(20).optional().describe('How many pieces at least; 1 when left out'),
})
export type EvidenceDemand = z.infer<typeof evidenceDemand>

/** A further thing to say with a line: the solution's name, how it was acquired. */
export const extraField = z.object({
  key: z.string().regex(/^[a-z][a-zA-Z0-9-]{0,39}$/),
  title,
  choices: z.array(title).min(1).optional().describe('A closed list; free text when left out'),
  required: z.boolean().optional(),
})
export type ExtraField = z.infer<typeof extraField>

/** How figures become a score: by bands, in proportion to the maximum, or only as a suggestion that people confirm. */
export const award = z.discriminatedUnion('by', [
  z.object({ by: z.literal('bands'), bands: z.array(pointBand).min(1) }),
  z.object({ by: z.literal('proportion') }),
  z.object({ by: z.literal('suggestion') }),
])
export type Award = z.infer<typeof award>

const common = {
  code: criterionCode,
  title,
  guidance: z.string().max(10_000).optional().describe('Official meaning and suggested evidence'),
  evidence: evidenceDemand.optional(),
  noteRequired: z.boolean().optional(),
  fields: z.array(extraField).optional(),
  doubt: z.string().max(1000).optional().describe('What must be compared with the signed text first'),
  measurement: z.string().max(100).optional().describe('Key of the figure that other systems push'),
}

/** Met or not; carries no points. */
const condition = z.object({ kind: z.literal('condition'), ...common })
/** 0 to the maximum, entered by people; `step` when the set demands one (two decimals otherwise). */
const points = z.object({ kind: z.literal('points'), ...common, maximum: decimal, step: decimal.optional() })
const checklist = z.object({
  kind: z.literal('checklist'),
  ...common,
  maximum: decimal,
  items: z.array(z.object({ title, points: decimal })).min(1),
})
const choice = z.object({
  kind: z.literal('choice'),
  ...common,
  maximum: decimal,
  choices: z.array(z.object({ title, points: decimal })).min(2),
})
const count = z.object({
  kind: z.literal('count'),
  ...common,
  maximum: decimal,
  unit: z.string().max(60).optional(),
  target: z.int().min(1).optional().describe('The count that earns the maximum, where the award is in proportion'),
  award,
})
const ratio = z.object({
  kind: z.literal('ratio'),
  ...common,
  maximum: decimal,
  numerator: title.optional(),
  denominator: title.optional().describe('What the whole is, as people read it'),
  of: z.string().max(100).optional().describe('Measurement key of the whole'),
  award,
})

/** A line: what is answered and scored. */
export const leaf = z.discriminatedUnion('kind', [condition, points, checklist, choice, count, ratio])
export type Leaf = z.infer<typeof leaf>
export const leafKinds = ['condition', 'points', 'checklist', 'choice', 'count', 'ratio'] as const
export type LeafKind = Leaf['kind']

const sum = z.object({
  kind: z.literal('sum'),
  ...common,
  maximum: decimal,
  bands: z.array(levelBand).min(1).optional().describe('Levels of its own (4725, 1.3)'),
  criteria: z.array(leaf).min(1),
})
export type Sum = z.infer<typeof sum>
export const criterion = z.discriminatedUnion('kind', [condition, points, checklist, choice, count, ratio, sum])
export type Criterion = z.infer<typeof criterion>

export const criterionGroup = z.object({
  code: criterionCode,
  title,
  maximum: decimal,
  criteria: z.array(criterion).min(1),
})
export type CriterionGroup = z.infer<typeof criterionGroup>

export const levelRule = z.object({
  bands: z.array(levelBand).min(1).describe('Of each group, or of the total: see `combine`'),
  combine: z.enum(['lowest-group', 'total']).describe('Level of the unit: the lowest of its groups, or by the total'),
  unmetConditionCapsAt: z.int().min(1).nullable().describe('Highest level with an unmet condition; null: no effect'),
})
export type LevelRule = z.infer<typeof levelRule>

export const evidenceCodeScheme = z.enum(['accreditation', 'quality-2026'])
export type EvidenceCodeScheme = z.infer<typeof evidenceCodeScheme>

/** An indicator set as data (the product's own format; also what the API imports and exports). */
export const indicatorSetDefinition = z
  .object({
    code: z.string().regex(/^[A-Z0-9][A-Z0-9-]{1,39}$/),
    title,
    decision: z.object({ number: title, date: day, issuer: title }).nullable(),
    sample: z.boolean().describe('Made up for demonstration; shown as “Bộ chỉ số mẫu” everywhere'),
    appliesTo: z.array(unitType).min(1),
    evidenceCode: evidenceCodeScheme,
    level: levelRule,
    doubts: z.array(z.string().max(1000)).optional().describe('What of the level rule must be compared first'),
    groups: z.array(criterionGroup).min(1),
  })
  .meta({ id: 'IndicatorSetDefinition' })
export type IndicatorSetDefinition = z.infer<typeof indicatorSetDefinition>

export const indicatorSetStatus = z.enum(['draft', 'published'])

/** One fault of a definition: where, which rule, and the figures that the sentence needs. */
export const setFault = z.object({
  path: z.string().describe('Code of the group or criterion, or the part of the set'),
  rule: z.enum([
    'maxima-do-not-add-up',
    'maximum-is-zero',
    'code-twice',
    'code-outside-parent',
    'bands-have-gap',
    'bands-overlap',
    'bands-miss-range',
    'levels-out-of-order',
    'band-points-above-maximum',
    'items-do-not-reach-maximum',
    'no-choice-reaches-maximum',
    'choice-above-maximum',
    'step-does-not-divide-maximum',
    'proportion-needs-target',
    'field-twice',
    'cap-is-no-level',
  ]),
  values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})
export type SetFault = z.infer<typeof setFault>

/** Who compared the set with the signed text, when, and against what. Until then it counts as not checked. */
export const verification = z.object({
  checkedBy: z.string().trim().min(2).max(120),
  checkedOn: day,
  against: z.string().trim().min(2).max(500).describe('Which signed file it was compared with'),
})
export type Verification = z.infer<typeof verification>

/** The marks that follow a set wherever it is used. */
export const setMark = z.object({
  id: indicatorSetId,
  code: z.string(),
  version: z.int(),
  title: z.string(),
  sample: z.boolean(),
  verified: z.boolean(),
})
export type SetMark = z.infer<typeof setMark>

export const indicatorSetSummary = setMark
  .extend({
    status: indicatorSetStatus,
    appliesTo: z.array(unitType),
    decision: z.object({ number: z.string(), date: day, issuer: z.string() }).nullable(),
    lineCount: z.int(),
    publishedAt: moment.nullable(),
    revision: z.int().describe('Counts the saves of a draft; send it back as `revision`'),
    actions: z.array(z.enum(['edit', 'publish', 'verify', 'delete'])),
  })
  .meta({ id: 'IndicatorSetSummary' })
export type IndicatorSetSummary = z.infer<typeof indicatorSetSummary>

export const indicatorSet = indicatorSetSummary
  .extend({
    definition: indicatorSetDefinition,
    verification: verification.extend({ recordedAt: moment, recordedBy: z.string() }).nullable(),
    faults: z.array(setFault),
  })
  .meta({ id: 'IndicatorSet' })
export type IndicatorSet = z.infer<typeof indicatorSet>
