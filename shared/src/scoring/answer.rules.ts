import type { Criterion, ExtraField, LeafKind } from '../catalogues/criterion.schema.ts'
import { decimalText } from '../decimal.ts'
import type { ProblemCode, ProblemItem } from '../problem.ts'
import { emptyAnswer, type Answer } from './answer.schema.ts'
import { isScoreEntered } from './award.rules.ts'

/** Why an answer is refused: a code of the registry, and the part of the answer it is about. */
export type AnswerFault = { code: Extract<ProblemCode, `line.${string}`>; item: ProblemItem }

type Part = 'met' | 'score' | 'count' | 'numerator' | 'denominator' | 'choice' | 'items'
const parts: readonly Part[] = ['met', 'score', 'count', 'numerator', 'denominator', 'choice', 'items']
const partsOf: Record<LeafKind | 'sum', readonly Part[]> = {
  condition: ['met'],
  points: ['score'],
  checklist: ['items'],
  choice: ['choice'],
  count: ['count', 'score'],
  ratio: ['numerator', 'denominator', 'score'],
  aggregate: ['numerator', 'denominator', 'score'],
  sum: [],
}

const fault = (code: AnswerFault['code'], path: string, values?: ProblemItem['values']): AnswerFault => ({
  code,
  item: { path, message: code, ...(values && { values }) },
})

/**
 * Why this answer can never stand for this criterion, whoever enters it: a score above the maximum or off the step,
 * a part larger than its whole, a choice that does not exist, a value of another kind. Null: it may be saved.
 * What is merely missing yet is told by `gapsOfLine`.
 */
export function faultOfAnswer(criterion: Criterion, given: Answer): AnswerFault | null {
  const foreign = parts.find((part) => given[part] !== emptyAnswer[part] && !partsOf[criterion.kind].includes(part))
  if (foreign) return fault('line.not-of-this-kind', foreign)
  return faultOfScore(criterion, given) ?? faultOfFigures(criterion, given) ?? faultOfFields(criterion, given)
}

/**
 * The figures of an aggregate are computed from the units one manages: what people send must be what stands there.
 * @param standing the figures last computed
 */
export function faultOfComputed(criterion: Criterion, given: Answer, standing: Answer): AnswerFault | null {
  if (criterion.kind !== 'aggregate') return null
  const changed = (['numerator', 'denominator'] as const).find((part) => given[part] !== standing[part])
  return changed ? fault('line.figures-are-computed', changed) : null
}

function faultOfScore(criterion: Criterion, { score }: Answer): AnswerFault | null {
  if (score === null || criterion.kind === 'sum' || criterion.kind === 'condition') return null
  if (!isScoreEntered(criterion)) return fault('line.score-is-computed', 'score')
  if (score > criterion.maximum)
    return fault('line.score-above-maximum', 'score', {
      score: decimalText(score),
      maximum: decimalText(criterion.maximum),
    })
  const step = criterion.kind === 'points' ? criterion.step : undefined
  if (step !== undefined && score % step !== 0)
    return fault('line.score-off-step', 'score', { score: decimalText(score), step: decimalText(step) })
  return null
}

function faultOfFigures(criterion: Criterion, given: Answer): AnswerFault | null {
  const { numerator, denominator } = given
  if (numerator !== null && denominator !== null && numerator > denominator)
    return fault('line.figures-out-of-range', 'numerator', { numerator, denominator })
  if (criterion.kind === 'choice' && given.choice !== null && given.choice >= criterion.choices.length)
    return fault('line.unknown-choice', 'choice')
  if (criterion.kind === 'checklist' && given.items?.some((at) => at >= criterion.items.length))
    return fault('line.unknown-choice', 'items')
  return null
}

function faultOfFields({ fields = [] }: Criterion, given: Answer): AnswerFault | null {
  for (const [key, value] of Object.entries(given.fields)) {
    const field: ExtraField | undefined = fields.find((one) => one.key === key)
    if (!field) return fault('line.unknown-field', `fields/${key}`)
    if (field.choices && value !== '' && !field.choices.includes(value))
      return fault('line.unknown-field', `fields/${key}`)
  }
  return null
}
