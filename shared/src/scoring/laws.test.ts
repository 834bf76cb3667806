import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  aggregate,
  aSet,
  checklist,
  choice,
  condition,
  count,
  given,
  group,
  innerSum,
  met,
  points,
  ratio,
  scored,
  sum,
} from '../../test/sets.ts'
import type { Criterion, Leaf, PointBand } from '../catalogues/criterion.schema.ts'
import { faultsOfSet } from '../catalogues/indicator-set.rules.ts'
import type { IndicatorSetDefinition } from '../catalogues/indicator-set.schema.ts'
import { leafLinesOf } from '../catalogues/outline.rules.ts'
import { emptyAnswer, type Answer } from './answer.schema.ts'
import { faultOfAnswer } from './answer.rules.ts'
import { scoreOf } from './award.rules.ts'
import { gainsOf } from './gains.rules.ts'
import { hindrancesOf, levelAt, resultOf, resultUnder } from './result.rules.ts'
import type { Answers } from './result.schema.ts'

/** Rising points over bands that cover everything, cut at the given places (hundredths of a per cent, or counts). */
const bandsAt = (cuts: readonly number[], maximum: number): PointBand[] => {
  const ordered = [...new Set(cuts)].sort((a, b) => a - b)
  const share = Math.floor(maximum / (ordered.length + 1))
  return [...ordered, null].map((cut, at) => ({
    points: at === ordered.length ? maximum : share * at,
    ...(at > 0 && { from: ordered[at - 1] }),
    ...(cut !== null && { below: cut }),
  }))
}

const maximum = 1000
const cuts = fc.array(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 3 })
const byBands = (list: readonly number[]) => ({
  by: 'bands' as const,
  bands: bandsAt(
    list.map((n) => n * 100),
    maximum,
  ),
})
/** Every kind of scored line, each worth ten points. */
const anyLeaf: fc.Arbitrary<(code: string) => Leaf> = fc.oneof(
  fc.constant((code: string) => points(code, maximum)),
  fc.constantFrom(25, 50, 100, 250).map((step) => (code: string) => points(code, maximum, { step })),
  fc.constant((code: string) => checklist(code, [100, 300, 600])),
  fc.constant((code: string) => choice(code, [0, 400, maximum])),
  cuts.map((list) => (code: string) => count(code, maximum, { award: byBands(list) })),
  fc
    .integer({ min: 1, max: 50 })
    .map((target) => (code: string) => count(code, maximum, { award: { by: 'proportion' }, target })),
  cuts.map((list) => (code: string) => ratio(code, maximum, { award: byBands(list) })),
  fc.constant((code: string) => ratio(code, maximum, { award: { by: 'proportion' } })),
  fc.constant((code: string) => aggregate(code, maximum)),
)
const anyGroup = (code: string) =>
  fc.array(anyLeaf, { minLength: 2, maxLength: 5 }).map((made) => {
    const [first, second, ...rest] = made
    const parts = [first, second].flatMap((make, at) => (make ? [make(`${code}.1.${at + 1}`)] : []))
    const criteria: Criterion[] = [
      sum(`${code}.1`, parts),
      ...rest.map((make, at) => make(`${code}.${at + 2}`)),
      condition(`${code}.9`),
    ]
    return group(code, criteria)
  })
const anySet = fc
  .record({
    one: anyGroup('1'),
    two: anyGroup('2'),
    combine: fc.constantFrom('lowest-group' as const, 'total' as const),
  })
  .map(({ one, two, combine }): IndicatorSetDefinition =>
    aSet({
      groups: [one, two],
      level: {
        bands: [
          { level: 1, below: 1500 },
          { level: 2, from: 1500, to: 2500 },
          { level: 3, above: 2500 },
        ],
        combine,
        unmetConditionCapsAt: 1,
      },
    }),
  )

const anyAnswer = (leaf: Leaf): fc.Arbitrary<Answer> => {
  switch (leaf.kind) {
    case 'condition':
      return fc.boolean().map((is) => given({ met: is }))
    case 'points':
      return fc.nat(maximum / (leaf.step ?? 1)).map((n) => scored(n * (leaf.step ?? 1)))
    case 'checklist':
      return fc.subarray([0, 1, 2]).map((items) => given({ items }))
    case 'choice':
      return fc.nat(2).map((at) => given({ choice: at }))
    case 'count':
      return fc.nat(120).map((figure) => given({ count: figure }))
    case 'ratio':
    case 'aggregate':
      return fc
        .tuple(fc.nat(60), fc.integer({ min: 1, max: 60 }))
        .map(([part, whole]) => given({ numerator: Math.min(part, whole), denominator: whole }))
  }
}
const answered = (set: IndicatorSetDefinition): fc.Arbitrary<Answers> =>
  fc.record(
    Object.fromEntries(
      leafLinesOf(set).map(({ criterion }) => [criterion.code, fc.option(anyAnswer(criterion), { nil: emptyAnswer })]),
    ),
  )
const setAndAnswers = anySet.chain((set) => answered(set).map((answers) => ({ set, answers })))

