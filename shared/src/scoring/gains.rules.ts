import { firstOf, isInBand } from '../catalogues/band.rules.ts'
import type { Leaf, PointBand } from '../catalogues/criterion.schema.ts'
import type { IndicatorSetDefinition } from '../catalogues/indicator-set.schema.ts'
import { leafLinesOf } from '../catalogues/outline.rules.ts'
import type { Hundredths } from '../decimal.ts'
import { emptyAnswer, type Answer } from './answer.schema.ts'
import { isReadByFigures, scoreOf, type ReadByFigures } from './award.rules.ts'
import { hindrancesOf, resultOf } from './result.rules.ts'
import type { Answers, Result } from './result.schema.ts'

/** The next figure that is worth more: `figure` of `whole` (a count has no whole) earns `points` hundredths. */
export type NextStep = { figure: number; whole: number | null; points: Hundredths }

/** What a line could still bring, in hundredths, and whether that alone lifts the level of its group (or the total). */
export type Gain = {
  code: string
  group: string
  score: Hundredths | null
  maximum: Hundredths
  gain: Hundredths
  lifts: boolean
  next: NextStep | null
}

/**
 * The scored lines that could still bring something, those with the most to gain first; among equals in the order of
 * the form. `lifts`: the whole gain of this line is enough for the next level of its group, or of the total.
 */
export function gainsOf(
  set: IndicatorSetDefinition,
  answers: Answers,
  result: Result = resultOf(set, answers),
): Gain[] {
  const lacking = new Map(
    hindrancesOf(set, result).flatMap((one) => (one.kind === 'score' ? [[one.code, one.needed] as const] : [])),
  )
  return leafLinesOf(set)
    .flatMap(({ criterion, group }): Gain[] => {
      if (criterion.kind === 'condition') return []
      const answer = answers[criterion.code] ?? emptyAnswer
      const score = scoreOf(criterion, answer)
      const gain = criterion.maximum - (score ?? 0)
      const needed = lacking.get(set.level.combine === 'total' ? null : group.code)
      const place = { code: criterion.code, group: group.code, maximum: criterion.maximum }
      const lifts = needed !== undefined && gain >= needed
      return gain > 0 ? [{ ...place, score, gain, lifts, next: nextStepOf(criterion, answer) }] : []
    })
    .sort((a, b) => b.gain - a.gain)
}

/** The smallest figure above the one given that a band rewards with more points; null where bands do not decide. */
export function nextStepOf(leaf: Leaf, answer: Answer): NextStep | null {
  if (!isReadByFigures(leaf) || leaf.award.by !== 'bands') return null
  const now = scoreOf(leaf, answer)
  const whole = leaf.kind === 'count' ? null : answer.denominator
  const given = leaf.kind === 'count' ? answer.count : answer.numerator
  if (now === null || given === null || whole === 0) return null
  return (
    leaf.award.bands
      .filter((band) => band.points > now)
      .map((band) => ({ figure: firstFigureIn(leaf, band, whole), whole, points: band.points }))
      .filter(({ figure }) => figure > given && (whole === null || figure <= whole))
      .sort((a, b) => a.figure - b.figure)[0] ?? null
  )
}

/** The smallest whole figure of a band: of counts the first count, of shares the first part of `whole`. */
function firstFigureIn(leaf: ReadByFigures, band: PointBand, whole: number | null): number {
  const start = firstOf(band)
  if (leaf.kind === 'count' || whole === null) {
    const figure = Math.floor(start / 100)
    return isInBand(band, figure * 100) ? figure : figure + 1
  }
  const figure = Math.floor(((band.from ?? band.above ?? 0) * whole) / 10_000)
  return isInBand(band, figure * 10_000, whole) ? figure : figure + 1
}
