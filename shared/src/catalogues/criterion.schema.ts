import { z } from 'zod'
import { boundary, decimal } from '../decimal.ts'
import { plainText } from '../plain-text.ts'

/** `1`, `1.3`, `1.3.2`: the place of a group, a criterion or a sub-criterion in its set. */
export const criterionCode = z.string().regex(/^\d{1,2}(\.\d{1,2}){0,3}$/)
export type CriterionCode = z.infer<typeof criterionCode>
/** The one way in which a code is read, also within an evidence code: `1.03` and `1.3` are the same. */
export const plainCode = (code: string): string => code.split('.').map(Number).join('.')

/** Words of a set, in one way of writing them: see `plainText`. */
export const words = (most: number) => z.string().overwrite(plainText).max(most)
/** A draft may still lack a title; a published set never does (`title-missing`). */
export const title = words(1000)

/**
 * One band of a range: `from` and `to` are inside it, `above` and `below` are not
 * (4725: below 50 → 1; from 50 to 75 → 2; above 75 → 3, so 75 is 2 and 75.25 is 3).
 */
const bounds = {
  from: boundary.optional(),
  above: boundary.optional(),
  to: boundary.optional(),
  below: boundary.optional(),
}
export const levelBand = z.strictObject({ level: z.int().min(1).max(9), name: title.optional(), ...bounds })
export type LevelBand = z.infer<typeof levelBand>
export const pointBand = z.strictObject({ points: decimal, ...bounds })
export type PointBand = z.infer<typeof pointBand>

/** The largest count, part or whole that an answer takes. */
export const largestFigure = 100_000_000

/** As many items or choices as an answer can name. */
export const mostItems = 100

/** What proof a line demands. `when-claimed`: only where something is claimed (met, or a score above 0). */
export const evidenceKinds = ['file', 'link', 'figure'] as const
export const evidenceKind = z.enum(evidenceKinds)
export type EvidenceKind = z.infer<typeof evidenceKind>
export const evidenceDemand = z.strictObject({
  demand: z.enum(['none', 'optional', 'when-claimed', 'always']),
  kinds: z.array(evidenceKind).min(1).optional().describe('Which kinds count; all when left out'),
  least: z.int().min(1).max(20).optional().describe('How many pieces at least; 1 when left out'),
})
export type EvidenceDemand = z.infer<typeof evidenceDemand>

/** A further thing to say with a line: the solution's name, how it was acquired. */
export const extraField = z.strictObject({
  key: z.string().regex(/^[a-z][a-zA-Z0-9-]{0,39}$/),
  title,
  choices: z.array(title).min(1).optional().describe('A closed list; free text when left out'),
  required: z.boolean().optional(),
})
export type ExtraField = z.infer<typeof extraField>

/** Name of a figure that other systems push: `teachers.total`. */
export const measurementKey = z
  .string()
  .regex(/^[a-z][a-z0-9-]*(\.[a-z0-9-]+)*$/)
  .max(100)

/** How figures become a score: by bands, in proportion to the maximum, or only as a suggestion that people confirm. */
export const award = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('bands'), bands: z.array(pointBand) }),
  z.strictObject({ by: z.literal('proportion') }),
  z.strictObject({ by: z.literal('suggestion') }),
])
export type Award = z.infer<typeof award>

const common = {
  code: criterionCode,
  title,
  guidance: words(10_000).optional().describe('Official meaning and suggested evidence'),
  evidence: evidenceDemand.optional(),
  noteRequired: z.boolean().optional(),
  fields: z.array(extraField).optional(),
  doubt: words(1000).optional().describe('What must be compared with the signed text first'),
  measurement: measurementKey.optional().describe('Key of the figure that other systems push'),
}

/** Met or not; carries no points. */
const condition = z.strictObject({ kind: z.literal('condition'), ...common })
/** 0 to the maximum, entered by people; `step` when the set demands one (two decimals otherwise). */
const points = z.strictObject({ kind: z.literal('points'), ...common, maximum: decimal, step: decimal.optional() })
const checklist = z.strictObject({
  kind: z.literal('checklist'),
  ...common,
  maximum: decimal,
  items: z.array(z.strictObject({ title, points: decimal })),
})
const choice = z.strictObject({
  kind: z.literal('choice'),
  ...common,
  maximum: decimal,
  choices: z.array(z.strictObject({ title, points: decimal })),
})
const count = z.strictObject({
  kind: z.literal('count'),
  ...common,
  maximum: decimal,
  unit: words(60).optional(),
  target: z.int().min(1).optional().describe('The count that earns the maximum, where the award is in proportion'),
  award,
})
const ratio = z.strictObject({
  kind: z.literal('ratio'),
  ...common,
  maximum: decimal,
  numerator: title.optional(),
  denominator: title.optional().describe('What the whole is, as people read it'),
  of: measurementKey.optional().describe('Measurement key of the whole'),
  award,
})

/** What of the units one manages is counted; the share of those that take part in the school year (3806). */
export const managedShares = ['recognised-at-level', 'submitted-in-time'] as const
/** A ratio whose figures are computed from the results of the units one manages, never entered. */
const aggregate = z.strictObject({
  kind: z.literal('aggregate'),
  ...common,
  maximum: decimal,
  share: z.enum(managedShares),
  atLevel: z.int().min(1).max(9).optional().describe('`recognised-at-level`: this level or a higher one'),
  award,
})

/** A line: what is answered and scored. */
export const leaf = z.discriminatedUnion('kind', [condition, points, checklist, choice, count, ratio, aggregate])
export type Leaf = z.infer<typeof leaf>
export const leafKinds = ['condition', 'points', 'checklist', 'choice', 'count', 'ratio', 'aggregate'] as const
export type LeafKind = Leaf['kind']

const ownLevels = z.array(levelBand).min(1).optional()
const sumOf = {
  kind: z.literal('sum'),
  ...common,
  maximum: decimal,
  bands: ownLevels.describe('Levels of its own (4725, 1.3)'),
}
/** A sum within a sum: what a refinement makes of a criterion that it splits. */
const innerSum = z.strictObject({ ...sumOf, criteria: z.array(leaf) })
const sum = z.strictObject({
  ...sumOf,
  criteria: z.array(
    z.discriminatedUnion('kind', [condition, points, checklist, choice, count, ratio, aggregate, innerSum]),
  ),
})
export type Sum = z.infer<typeof sum>
export const criterion = z.discriminatedUnion('kind', [
  condition,
  points,
  checklist,
  choice,
  count,
  ratio,
  aggregate,
  sum,
])
export type Criterion = z.infer<typeof criterion>
export const criterionKinds = [...leafKinds, 'sum'] as const

export const criterionGroup = z.strictObject({
  code: criterionCode,
  title,
  maximum: decimal,
  bands: ownLevels.describe('Levels of its own, in place of those of the level rule'),
  criteria: z.array(criterion),
})
export type CriterionGroup = z.infer<typeof criterionGroup>
