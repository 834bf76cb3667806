import { firstOf, isInBand } from '../catalogues/band.rules.ts'
import type { CriterionGroup, Leaf, LevelBand, Sum } from '../catalogues/criterion.schema.ts'
import type { IndicatorSetDefinition } from '../catalogues/indicator-set.schema.ts'
import { leafLinesOf, leavesOf, leavesOfGroup, maximumOfSet } from '../catalogues/outline.rules.ts'
import { sourcesOf } from '../catalogues/refinement.rules.ts'
import type { Hundredths } from '../decimal.ts'
import { emptyAnswer } from './answer.schema.ts'
import { scoreOf } from './award.rules.ts'
import type { Answers, GroupResult, Result } from './result.schema.ts'

/** The level of a score; bands of a published set cover every score, so one always fits. */
export const levelAt = (bands: readonly LevelBand[], score: Hundredths): number =>
  bands.find((band) => isInBand(band, score))?.level ?? Math.min(...bands.map((band) => band.level))

/** What stands on each line: its score (hundredths; null: not said yet), and of a condition whether it is met. */
type Standing = (leaf: Leaf) => { score: Hundredths | null; met: boolean | null }

const standingIn =
  (answers: Answers): Standing =>
  (leaf) => {
    const given = answers[leaf.code] ?? emptyAnswer
    return { score: scoreOf(leaf, given), met: given.met }
  }

/** Sum of what has been scored so far, in hundredths. */
const sumOf = (leaves: readonly Leaf[], standing: Standing): Hundredths =>
  leaves.reduce((sum, leaf) => sum + (standing(leaf).score ?? 0), 0)

/** Score of a sum criterion and, where it has levels of its own (4725, 1.3), its level. */
export function resultOfSum(sum: Sum, answers: Answers): { score: Hundredths; level: number | null } {
  const score = sumOf(leavesOf(sum), standingIn(answers))
  return { score, level: sum.bands ? levelAt(sum.bands, score) : null }
}

/** The bands a group is read by: its own, or those of the set where the level is of each group. */
const bandsOfGroup = ({ level }: IndicatorSetDefinition, { bands }: CriterionGroup): readonly LevelBand[] | null =>
  bands ?? (level.combine === 'lowest-group' ? level.bands : null)

/**
 * What the answers come to: score and level of each group, the total, and the level of the unit.
 * QĐ 4725: the lowest level of the groups; an unmet condition caps it (settings of the set).
 */
export const resultOf = (set: IndicatorSetDefinition, answers: Answers): Result => resultFrom(set, standingIn(answers))

/**
 * What answers to a refinement come to under the set that it refines: every criterion gets the score of the line of
 * the same code, or of the parts it was split into.
 */
export function resultUnder(refined: IndicatorSetDefinition, set: IndicatorSetDefinition, answers: Answers): Result {
  const sources = sourcesOf(set, refined)
  const own = standingIn(answers)
  return resultFrom(refined, ({ code }) => {
    const standings = (sources.get(code) ?? []).map(own)
    const scores = standings.flatMap(({ score }) => (score === null ? [] : [score]))
    return {
      score: scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0),
      met: standings[0]?.met ?? null,
    }
  })
}

function resultFrom(set: IndicatorSetDefinition, standing: Standing): Result {
  const { bands, combine, unmetConditionCapsAt: cap } = set.level
  const groups = set.groups.map((group): GroupResult => {
    const score = sumOf(leavesOfGroup(group), standing)
    const own = bandsOfGroup(set, group)
    return { code: group.code, score, maximum: group.maximum, level: own && levelAt(own, score) }
  })
  const total = groups.reduce((sum, group) => sum + group.score, 0)
  const levelByScore =
    combine === 'total' ? levelAt(bands, total) : Math.min(...groups.map((group) => group.level ?? Infinity))

  const leaves = leafLinesOf(set).map((line) => line.criterion)
  const unmetConditions = leaves
    .filter((leaf) => leaf.kind === 'condition' && standing(leaf).met !== true)
    .map((leaf) => leaf.code)
  const answered = leaves.filter((leaf) => {
    const { score, met } = standing(leaf)
    return leaf.kind === 'condition' ? met !== null : score !== null
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
  | { kind: 'condition'; code: string; capsAt: number; unanswered?: true }
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
 * @param answers those of the result, to tell a condition without an answer from one that is not met
 */
export function hindrancesOf(set: IndicatorSetDefinition, result: Result, answers?: Answers): Hindrance[] {
  const isUnanswered = (code: string) => answers !== undefined && (answers[code]?.met ?? null) === null
  const { bands, combine, unmetConditionCapsAt: cap } = set.level
  const highest = Math.max(...bands.map((band) => band.level))
  const conditions =
    cap !== null && cap < highest
      ? result.unmetConditions.map((code): Hindrance => ({
          kind: 'condition',
          code,
          capsAt: cap,
          ...(isUnanswered(code) && { unanswered: true }),
        }))
      : []
  const measured =
    combine === 'total'
      ? [{ code: null, score: result.total, maximum: result.maximum, bands }]
      : set.groups.map((group) => ({
          code: group.code,
          score: result.groups.find(({ code }) => code === group.code)?.score ?? 0,
          maximum: group.maximum,
          bands: group.bands ?? bands,
        }))
  const scores = measured.flatMap(({ code, score, maximum, bands: own }): Hindrance[] => {
    const next = nextBand(own, result.levelByScore)
    return next && score < firstOf(next)
      ? [{ kind: 'score', code, score, needed: goalOf(next, maximum) - score, nextLevel: next.level }]
      : []
  })
  return [...conditions, ...scores]
}
