import { isInBand } from '../catalogues/band.rules.ts'
import type { Award, Leaf, PointBand } from '../catalogues/criterion.schema.ts'
import type { Hundredths } from '../decimal.ts'
import type { Answer } from './answer.schema.ts'

/** `part / whole` of `maximum`, rounded half up to the hundredth, never above the maximum. Exact (BigInt). */
export function proportion(part: number, whole: number, maximum: Hundredths): Hundredths {
  if (whole <= 0) return 0
  const scaled = (2n * BigInt(part) * BigInt(maximum) + BigInt(whole)) / (2n * BigInt(whole))
  return Math.min(Number(scaled), maximum)
}

const pointsIn = (bands: readonly PointBand[], value: number, scale: number): Hundredths | null =>
  bands.find((band) => isInBand(band, value, scale))?.points ?? null

/** Criteria whose score follows from figures, or is suggested by them. */
export type ReadByFigures = Extract<Leaf, { kind: 'count' | 'ratio' | 'aggregate' }>
export const isReadByFigures = (leaf: Leaf): leaf is ReadByFigures =>
  leaf.kind === 'count' || leaf.kind === 'ratio' || leaf.kind === 'aggregate'

/**
 * The figure that bands are read by (hundredths, in parts of `scale`), and its share of the maximum; null while
 * figures are missing. A percentage stays a fraction, so that no rounding moves it across a bound.
 */
function figureOf(leaf: ReadByFigures, answer: Answer) {
  if (leaf.kind === 'count') {
    if (answer.count === null) return null
    const share = leaf.target === undefined ? null : proportion(answer.count, leaf.target, leaf.maximum)
    return { value: answer.count * 100, scale: 1, share }
  }
  const { numerator, denominator } = answer
  if (numerator === null || denominator === null) return null
  // Nobody can enter another figure there: of no units the share is nothing.
  if (denominator === 0) return leaf.kind === 'aggregate' ? { value: 0, scale: 1, share: 0 } : null
  const share = proportion(numerator, denominator, leaf.maximum)
  return { value: numerator * 10_000, scale: denominator, share }
}

/** What the figures of a count or ratio come to under its rule; for a suggestion, the score proposed. Null: unknown. */
function fromFigures(leaf: ReadByFigures, answer: Answer): Hundredths | null {
  const figure = figureOf(leaf, answer)
  if (!figure) return null
  const award: Award = leaf.award
  return award.by === 'bands' ? pointsIn(award.bands, figure.value, figure.scale) : figure.share
}

/** The score that the figures suggest, where people set the score themselves; null where nothing is suggested. */
export function suggestedScore(leaf: Leaf, answer: Answer): Hundredths | null {
  return isReadByFigures(leaf) && leaf.award.by === 'suggestion' ? fromFigures(leaf, answer) : null
}

/** Whether people enter the score (true), or it follows from what else they enter. */
export const isScoreEntered = (leaf: Leaf): boolean =>
  leaf.kind === 'points' || (isReadByFigures(leaf) && leaf.award.by === 'suggestion')

/** The score of a line in hundredths; null while it cannot be said. A condition has no score: null. */
export function scoreOf(leaf: Leaf, answer: Answer): Hundredths | null {
  switch (leaf.kind) {
    case 'condition':
      return null
    case 'points':
      return answer.score
    case 'checklist':
      return answer.items === null
        ? null
        : [...new Set(answer.items)].reduce((sum, at) => sum + (leaf.items[at]?.points ?? 0), 0)
    case 'choice':
      return answer.choice === null ? null : (leaf.choices[answer.choice]?.points ?? null)
    case 'count':
    case 'ratio':
    case 'aggregate':
      return leaf.award.by === 'suggestion' ? answer.score : fromFigures(leaf, answer)
  }
}

/** Whether the line claims something that has to be proved: a met condition or a score above 0. */
export const isClaimed = (leaf: Leaf, answer: Answer): boolean =>
  leaf.kind === 'condition' ? answer.met === true : (scoreOf(leaf, answer) ?? 0) > 0
