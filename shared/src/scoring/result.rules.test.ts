import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aSet, bands4725, condition, group, met, points, scored, sum } from '../../test/sets.ts'
import { emptyAnswer } from './answer.schema.ts'
import { hindrancesOf, resultOf, resultOfSum } from './result.rules.ts'
import type { Answers } from './result.schema.ts'

const set = aSet()
const answers = (first: number, second: number, more: Answers = {}): Answers => ({
  '1.1': met,
  '1.2': scored(first),
  '2.1': met,
  '2.2': scored(second),
  ...more,
})
const level = (given: Answers) => resultOf(set, given).level

describe('the level of a unit under QĐ 4725', () => {
  it.each([
    [4975, 1],
    [5000, 2],
    [7500, 2],
    [7501, 3],
    [7525, 3],
    [0, 1],
    [10_000, 3],
  ])('with a group at %i hundredths and the other full is %i, whichever group it is', (score, expected) => {
    expect(level(answers(score, 10_000))).toBe(expected)
    expect(level(answers(10_000, score))).toBe(expected)
    expect(resultOf(set, answers(score, 10_000)).groups[0]?.level).toBe(expected)
    expect(resultOf(set, answers(10_000, score)).groups[1]?.level).toBe(expected)
  })

  it('is that of its lowest group, however high the total', () => {
    expect(level(answers(4975, 10_000))).toBe(1)
    expect(level(answers(10_000, 5000))).toBe(2)
  })

  it('is capped by an unmet or unanswered condition, and the result says which', () => {
    for (const answer of [{ ...met, met: false }, undefined]) {
      const result = resultOf(set, answers(10_000, 10_000, { '2.1': answer }))
      expect(result).toMatchObject({ level: 1, levelByScore: 3, unmetConditions: ['2.1'] })
    }
  })

  it('is not raised by the cap, and follows the setting of the set', () => {
    const unmet = answers(4000, 4000, { '1.1': undefined })
    const capped = (cap: number | null) => resultOf(aSet({ level: { ...set.level, unmetConditionCapsAt: cap } }), unmet)
    expect(capped(2).level).toBe(1)
    expect(capped(null).level).toBe(1)
    const full = answers(10_000, 10_000, { '1.1': undefined })
    expect(resultOf(aSet({ level: { ...set.level, unmetConditionCapsAt: 2 } }), full).level).toBe(2)
    expect(resultOf(aSet({ level: { ...set.level, unmetConditionCapsAt: null } }), full).level).toBe(3)
  })

  it('goes by the total where the set says so', () => {
    const bands = [
      { level: 1, below: 10_000 },
      { level: 2, from: 10_000 },
    ]
    const byTotal = aSet({ level: { bands, combine: 'total', unmetConditionCapsAt: null } })
    expect(resultOf(byTotal, answers(9999, 0))).toMatchObject({ total: 9999, level: 1 })
    expect(resultOf(byTotal, answers(2000, 8000))).toMatchObject({
      total: 10_000,
      level: 2,
      groups: [{ level: null }, {}],
    })
  })

  it('of an empty form is the lowest, with nothing answered', () => {
    expect(resultOf(set, {})).toMatchObject({ total: 0, maximum: 20_000, level: 1, answered: 0, lines: 4 })
    expect(resultOf(set, answers(0, 0))).toMatchObject({ answered: 4 })
  })
})

describe('a criterion with levels of its own (4725, 1.3)', () => {
  const own = [
    { level: 1, below: 1000 },
    { level: 2, from: 1000, to: 2000 },
    { level: 3, above: 2000 },
  ]
  const heading = sum('1.3', [points('1.3.1', 1500), points('1.3.2', 1500)], { bands: own })
  it.each([
    [975, 1],
    [1000, 2],
    [2000, 2],
    [2025, 3],
  ])('at %i hundredths has level %i', (score, expected) => {
    const split = { '1.3.1': scored(Math.min(score, 1500)), '1.3.2': scored(Math.max(score - 1500, 0)) }
    expect(resultOfSum(heading, split)).toEqual({ score, level: expected })
  })
  it('has none where the set gives it none', () => {
    expect(resultOfSum(sum('1.5', [points('1.5.1', 1500)]), {})).toEqual({ score: 0, level: null })
  })
})

