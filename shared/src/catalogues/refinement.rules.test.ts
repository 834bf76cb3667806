import { describe, expect, it } from 'vitest'
import {
  aSet,
  checklist,
  choice,
  condition,
  count,
  group,
  innerSum,
  met,
  points,
  ratio,
  scored,
  sum,
} from '../../test/sets.ts'
import { resultOf, resultUnder } from '../scoring/result.rules.ts'
import type { Criterion, CriterionGroup, EvidenceDemand } from './criterion.schema.ts'
import { faultsOfSet } from './indicator-set.rules.ts'
import { faultsOfRefinement } from './refinement.rules.ts'

const second = group('2', [points('2.1', 10_000)])
const setOf = (...criteria: Criterion[]) => aSet({ groups: [group('1', criteria), second] })
const national = setOf(condition('1.1'), points('1.2', 6000), points('1.3', 4000, { step: 50 }))
const faults = (...criteria: Criterion[]) =>
  faultsOfRefinement(setOf(...criteria), national).map(({ path, rule }) => `${path} ${rule}`)

describe('a refinement keeps the refined set computable', () => {
  it('when it changes nothing', () => {
    expect(faultsOfRefinement(national, national)).toEqual([])
  })

  it('when it splits a criterion into parts that come to its maximum, also parts of parts', () => {
    const parts = [points('1.2.1', 2000), innerSum('1.2.2', [ratio('1.2.2.1', 3000), points('1.2.2.2', 1000)])]
    const set = setOf(condition('1.1'), sum('1.2', parts), points('1.3', 4000, { step: 50 }))
    expect(faultsOfSet({ ...set, refines: { code: 'THU', version: 1 } }, national)).toEqual([])
    const answers = {
      '1.1': met,
      '1.2.1': scored(1500),
      '1.2.2.1': { ...scored(2500), numerator: 5, denominator: 6 },
      '1.2.2.2': scored(25),
      '1.3': scored(3350),
      '2.1': scored(7525),
    }
    const under = resultUnder(national, set, answers)
    expect(under).toMatchObject({ total: 14_900, level: 2, unmetConditions: [], answered: 4, lines: 4 })
    expect(under.groups.map(({ score }) => score)).toEqual(resultOf(set, answers).groups.map(({ score }) => score))
  })

  it('when it adds a condition of its own, which the refined set does not know', () => {
    const set = setOf(condition('1.1'), points('1.2', 6000), points('1.3', 4000, { step: 50 }), condition('1.4'))
    expect(faultsOfRefinement(set, national)).toEqual([])
    const answers = { '1.1': met, '1.2': scored(6000), '1.3': scored(4000), '2.1': scored(10_000) }
    expect(resultOf(set, answers)).toMatchObject({ level: 1, unmetConditions: ['1.4'] })
    expect(resultUnder(national, set, answers)).toMatchObject({ level: 3, unmetConditions: [] })
  })

  it('and has no result of a part that nobody has scored yet', () => {
    const set = setOf(condition('1.1'), sum('1.2', [points('1.2.1', 6000)]), points('1.3', 4000, { step: 50 }))
    expect(resultUnder(national, set, {})).toMatchObject({ total: 0, answered: 0, unmetConditions: ['1.1'] })
  })
})

