import { firstOf, isInBand } from '../catalogues/band.rules.ts'
import type { CriterionGroup, IndicatorSetDefinition, LevelBand, Sum } from '../catalogues/indicator-set.schema.ts'
import { leafLinesOf, leavesOfGroup, maximumOfSet } from '../catalogues/outline.rules.ts'
import type { Hundredths } from '../decimal.ts'
import { emptyAnswer } from './answer.schema.ts'
import { scoreOf } from './award.rules.ts'
import type { Answers, GroupResult, Result } from './result.schema.ts'

/** The level of a score; bands of a published set cover every score, so one always fits. */
export const levelAt = (bands: readonly LevelBand[], score: Hundredths): number =>
  bands.find((band) => isInBand(band, score))?.level ?? Math.min(...bands.map((band) => band.level))

/** Sum of what has been scored so far, in hundredths. */
export const scoreOfGroup = (group: CriterionGroup, answers: Answers): Hundredths =>
  leavesOfGroup(group).reduce((sum, leaf) => sum + (scoreOf(leaf, answers[leaf.code] ?? emptyAnswer) ?? 0), 0)

/** Score of a sum criterion and, where it has levels of its own (4725, 1.3), its level. */
export function resultOfSum(sum: Sum, answers: Answers): { score: Hundredths; level: number | null } {
  const score = sum.criteria.reduce((total, part) => total + (scoreOf(part, answers[part.code] ?? emptyAnswer) ?? 0), 0)
  return { score, level: sum.bands ? levelAt(sum.bands, score) : null }
}

/**
 * What the answers come to: score and level of each group, the total, and the level of the unit.
 * QĐ 4725: the lowest level of the groups; an unmet condition caps it (settings of the set).
 */
export function resultOf(set: IndicatorSetDefinition, answers: Answers): Result {
  const { bands, combine, unmetConditionCapsAt: cap } = set.level
  const groups = set.groups.map((group): GroupResult => {
    const score = scoreOfGroup(group, answers)
    return {
      code: group.code,
      score,
      maximum: group.maximum,
      level: combine === 'lowest-group' ? levelAt(bands, score) : null,
    }
  })
  const total = groups.reduce((sum, group) => sum + group.score, 0)
  const levelByScore =
    combine === 'total' ? levelAt(bands, total) : Math.min(...groups.map((group) => group.level ?? Infinity))

  const leaves = leafLinesOf(set).map((line) => line.criterion)
  const unmetConditions = leaves
    .filter((leaf) => leaf.kind === 'condition' && answers[leaf.code]?.met !== true)
    .map((leaf) => leaf.code)
  const answered = leaves.filter((leaf) => {
    const given = answers[leaf.code] ?? emptyAnswer
    return leaf.kind === 'condition' ? given.met !== null : scoreOf(leaf, given) !== null
  }).length

  return {
    groups,
    total,
    maximum: maximumOfSet(set),
    level: cap !== null && unmetConditions.length > 0 ? Math.min(cap, levelByScore) : levelByScore,
    levelByScore,
    unmetConditions,
    answered,
    lines: leaves.length,
  }
}

/** What keeps the level from being one higher: a group (or the total) and how much it lacks, or a condition. */
export type Hindrance =
  | { kind: 'condition'; code: string; capsAt: number }
  | { kind: 'score'; code: string | null; score: Hundredths; needed: Hundredths; nextLevel: number }

/** The band of the lowest level above `level`; undefined at the top. */
const nextBand = (bands: readonly LevelBand[], level: number): LevelBand | undefined =>
  bands.filter((band) => band.level > level).sort((a, b) => a.level - b.level)[0]

/**
 * What a score is measured against to reach the band: its first value, or, where it opens "above" a figure, the first
 * quarter point after it (75 → 75.25), because scores move in quarter points in practice.
 */
function goalOf(band: LevelBand, maximum: Hundredths): Hundredths {
  const first = firstOf(band)
  if (band.above === undefined || first !== band.above + 1) return first
  return Math.max(first, Math.min(Math.ceil(first / 25) * 25, maximum))
}

/**
 * Why the level is not higher: every unmet condition that caps it, and every group whose score lies below the next
 * level's band, with the points it lacks. Empty at the highest level.
 * `needed` is what a group lacks, in hundredths: 69 points lack 6.25 to level 3.
 */
export function hindrancesOf(set: IndicatorSetDefinition, result: Result): Hindrance[] {
  const { bands, combine, unmetConditionCapsAt: cap } = set.level
  const highest = Math.max(...bands.map((band) => band.level))
  const conditions =
    cap !== null && cap < highest
      ? result.unmetConditions.map((code): Hindrance => ({ kind: 'condition', code, capsAt: cap }))
      : []
  const measured =
    combine === 'total'
      ? [{ code: null, score: result.total, maximum: result.maximum }]
      : result.groups.map(({ code, score, maximum }) => ({ code, score, maximum }))
  const next = nextBand(bands, result.levelByScore)
  const scores = next
    ? measured
        .filter(({ score }) => score < firstOf(next))
        .map(({ code, score, maximum }): Hindrance => {
          return { kind: 'score', code, score, needed: goalOf(next, maximum) - score, nextLevel: next.level }
        })
    : []
  return [...conditions, ...scores]
}
