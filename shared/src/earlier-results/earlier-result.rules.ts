import { leafLinesOf } from '../catalogues/outline.rules.ts'
import type { IndicatorSetDefinition } from '../catalogues/indicator-set.schema.ts'
import type { Hundredths } from '../decimal.ts'
import { levelAt } from '../scoring/result.rules.ts'

/** What is known of a result from paper: totals of groups, of everything, and single lines by their codes. */
export type PaperScores = {
  groups: ReadonlyMap<string, Hundredths>
  total: Hundredths | null
  /** Conditions that the paper says were not met; null where it says nothing of conditions. */
  unmet: readonly string[] | null
}

/** The level that the scores come to by the rule of the set; null where too little is known. */
export function levelByScores(set: IndicatorSetDefinition, { groups, total }: PaperScores): number | null {
  const { bands, combine } = set.level
  if (combine === 'total') return total === null ? null : levelAt(bands, total)
  const levels = set.groups.map(({ code, bands: own }) => {
    const score = groups.get(code)
    return score === undefined ? null : levelAt(own ?? bands, score)
  })
  return levels.some((level) => level === null) ? null : Math.min(...levels.map((level) => level ?? Infinity))
}

/**
 * Whether a level can be what the scores come to: the same, or the one to which an unmet condition caps it, as long as
 * the paper does not say that every condition was met.
 */
export function isLevelPossible(set: IndicatorSetDefinition, level: number, scores: PaperScores): boolean {
  const found = levelByScores(set, scores)
  if (found === null) return true
  const cap = set.level.unmetConditionCapsAt
  const capped = cap === null ? found : Math.min(found, cap)
  const hasConditions = leafLinesOf(set).some(({ criterion }) => criterion.kind === 'condition')
  if (!hasConditions || scores.unmet?.length === 0) return level === found
  return scores.unmet === null ? level === found || level === capped : level === capped
}
