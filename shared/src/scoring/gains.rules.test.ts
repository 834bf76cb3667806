import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aSet, choice, condition, count, given, group, met, points, ratio, scored } from '../../test/sets.ts'
import { gainsOf, nextStepOf } from './gains.rules.ts'
import { resultOf } from './result.rules.ts'

const codes = (gains: ReturnType<typeof gainsOf>) => gains.map(({ code }) => code)

describe('what a line could still bring', () => {
  const set = aSet({
    groups: [
      group('1', [condition('1.1'), points('1.2', 6000), points('1.3', 4000)]),
      group('2', [condition('2.1'), points('2.2', 10_000)]),
    ],
  })

  it('is its maximum less its score; most first, among equals in the order of the form', () => {
    const answers = { '1.1': met, '1.2': scored(2000), '1.3': scored(0), '2.1': met, '2.2': scored(9000) }
    expect(gainsOf(set, answers).map(({ code, gain }) => [code, gain])).toEqual([
      ['1.2', 4000],
      ['1.3', 4000],
      ['2.2', 1000],
    ])
  })

  it('is said of lines without a score too, never of conditions nor of full lines', () => {
    expect(codes(gainsOf(set, { '1.2': scored(6000) }))).toEqual(['2.2', '1.3'])
  })

  it('lifts the level of its group only when it is enough for the next one', () => {
    const answers = { '1.1': met, '1.2': scored(2000), '1.3': scored(2500), '2.1': met, '2.2': scored(9000) }
    const lifting = gainsOf(set, answers).filter(({ lifts }) => lifts)
    expect(codes(lifting)).toEqual(['1.2', '1.3'])
    const far = { ...answers, '1.2': scored(0), '1.3': scored(500) }
    expect(codes(gainsOf(set, far).filter(({ lifts }) => lifts))).toEqual(['1.2'])
  })

  it('measures against the total where the total decides', () => {
    const byTotal = aSet({
      level: {
        bands: [
          { level: 1, below: 10_000 },
          { level: 2, from: 10_000 },
        ],
        combine: 'total',
        unmetConditionCapsAt: null,
      },
      groups: set.groups,
    })
    const answers = { '1.2': scored(3000), '1.3': scored(4000), '2.2': scored(1000) }
    expect(gainsOf(byTotal, answers).map(({ code, lifts }) => [code, lifts])).toEqual([
      ['2.2', true],
      ['1.2', true],
    ])
  })
})

describe('the next figure worth more', () => {
  const books = count('1.1', 2000, {
    award: {
      by: 'bands',
      bands: [
        { below: 1000, points: 500 },
        { from: 1000, below: 3000, points: 1200 },
        { from: 3000, points: 2000 },
      ],
    },
  })
  const teachers = ratio('1.1', 2000, {
    award: {
      by: 'bands',
      bands: [
        { to: 5000, points: 500 },
        { above: 5000, points: 2000 },
      ],
    },
  })

  it('is the first count of the next band', () => {
    expect(nextStepOf(books, given({ count: 7 }))).toEqual({ figure: 10, whole: null, points: 1200 })
    expect(nextStepOf(books, given({ count: 10 }))).toEqual({ figure: 30, whole: null, points: 2000 })
    expect(nextStepOf(books, given({ count: 30 }))).toBeNull()
    expect(nextStepOf(books, given({}))).toBeNull()
  })

  it('is the first part of the whole that lies in the next band, exactly', () => {
    expect(nextStepOf(teachers, given({ numerator: 20, denominator: 40 }))).toEqual({
      figure: 21,
      whole: 40,
      points: 2000,
    })
    expect(nextStepOf(teachers, given({ numerator: 1, denominator: 3 }))).toEqual({ figure: 2, whole: 3, points: 2000 })
    expect(nextStepOf(teachers, given({ numerator: 0, denominator: 0 }))).toBeNull()
  })

  it('is not known where people set the score or the award has no bands', () => {
    expect(nextStepOf(points('1.1', 600), scored(100))).toBeNull()
    expect(nextStepOf(choice('1.1', [0, 500]), given({ choice: 0 }))).toBeNull()
    expect(nextStepOf(ratio('1.1', 600), given({ numerator: 1, denominator: 2, score: 100 }))).toBeNull()
  })

  it('earns what it promises, and no smaller figure does (any counts)', () => {
    const set = aSet({
      level: { bands: [{ level: 1 }], combine: 'total', unmetConditionCapsAt: null },
      groups: [group('1', [books])],
    })
    const total = (figure: number) => resultOf(set, { '1.1': given({ count: figure }) }).total
    fc.assert(
      fc.property(fc.nat(60), (figure) => {
        const next = nextStepOf(books, given({ count: figure }))
        expect(total(next?.figure ?? figure)).toBe(next?.points ?? 2000)
        if (next) expect(total(next.figure - 1)).toBe(total(figure))
      }),
    )
  })
})
