import { describe, expect, it } from 'vitest'
import { aSet, bands4725, checklist, choice, condition, count, group, points, ratio, sum } from '../../test/sets.ts'
import { faultsOfSet } from './indicator-set.rules.ts'
import type { Criterion } from './criterion.schema.ts'
import type { IndicatorSetDefinition } from './indicator-set.schema.ts'
import { leafLinesOf, linesOf, maximumOfSet } from './outline.rules.ts'

const faults = (set: IndicatorSetDefinition) => faultsOfSet(set).map(({ path, rule }) => `${path} ${rule}`)
/** Faults of a set whose only criterion of points is this one. */
const faultsOf = (criterion: Criterion) =>
  faults(
    aSet({
      level: { bands: [{ level: 1 }], combine: 'total', unmetConditionCapsAt: null },
      groups: [group('1', [criterion])],
    }),
  )

describe('a set may be published', () => {
  it('when nothing is wrong with it', () => {
    expect(faultsOfSet(aSet())).toEqual([])
  })

  it('only when its total still is a score that can be kept', () => {
    const whole = (most: number, n: string) => group(n, [points(`${n}.1`, most)])
    const level = { bands: [{ level: 1 }], combine: 'total' as const, unmetConditionCapsAt: null }
    expect(faults(aSet({ level, groups: [whole(500_000, '1'), whole(499_999, '2')] }))).toEqual([])
    expect(faultsOfSet(aSet({ level, groups: [whole(500_000, '1'), whole(500_000, '2')] }))).toEqual([
      { path: 'set', rule: 'total-too-large', values: { sum: '10000.00', most: '9999.99' } },
    ])
  })

  it('only with as many items and choices as an answer can name', () => {
    const ones = (most: number) => Array.from({ length: most }, () => 1)
    expect(faultsOf(checklist('1.1', ones(100)))).toEqual([])
    expect(faultsOf(checklist('1.1', ones(101)))).toEqual(['1.1 items-too-many'])
    expect(faultsOf(choice('1.1', ones(100)))).toEqual([])
    expect(faultsOf(choice('1.1', ones(101)))).toEqual(['1.1 items-too-many'])
  })

  it('only when the points of the lines reach the maximum of their group, and no more', () => {
    const [first, second] = aSet().groups
    if (!first || !second) throw new Error('The set has two groups')
    const set = aSet({ groups: [first, { ...second, maximum: 9000 }] })
    expect(faultsOfSet(set)).toEqual([
      { path: '2', part: 'maximum', rule: 'maxima-do-not-add-up', values: { sum: '100.00', maximum: '90.00' } },
    ])
  })

  it('only when the parts of a sum reach its maximum', () => {
    expect(faultsOf(sum('1.1', [points('1.1.1', 600), points('1.1.2', 600)], { maximum: 1300 }))).toEqual([
      '1.1 maxima-do-not-add-up',
    ])
  })

  it('only when a field and each of its choices has a name', () => {
    const field = (title: string, ...choices: string[]) =>
      faultsOf(points('1.1', 10_000, { fields: [{ key: 'solution', title, choices }] }))
    expect(field('Giải pháp', 'Thuê', 'Mua')).toEqual([])
    expect(field('', 'Thuê', 'Mua')).toEqual(['1.1 title-missing'])
    expect(field('Giải pháp', 'Thuê', '')).toEqual(['1.1 title-missing'])
  })

  it('only when every code occurs once and stands under its parent', () => {
    const set = aSet({
      groups: [
        group('1', [points('1.1', 5000), points('1.1', 5000), condition('2.7')]),
        group('2', [points('2.1', 10_000)]),
        group('10', [points('10.1', 10_000)]),
      ],
    })
    expect(faults(set)).toEqual(['1.1 code-twice', '2.7 code-outside-parent'])
    expect(faultsOf(sum('1.1', [points('1.10.1', 100)]))).toEqual(['1.10.1 code-outside-parent'])
  })

  it('only when the bands of its level rule cover every score once and rise', () => {
    const withBands = (bands: typeof bands4725) =>
      faults(aSet({ level: { bands, combine: 'lowest-group', unmetConditionCapsAt: null } }))
    expect(
      withBands([
        { level: 1, to: 5000 },
        { level: 2, from: 5000 },
      ]),
    ).toEqual(['level bands-overlap'])
    expect(
      withBands([
        { level: 1, below: 5000 },
        { level: 2, above: 5000 },
      ]),
    ).toEqual(['level bands-have-gap'])
    expect(withBands([{ level: 1, below: 5000 }])).toEqual(['level bands-miss-range'])
    expect(
      withBands([
        { level: 2, below: 5000 },
        { level: 1, from: 5000 },
      ]),
    ).toEqual(['level levels-out-of-order'])
    expect(
      withBands([
        { level: 1, below: 5000 },
        { level: 1, from: 5000 },
      ]),
    ).toEqual(['level levels-out-of-order'])
  })

  it('only when the cap of an unmet condition is one of its levels', () => {
    const level = { bands: bands4725, combine: 'lowest-group' as const, unmetConditionCapsAt: 4 }
    expect(faults(aSet({ level }))).toEqual(['level cap-is-no-level'])
  })

  it('only when levels of a criterion of its own cover its points', () => {
    const parts = [points('1.1.1', 1500), points('1.1.2', 1500)]
    const own = [
      { level: 1, below: 1000 },
      { level: 2, from: 1000, to: 2000 },
      { level: 3, above: 2000 },
    ]
    expect(faultsOf(sum('1.1', parts, { bands: own }))).toEqual([])
    expect(faultsOf(sum('1.1', parts, { bands: own.slice(0, 2) }))).toEqual(['1.1 bands-miss-range'])
  })

  it('only when steps divide the maximum', () => {
    expect(faultsOf(points('1.1', 1000, { step: 250 }))).toEqual([])
    expect(faultsOf(points('1.1', 1000, { step: 300 }))).toEqual(['1.1 step-does-not-divide-maximum'])
    expect(faultsOf(points('1.1', 1000, { step: 0 }))).toEqual(['1.1 step-does-not-divide-maximum'])
  })

  it('only when items and choices reach the maximum and do not pass it', () => {
    expect(faultsOf({ ...checklist('1.1', [300, 400]), maximum: 800 })).toEqual(['1.1 items-do-not-reach-maximum'])
    expect(faultsOf({ ...choice('1.1', [0, 400]), maximum: 800 })).toEqual(['1.1 no-choice-reaches-maximum'])
    expect(faultsOf({ ...choice('1.1', [0, 900]), maximum: 800 })).toEqual(['1.1 choice-above-maximum'])
  })

  it('only when figures are read by bands without a gap and within the maximum', () => {
    const bands = [
      { points: 0, below: 5000 },
      { points: 700, from: 5000 },
    ]
    expect(faultsOf(ratio('1.1', 700, { award: { by: 'bands', bands } }))).toEqual([])
    expect(faultsOf(ratio('1.1', 600, { award: { by: 'bands', bands } }))).toEqual(['1.1 band-points-above-maximum'])
    const hole = [
      { points: 0, to: 4999 },
      { points: 700, from: 5000 },
    ]
    expect(faultsOf(ratio('1.1', 700, { award: { by: 'bands', bands: hole } }))).toEqual(['1.1 bands-have-gap'])
    const whole = [
      { points: 0, to: 1000 },
      { points: 700, from: 1100 },
    ]
    expect(faultsOf(count('1.1', 700, { award: { by: 'bands', bands: whole } }))).toEqual([])
    expect(faultsOf(count('1.1', 700, { award: { by: 'proportion' } }))).toEqual(['1.1 proportion-needs-target'])
    expect(faultsOf(count('1.1', 700, { award: { by: 'proportion' }, target: 50 }))).toEqual([])
  })

  it('only when no two codes are read as the same: their evidence would have the same codes', () => {
    const whole = group('1', [points('1.1', 100), points('1.01', 100)])
    const level = { bands: [{ level: 1 }], combine: 'total' as const, unmetConditionCapsAt: null }
    expect(faultsOfSet(aSet({ level, groups: [whole] }))).toEqual([
      { path: '1.01', part: 'code', rule: 'code-alike', values: { other: '1.1' } },
    ])
    expect(faults(aSet({ level, groups: [group('1', [points('1.01', 100), points('1.10', 100)])] }))).toEqual([])
  })

  it('only when no field is asked twice and nothing is worth zero', () => {
    const field = { key: 'solution', title: 'Tên giải pháp' }
    expect(faultsOf(points('1.1', 100, { fields: [field, field] }))).toEqual(['1.1 field-twice'])
    expect(faultsOf(points('1.1', 0))).toEqual(['1.1 maximum-is-zero'])
  })
})

describe('the outline of a set', () => {
  it('has sums before their parts, and only leaves are answered', () => {
    const set = aSet({
      groups: [group('1', [condition('1.1'), sum('1.2', [points('1.2.1', 100), points('1.2.2', 200)])])],
    })
    expect(linesOf(set).map((line) => line.criterion.code)).toEqual(['1.1', '1.2', '1.2.1', '1.2.2'])
    expect(leafLinesOf(set).map((line) => line.criterion.code)).toEqual(['1.1', '1.2.1', '1.2.2'])
    expect(maximumOfSet(set)).toBe(300)
  })
})