describe('what holds the level down', () => {
  const hindrances = (given: Answers) => hindrancesOf(set, resultOf(set, given))
  it('is named with the points that the group lacks: 69 of 100 lack 6.25 to level 3', () => {
    expect(hindrances(answers(8000, 6900))).toEqual([
      { kind: 'score', code: '2', score: 6900, needed: 625, nextLevel: 3 },
    ])
    expect(hindrances(answers(7500, 8000))).toEqual([
      { kind: 'score', code: '1', score: 7500, needed: 25, nextLevel: 3 },
    ])
  })
  it('is measured to the next level only, by every group that is below it', () => {
    expect(hindrances(answers(4975, 3000))).toEqual([
      { kind: 'score', code: '1', score: 4975, needed: 25, nextLevel: 2 },
      { kind: 'score', code: '2', score: 3000, needed: 2000, nextLevel: 2 },
    ])
  })
  it('names every unmet condition, and nothing at the top', () => {
    expect(hindrances(answers(9000, 9000, { '1.1': undefined }))).toEqual([
      { kind: 'condition', code: '1.1', capsAt: 1 },
    ])
    expect(hindrances(answers(9000, 9000))).toEqual([])
  })
  it('tells a condition that has no answer from one that is not met', () => {
    const tell = (met: boolean | undefined) => {
      const given = answers(9000, 9000, { '1.1': met === undefined ? undefined : { ...emptyAnswer, met } })
      return hindrancesOf(set, resultOf(set, given), given)
    }
    expect(tell(undefined)).toEqual([{ kind: 'condition', code: '1.1', capsAt: 1, unanswered: true }])
    expect(tell(false)).toEqual([{ kind: 'condition', code: '1.1', capsAt: 1 }])
    expect(tell(true)).toEqual([])
  })
  it('never asks for more than the group can give', () => {
    const bands = [
      { level: 1, to: 9990 },
      { level: 2, above: 9990 },
    ]
    const steep = aSet({ level: { bands, combine: 'lowest-group', unmetConditionCapsAt: null } })
    expect(hindrancesOf(steep, resultOf(steep, answers(9990, 10_000)))).toMatchObject([{ needed: 10 }])
  })
})

describe('laws of the result', () => {
  const parts = Array.from({ length: 6 }, (_, at) => `1.${at + 1}`)
  const wide = aSet({
    groups: [
      group('1', [...parts.map((code) => points(code, code === '1.1' ? 5000 : 1000)), condition('1.9')]),
      group('2', [points('2.1', 10_000)]),
    ],
  })
  const score = fc.nat({ max: 4000 }).map((quarter) => quarter * 25)
  const sheet = fc.record({ own: fc.array(score, { minLength: 6, maxLength: 6 }), other: score, met: fc.boolean() })
  type Sheet = { own: number[]; other: number; met: boolean }
  const toAnswers = (one: Sheet): Answers => ({
    ...Object.fromEntries(parts.map((code, at) => [code, scored(Math.min(one.own[at] ?? 0, at === 0 ? 5000 : 1000))])),
    '1.9': { ...met, met: one.met },
    '2.1': scored(Math.min(one.other, 10_000)),
  })

  it('no score lies above its maximum, and the total is the sum of the groups', () => {
    fc.assert(
      fc.property(sheet, (one) => {
        const result = resultOf(wide, toAnswers(one))
        for (const each of result.groups) expect(each.score).toBeLessThanOrEqual(each.maximum)
        expect(result.total).toBe(result.groups.reduce((total, each) => total + each.score, 0))
        expect(result.level).toBeLessThanOrEqual(result.levelByScore)
      }),
    )
  })

  it('raising one score never lowers the total or the level', () => {
    fc.assert(
      fc.property(sheet, fc.constantFrom(...parts, '2.1'), fc.nat({ max: 1000 }), (one, code, more) => {
        const before = toAnswers(one)
        const raised = { ...before, [code]: scored((before[code]?.score ?? 0) + more) }
        const [lower, higher] = [resultOf(wide, before), resultOf(wide, raised)]
        expect(higher.total).toBeGreaterThanOrEqual(lower.total)
        expect(higher.level).toBeGreaterThanOrEqual(lower.level)
      }),
    )
  })

  it('meeting a condition never lowers the level', () => {
    fc.assert(
      fc.property(sheet, (one) => {
        const [unmet, done] = [false, true].map((state) => resultOf(wide, toAnswers({ ...one, met: state })))
        expect(done?.level).toBeGreaterThanOrEqual(unmet?.level ?? 0)
      }),
    )
  })

  it('the order of answers, criteria and groups does not matter', () => {
    fc.assert(
      fc.property(sheet, fc.infiniteStream(fc.nat()), (one, numbers) => {
        const shuffle = <T>(items: readonly T[]) =>
          items
            .map((item) => ({ item, at: numbers.next().value ?? 0 }))
            .sort((a, b) => a.at - b.at)
            .map(({ item }) => item)
        const mixed = {
          ...wide,
          groups: shuffle(wide.groups.map((each) => ({ ...each, criteria: shuffle(each.criteria) }))),
        }
        const given = toAnswers(one)
        const result = resultOf(wide, given)
        const again = resultOf(mixed, Object.fromEntries(shuffle(Object.entries(given))))
        expect({ ...again, groups: again.groups.toSorted((a, b) => a.code.localeCompare(b.code)) }).toEqual(result)
      }),
    )
  })

  it('adding what is said to be lacking reaches the next level', () => {
    fc.assert(
      fc.property(score, score, (first, second) => {
        const [one, two] = [Math.min(first, 10_000), Math.min(second, 10_000)]
        const result = resultOf(set, answers(one, two))
        const lacking = (code: string) =>
          hindrancesOf(set, result).reduce(
            (total, each) => total + (each.kind === 'score' && each.code === code ? each.needed : 0),
            0,
          )
        const reached = level(answers(one + lacking('1'), two + lacking('2')))
        expect(reached).toBe(Math.min(result.level + 1, Math.max(...bands4725.map((band) => band.level))))
      }),
    )
  })
})