describe('a refinement may not', () => {
  it('lose a criterion or a group, or put it into another group', () => {
    expect(faults(condition('1.1'), points('1.3', 4000, { step: 50 }))).toEqual(
      ['1.2 refinement-misses-criterion', '1 refinement-changes-maximum'].sort(),
    )
    const groups: CriterionGroup[] = [group('1', national.groups[0]?.criteria ?? [])]
    expect(faultsOfRefinement({ ...national, groups }, national).map(({ path }) => path)).toEqual(['2', '2.1'])
    const elsewhere = [group('1', [condition('1.1'), points('1.2', 6000)]), group('2', [points('1.3', 4000)])]
    expect(faultsOfRefinement({ ...national, groups: elsewhere }, national)).toContainEqual({
      path: '1.3',
      rule: 'refinement-misses-criterion',
    })
  })

  it('change a maximum; both figures are named', () => {
    expect(
      faultsOfRefinement(setOf(condition('1.1'), points('1.2', 5000), points('1.3', 5000, { step: 50 })), national),
    ).toEqual([
      {
        path: '1.2',
        part: 'maximum',
        rule: 'refinement-changes-maximum',
        values: { maximum: '50.00', refined: '60.00' },
      },
      {
        path: '1.3',
        part: 'maximum',
        rule: 'refinement-changes-maximum',
        values: { maximum: '50.00', refined: '40.00' },
      },
    ])
  })

  it('make points of a condition, or a condition of points', () => {
    expect(faults(points('1.1', 0), points('1.2', 6000), points('1.3', 4000, { step: 50 }))).toEqual([
      '1.1 refinement-changes-condition',
    ])
    expect(faults(condition('1.1'), condition('1.2'), points('1.3', 4000, { step: 50 }))).toContain(
      '1.2 refinement-changes-condition',
    )
  })

  it('give scores between the steps of the refined criterion', () => {
    const third = (criterion: Criterion) => faults(condition('1.1'), points('1.2', 6000), criterion)
    expect(third(points('1.3', 4000, { step: 25 }))).toEqual(['1.3 refinement-off-step'])
    expect(third(points('1.3', 4000))).toEqual(['1.3 refinement-off-step'])
    expect(third(points('1.3', 4000, { step: 100 }))).toEqual([])
    expect(third(checklist('1.3', [1000, 3000]))).toEqual([])
    expect(third(checklist('1.3', [1025, 2975]))).toEqual(['1.3 refinement-off-step'])
    const bands = [
      { below: 1000, points: 50 },
      { from: 1000, points: 4000 },
    ]
    expect(third(count('1.3', 4000, { award: { by: 'bands', bands } }))).toEqual([])
    expect(third(ratio('1.3', 4000, { award: { by: 'proportion' } }))).toEqual(['1.3 refinement-off-step'])
    expect(third(sum('1.3', [points('1.3.1', 3000, { step: 100 }), points('1.3.2', 1000)]))).toEqual([
      '1.3.2 refinement-off-step',
    ])
  })

  it('give scores that the choices of the refined criterion do not know', () => {
    const chosen = (criterion: Criterion) => faultsOfRefinement(setOf(criterion), setOf(choice('1.1', [0, 1000, 3000])))
    expect(chosen(choice('1.1', [0, 1700, 3000]))).toMatchObject([{ path: '1.1', rule: 'refinement-off-step' }])
    expect(chosen(choice('1.1', [0, 2000, 3000]))).toEqual([])
    expect(chosen(choice('1.1', [0, 1000, 3000]))).toEqual([])
  })
})

describe('a refinement demands at least the evidence of the refined set', () => {
  const withEvidence = (evidence?: EvidenceDemand) => (evidence ? { evidence } : {})
  const faultsBetween = (own: EvidenceDemand | undefined, refined: EvidenceDemand | undefined) =>
    faultsOfRefinement(
      setOf(points('1.1', 10_000, withEvidence(own))),
      setOf(points('1.1', 10_000, withEvidence(refined))),
    ).map(({ rule }) => rule)
  const less = ['refinement-demands-less-evidence']

  it.each<[EvidenceDemand | undefined, EvidenceDemand | undefined, string[]]>([
    [undefined, undefined, []],
    [undefined, { demand: 'optional' }, []],
    [{ demand: 'none' }, { demand: 'optional' }, []],
    [undefined, { demand: 'when-claimed' }, less],
    [{ demand: 'always' }, { demand: 'when-claimed' }, []],
    [{ demand: 'when-claimed' }, { demand: 'always' }, less],
    [{ demand: 'always', least: 2 }, { demand: 'always' }, []],
    [{ demand: 'always' }, { demand: 'always', least: 2 }, less],
    [{ demand: 'always', kinds: ['file'] }, { demand: 'always', kinds: ['file', 'link'] }, []],
    [{ demand: 'always', kinds: ['file', 'figure'] }, { demand: 'always', kinds: ['file'] }, less],
    [{ demand: 'always' }, { demand: 'always', kinds: ['file'] }, less],
  ])('%o over %o: %o', (own, refined, expected) => {
    expect(faultsBetween(own, refined)).toEqual(expected)
  })

  it('at the heading of a split criterion, or with every part of it', () => {
    const refined = setOf(points('1.1', 10_000, { evidence: { demand: 'when-claimed' } }))
    const split = (heading: EvidenceDemand | undefined, ...parts: (EvidenceDemand | undefined)[]) =>
      faultsOfRefinement(
        setOf(
          sum(
            '1.1',
            parts.map((evidence, at) => points(`1.1.${at + 1}`, 10_000 / parts.length, withEvidence(evidence))),
            withEvidence(heading),
          ),
        ),
        refined,
      ).map(({ path, rule }) => `${path} ${rule}`)
    expect(split({ demand: 'when-claimed' }, undefined, undefined)).toEqual([])
    expect(split(undefined, { demand: 'when-claimed' }, { demand: 'always' })).toEqual([])
    expect(split(undefined, { demand: 'always' }, undefined)).toEqual(['1.1 refinement-demands-less-evidence'])
  })
})

describe('a set that refines an unknown one', () => {
  const set = { ...national, refines: { code: 'KHONG-CO', version: 2 } }
  it('says so, with code and version', () => {
    expect(faultsOfSet(set, null)).toEqual([
      { path: 'set', part: 'refines', rule: 'refined-set-unknown', values: { code: 'KHONG-CO', version: 2 } },
    ])
  })
  it('is not looked at where nobody could look it up', () => {
    expect(faultsOfSet(set)).toEqual([])
  })
})
