import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aggregate, checklist, choice, condition, count, given, points, ratio } from '../../test/sets.ts'
import type { Leaf } from '../catalogues/criterion.schema.ts'
import { faultOfAnswer } from './answer.rules.ts'
import type { Answer } from './answer.schema.ts'
import { isClaimed, isReadByFigures, proportion, scoreOf, suggestedScore } from './award.rules.ts'

const score = (leaf: Leaf, part: Partial<Answer>) => scoreOf(leaf, given(part))

describe('the score of a line', () => {
  it('is what people enter for points', () => {
    expect(score(points('1.1', 600), { score: 525 })).toBe(525)
    expect(score(points('1.1', 600), {})).toBeNull()
    expect(score(points('1.1', 600), { score: 0 })).toBe(0)
  })

  it('is none for a condition', () => {
    expect(score(condition('1.1'), { met: true })).toBeNull()
  })

  it('is the sum of the items that are there, each once', () => {
    const list = checklist('1.1', [100, 250, 400])
    expect(score(list, { items: [0, 2] })).toBe(500)
    expect(score(list, { items: [2, 0, 2] })).toBe(500)
    expect(score(list, { items: [] })).toBe(0)
    expect(score(list, {})).toBeNull()
  })

  it('is that of the choice taken', () => {
    expect(score(choice('1.1', [0, 300]), { choice: 1 })).toBe(300)
    expect(score(choice('1.1', [0, 300]), {})).toBeNull()
  })

  it('follows exactly from the bands a ratio falls in, however close to the bound', () => {
    const bands = [
      { points: 100, to: 7500 },
      { points: 200, above: 7500, below: 9000 },
      { points: 300, from: 9000 },
    ]
    const leaf = ratio('1.1', 300, { award: { by: 'bands', bands } })
    const at = (numerator: number, denominator: number) => score(leaf, { numerator, denominator })
    expect([at(3, 4), at(6001, 8001), at(89_999, 100_000), at(9, 10), at(0, 7)]).toEqual([100, 200, 200, 300, 100])
    expect(at(0, 0)).toBeNull()
    expect(score(leaf, { numerator: 3 })).toBeNull()
  })

  it('follows from the bands a count falls in', () => {
    const bands = [
      { points: 0, below: 1000 },
      { points: 500, from: 1000 },
    ]
    const leaf = count('1.1', 500, { award: { by: 'bands', bands } })
    expect([9, 10, 100_000_000].map((number) => score(leaf, { count: number }))).toEqual([0, 500, 500])
  })

  it('is in proportion to the target of a count, and never above the maximum', () => {
    const leaf = count('1.1', 1000, { award: { by: 'proportion' }, target: 40 })
    expect([0, 10, 39, 40, 400].map((number) => score(leaf, { count: number }))).toEqual([0, 250, 975, 1000, 1000])
  })

  it('stays with people where figures only suggest it', () => {
    const leaf = ratio('1.1', 700)
    const answer = given({ numerator: 30, denominator: 40, score: 500 })
    expect(scoreOf(leaf, answer)).toBe(500)
    expect(suggestedScore(leaf, answer)).toBe(525)
    expect(suggestedScore(count('1.1', 700), given({ count: 12 }))).toBeNull()
    expect(suggestedScore(points('1.1', 700), given({}))).toBeNull()
  })
})

describe('a line claims something', () => {
  it('when a condition is met or the score is above 0', () => {
    expect(isClaimed(condition('1.1'), given({ met: true }))).toBe(true)
    expect(isClaimed(condition('1.1'), given({ met: false }))).toBe(false)
    expect(isClaimed(points('1.1', 600), given({ score: 1 }))).toBe(true)
    expect(isClaimed(points('1.1', 600), given({ score: 0 }))).toBe(false)
  })
})

describe('laws of the award', () => {
  const whole = fc.integer({ min: 1, max: 100_000_000 })
  const maximum = fc.integer({ min: 1, max: 10_000 })

  it('a proportion lies between 0 and the maximum, reaches it with the whole, and grows with the part', () => {
    fc.assert(
      fc.property(whole, maximum, fc.nat({ max: 99_999_999 }), (of, max, part) => {
        const smaller = Math.min(part, of - 1)
        const less = proportion(smaller, of, max)
        const more = proportion(smaller + 1, of, max)
        expect(less).toBeGreaterThanOrEqual(0)
        expect(more).toBeGreaterThanOrEqual(less)
        expect(more).toBeLessThanOrEqual(max)
        expect(proportion(of, of, max)).toBe(max)
      }),
    )
  })

  it('an answer that is not refused never scores above the maximum', () => {
    const figure = fc.option(fc.nat({ max: 200 }))
    const answers = fc.record({
      met: fc.option(fc.boolean()),
      score: fc.option(fc.nat({ max: 2000 })),
      count: figure,
      numerator: figure,
      denominator: figure,
      choice: fc.option(fc.nat({ max: 5 })),
      items: fc.option(fc.array(fc.nat({ max: 5 }))),
      fields: fc.constant({}),
      note: fc.constant(''),
    })
    const leaves: Leaf[] = [
      points('1.1', 1000),
      points('1.1', 1000, { step: 250 }),
      checklist('1.1', [100, 300, 600]),
      choice('1.1', [0, 500, 1000]),
      count('1.1', 1000),
      count('1.1', 1000, { award: { by: 'proportion' }, target: 30 }),
      ratio('1.1', 1000),
      ratio('1.1', 1000, { award: { by: 'proportion' } }),
      aggregate('1.1', 1000, { award: { by: 'proportion' } }),
    ]
    fc.assert(
      fc.property(fc.constantFrom(...leaves), answers, (leaf, answer) => {
        // Parts of other kinds are refused outright; here only those of the leaf's kind matter.
        const parts = { points: ['score'], checklist: ['items'], choice: ['choice'], condition: ['met'] }
        const own = isReadByFigures(leaf) ? [] : parts[leaf.kind]
        const fitting = given({
          ...(own.includes('score') && { score: answer.score }),
          ...(own.includes('items') && { items: answer.items }),
          ...(own.includes('choice') && { choice: answer.choice }),
          ...(leaf.kind === 'count' && { count: answer.count, score: answer.score }),
          ...(isReadByFigures(leaf) &&
            leaf.kind !== 'count' && {
              numerator: answer.numerator,
              denominator: answer.denominator,
              score: answer.score,
            }),
        })
        if (faultOfAnswer(leaf, fitting) === null) expect(scoreOf(leaf, fitting) ?? 0).toBeLessThanOrEqual(1000)
      }),
      { numRuns: 1000 },
    )
  })
})