describe('for any set and any answers', () => {
  it('the set of the generator may be published', () => {
    fc.assert(
      fc.property(anySet, (set) => {
        expect(faultsOfSet(set)).toEqual([])
      }),
    )
  })

  it('no score is above its maximum, and the total is the sum of the groups', () => {
    fc.assert(
      fc.property(setAndAnswers, ({ set, answers }) => {
        const result = resultOf(set, answers)
        for (const { score, maximum: most } of result.groups) expect(score).toBeLessThanOrEqual(most)
        expect(result.total).toBe(result.groups.reduce((all, one) => all + one.score, 0))
        for (const { criterion } of leafLinesOf(set)) {
          expect(faultOfAnswer(criterion, answers[criterion.code] ?? emptyAnswer)).toBeNull()
          expect(scoreOf(criterion, answers[criterion.code] ?? emptyAnswer) ?? 0).toBeLessThanOrEqual(maximum)
        }
      }),
    )
  })

  it('more on one line never lowers the total or the level', () => {
    fc.assert(
      fc.property(setAndAnswers, fc.nat(), ({ set, answers }, at) => {
        const leaves = leafLinesOf(set).map(({ criterion }) => criterion)
        const leaf = leaves[at % leaves.length]
        if (!leaf) throw new Error('A set has lines')
        const before = resultOf(set, answers)
        const after = resultOf(set, { ...answers, [leaf.code]: fullOf(leaf) })
        expect(after.total).toBeGreaterThanOrEqual(before.total)
        expect(after.level).toBeGreaterThanOrEqual(before.level)
      }),
    )
  })

  it('the order in which lines were entered and groups were listed changes nothing', () => {
    fc.assert(
      fc.property(setAndAnswers, ({ set, answers }) => {
        const backwards = Object.fromEntries(Object.entries(answers).reverse())
        expect(resultOf(set, backwards)).toEqual(resultOf(set, answers))
        const turned = resultOf({ ...set, groups: [...set.groups].reverse() }, answers)
        expect(turned).toMatchObject({ total: resultOf(set, answers).total, level: resultOf(set, answers).level })
      }),
    )
  })

  it('the level is that of exactly one band, and nothing hinders only the highest', () => {
    fc.assert(
      fc.property(setAndAnswers, ({ set, answers }) => {
        const result = resultOf(set, answers)
        const scores = set.level.combine === 'total' ? [result.total] : result.groups.map(({ score }) => score)
        expect(result.levelByScore).toBe(Math.min(...scores.map((score) => levelAt(set.level.bands, score))))
        expect(hindrancesOf(set, result).length === 0).toBe(result.level === 3)
      }),
    )
  })

  it('what could be gained and what is there come to the maximum', () => {
    fc.assert(
      fc.property(setAndAnswers, ({ set, answers }) => {
        const open = gainsOf(set, answers).reduce((all, { gain }) => all + gain, 0)
        const result = resultOf(set, answers)
        expect(open + result.total).toBe(result.maximum)
      }),
    )
  })

  it('a set read under itself gives its own result', () => {
    fc.assert(
      fc.property(setAndAnswers, ({ set, answers }) => {
        expect(resultUnder(set, set, answers)).toEqual(resultOf(set, answers))
      }),
    )
  })
})

describe('a refinement', () => {
  const national = aSet({
    groups: [
      group('1', [condition('1.1'), points('1.2', 6000), points('1.3', 4000)]),
      group('2', [condition('2.1'), points('2.2', 10_000)]),
    ],
  })
  const refined = aSet({
    groups: [
      group('1', [
        condition('1.1'),
        sum('1.2', [points('1.2.1', 2000), innerSum('1.2.2', [points('1.2.2.1', 1000), points('1.2.2.2', 3000)])]),
        points('1.3', 4000),
        condition('1.4'),
      ]),
      group('2', [condition('2.1'), points('2.2', 10_000)]),
    ],
  })

  it('scores each criterion it split by the sum of the parts, and leaves its own conditions out', () => {
    const answers = {
      '1.1': met,
      '1.2.1': scored(2000),
      '1.2.2.1': scored(525),
      '1.2.2.2': scored(3000),
      '1.3': scored(2000),
      '2.1': met,
      '2.2': scored(7525),
    }
    expect(resultUnder(national, refined, answers)).toMatchObject({
      total: 15_050,
      level: 3,
      unmetConditions: [],
      answered: 5,
      lines: 5,
    })
    expect(resultOf(refined, answers)).toMatchObject({ total: 15_050, level: 1, unmetConditions: ['1.4'] })
  })

  it('counts a split criterion as answered only when something was said of a part', () => {
    expect(resultUnder(national, refined, { '1.2.1': scored(0) })).toMatchObject({ answered: 1, total: 0 })
  })
})

/** The best that can be said of a line. */
function fullOf(leaf: Leaf): Answer {
  const best: Record<Leaf['kind'], Answer> = {
    condition: met,
    points: scored(maximum),
    checklist: given({ items: [0, 1, 2] }),
    choice: given({ choice: 2 }),
    count: given({ count: 1000 }),
    ratio: given({ numerator: 7, denominator: 7 }),
    aggregate: given({ numerator: 7, denominator: 7 }),
  }
  return best[leaf.kind]
}
