import {
  evidenceKinds,
  type Criterion,
  type EvidenceKind,
  type Leaf,
  type Sum,
} from '../catalogues/criterion.schema.ts'
import type { IndicatorSetDefinition } from '../catalogues/indicator-set.schema.ts'
import { leavesOf, linesOf, type OutlineLine } from '../catalogues/outline.rules.ts'
import { emptyAnswer, type Answer } from './answer.schema.ts'
import { isClaimed, isScoreEntered, scoreOf } from './award.rules.ts'
import type { Answers, EvidenceCounts, Measured } from './result.schema.ts'

/** What a line still needs before the form can be sent. */
export const gapKinds = [
  'condition-unanswered',
  'count-missing',
  'numerator-missing',
  'denominator-missing',
  'denominator-zero',
  'share-uncomputed',
  'choice-missing',
  'checklist-unanswered',
  'score-missing',
  'score-unknown',
  'field-missing',
  'note-missing',
  'evidence-missing',
  'evidence-of-kind-missing',
  'measurement-unexplained',
] as const
export type GapKind = (typeof gapKinds)[number]
export type Gap = { code: string; gap: GapKind; values?: Record<string, string | number> }

/** Keys are the set's to choose, and `constructor` is one that every object answers to. */
const ownOf = <T>(values: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(values, key) ? values[key] : undefined

const gapsOfShare = ({ numerator, denominator }: Answer): GapKind[] => [
  ...(numerator === null ? (['numerator-missing'] as const) : []),
  ...(denominator === null ? (['denominator-missing'] as const) : []),
]

const required: Record<Leaf['kind'], (answer: Answer) => GapKind[]> = {
  condition: ({ met }) => (met === null ? ['condition-unanswered'] : []),
  points: () => [],
  checklist: ({ items }) => (items === null ? ['checklist-unanswered'] : []),
  choice: ({ choice }) => (choice === null ? ['choice-missing'] : []),
  count: ({ count }) => (count === null ? ['count-missing'] : []),
  ratio: (answer) => [...gapsOfShare(answer), ...(answer.denominator === 0 ? (['denominator-zero'] as const) : [])],
  aggregate: (answer) => (gapsOfShare(answer).length > 0 ? ['share-uncomputed'] : []),
}

function gapsOfValue(leaf: Leaf, answer: Answer): GapKind[] {
  const missing = required[leaf.kind](answer)
  if (missing.length > 0 || leaf.kind === 'condition' || scoreOf(leaf, answer) !== null) return missing
  return [isScoreEntered(leaf) ? 'score-missing' : 'score-unknown']
}

const isClaimedLine = (criterion: Criterion, answers: Answers): boolean =>
  leavesOf(criterion).some((leaf) => isClaimed(leaf, answers[leaf.code] ?? emptyAnswer))

function gapsOfEvidence(criterion: Criterion, answers: Answers, counts: EvidenceCounts): Gap[] {
  const { demand = 'optional', kinds, least = 1 } = criterion.evidence ?? {}
  const demanded = demand === 'always' || (demand === 'when-claimed' && isClaimedLine(criterion, answers))
  if (!demanded) return []
  const have = counts[criterion.code] ?? { file: 0, link: 0, figure: 0 }
  // A kind that the set names twice counts once.
  const counted: readonly EvidenceKind[] = [...new Set(kinds ?? evidenceKinds)]
  // A paper without a file is evidence, but none of the kinds a set can name.
  const papers = kinds === undefined ? (have.paper ?? 0) : 0
  const number = counted.reduce((sum, kind) => sum + have[kind], papers)
  if (number >= least) return []
  return [
    counted.length === 1
      ? { code: criterion.code, gap: 'evidence-of-kind-missing', values: { kind: counted[0] ?? '', least } }
      : { code: criterion.code, gap: 'evidence-missing', values: { least } },
  ]
}

function gapsOfFields({ code, fields = [], noteRequired }: Leaf | Sum, answer: Answer, claimed: boolean): Gap[] {
  const missing = claimed ? fields.filter(({ key, required: must }) => must && !ownOf(answer.fields, key)?.trim()) : []
  return [
    ...missing.map((field): Gap => ({ code, gap: 'field-missing', values: { field: field.title } })),
    ...(noteRequired && claimed && answer.note.trim() === '' ? [{ code, gap: 'note-missing' } as const] : []),
  ]
}

/**
 * Figures pushed by other systems may be taken or contradicted; a contradiction needs its reason, in the note.
 * Nothing is said of figures that are not given yet.
 */
function gapsOfMeasurements(criterion: Criterion, answer: Answer, measured: Measured): Gap[] {
  if (answer.note.trim() !== '') return []
  return measuredPartsOf(criterion).flatMap(({ key, part }): Gap[] => {
    const [figure, given] = [ownOf(measured, key), answer[part]]
    return figure === undefined || given === null || figure === given
      ? []
      : [{ code: criterion.code, gap: 'measurement-unexplained', values: { figure, given } }]
  })
}

/** Which figures of an answer a measurement can stand for, and under which key. */
export function measuredPartsOf(criterion: Criterion): { key: string; part: 'count' | 'numerator' | 'denominator' }[] {
  if (criterion.kind === 'count')
    return criterion.measurement === undefined ? [] : [{ key: criterion.measurement, part: 'count' }]
  if (criterion.kind !== 'ratio') return []
  return [
    ...(criterion.measurement === undefined ? [] : [{ key: criterion.measurement, part: 'numerator' } as const]),
    ...(criterion.of === undefined ? [] : [{ key: criterion.of, part: 'denominator' } as const]),
  ]
}

/** What one line still needs; empty: it may be sent. */
export function gapsOfLine(
  { criterion }: OutlineLine,
  answers: Answers,
  counts: EvidenceCounts,
  measured: Measured = {},
): Gap[] {
  const answer = answers[criterion.code] ?? emptyAnswer
  const values = criterion.kind === 'sum' ? [] : gapsOfValue(criterion, answer)
  return [
    ...values.map((gap): Gap => ({ code: criterion.code, gap })),
    ...gapsOfFields(criterion, answer, isClaimedLine(criterion, answers)),
    ...gapsOfMeasurements(criterion, answer, measured),
    ...gapsOfEvidence(criterion, answers, counts),
  ]
}

/** Everything that is missing before the self-assessment can be finished, in the order of the form. */
export const gapsOf = (
  set: IndicatorSetDefinition,
  answers: Answers,
  counts: EvidenceCounts,
  measured: Measured = {},
): Gap[] => linesOf(set).flatMap((line) => gapsOfLine(line, answers, counts, measured))
