import { readFileSync } from 'node:fs'
import { emptyAnswer, faultsOfSet, indicatorSetDefinition, leafLinesOf, resultOf, resultOfSum } from '@thuoc/shared'
import { describe, expect, it } from 'vitest'

const shipped = (file: string) =>
  indicatorSetDefinition.parse(
    JSON.parse(readFileSync(new URL(`../../../catalogues/${file}`, import.meta.url), 'utf8')),
  )
/** Code, kind and maximum of every line, in the order of the text; scores in points. */
const lines = (set: ReturnType<typeof shipped>) =>
  leafLinesOf(set).map(({ criterion }) =>
    criterion.kind === 'condition'
      ? `${criterion.code} condition`
      : `${criterion.code} ${criterion.kind} ${criterion.maximum / 100}`,
  )

describe('QĐ 4725 as it ships', () => {
  const set = shipped('qd4725.json')

  it('has 29 lines in two groups of 100 points: 25 scored, 4 conditions', () => {
    expect(set.groups.map(({ code, maximum }) => [code, maximum])).toEqual([
      ['1', 10_000],
      ['2', 10_000],
    ])
    expect(lines(set)).toEqual([
      ...['1.1 condition', '1.2 condition'],
      ...['1.3.1 points 6', '1.3.2 points 6', '1.3.3 points 6', '1.3.4 points 6', '1.3.5 points 6'],
      '1.4 count 10',
      ...['1.5.1 points 15', '1.5.2 points 5'],
      ...['1.6.1 ratio 7', '1.6.2 ratio 7', '1.6.3 ratio 6'],
      ...['1.7.1 ratio 8', '1.7.2 points 7', '1.7.3 points 5'],
      ...['2.1 condition', '2.2 condition'],
      ...['2.3.1 points 6', '2.3.2 points 6', '2.3.3 points 20', '2.3.4 points 6'],
      ...['2.3.5 points 10', '2.3.6 points 10', '2.3.7 points 6', '2.3.8 points 6'],
      ...['2.4.1 points 8', '2.4.2 points 12', '2.4.3 points 10'],
    ])
  })

  it('has no fault, and names what has to be compared with the signed text', () => {
    expect(faultsOfSet(set)).toEqual([])
    expect(set).toMatchObject({ sample: false, decision: { number: '4725/QĐ-BGDĐT', date: '2022-12-30' } })
    expect(set.doubts).toHaveLength(2)
    expect(leafLinesOf(set).filter(({ criterion }) => criterion.doubt !== undefined)).toHaveLength(8)
  })

  it('gives criterion 1.3 levels of its own: below 10, from 10 to 20, above 20', () => {
    const heading = set.groups[0]?.criteria.find(({ code }) => code === '1.3')
    if (heading?.kind !== 'sum') throw new Error('1.3 is a sum')
    const at = (score: number) => resultOfSum(heading, { '1.3.1': { ...emptyAnswer, score } }).level
    expect([975, 1000, 2000, 2025].map(at)).toEqual([1, 2, 2, 3])
    expect(heading.evidence).toEqual({ demand: 'when-claimed', kinds: ['link'] })
    expect(heading.fields?.map(({ key }) => key)).toEqual(['solution', 'acquisition'])
  })

  it('names the figures that other systems push', () => {
    const keys = leafLinesOf(set).flatMap(({ criterion }) => (criterion.measurement ? [criterion.measurement] : []))
    expect(keys).toEqual([
      'digital-resources.count',
      'teachers.online-training-account',
      'teachers.use-teaching-software',
      'teachers.author-digital-resources',
      'classrooms.projection-and-internet',
      'sector-database.last-sync',
    ])
  })
})

describe('the sample set for early-childhood education', () => {
  const set = shipped('mau-mn.json')
  const score = (given: Record<string, object>) =>
    resultOf(set, Object.fromEntries(Object.entries(given).map(([code, part]) => [code, { ...emptyAnswer, ...part }])))

  it('has 9 lines of six kinds in two groups of 100 points, and says it is a sample', () => {
    expect(lines(set)).toEqual([
      ...['1.1 condition', '1.2 ratio 20', '1.3 count 20', '1.4 checklist 30', '1.5 choice 30'],
      ...['2.1 condition', '2.2 checklist 60', '2.3 points 20', '2.4 ratio 20'],
    ])
    expect(set.groups.map(({ maximum }) => maximum)).toEqual([10_000, 10_000])
    expect(set).toMatchObject({ sample: true, decision: null, evidenceCode: 'quality-2026' })
    expect(set.appliesTo).toEqual(['nursery', 'kindergarten', 'preschool'])
    expect(faultsOfSet(set)).toEqual([])
  })

  it('awards by bands: 30 of 100 teachers 10 points, 29 of them 5; 10 videos 12 points, 9 of them 5', () => {
    const at = (numerator: number, count: number) =>
      score({ '1.2': { numerator, denominator: 100 }, '1.3': { count } }).groups[0]?.score
    expect([at(29, 9), at(30, 9), at(59, 10), at(60, 29), at(89, 30), at(90, 30)]).toEqual([
      1000, 1500, 2200, 2700, 3500, 4000,
    ])
  })

  it('awards items, choices, and shares in proportion', () => {
    const group = (given: Record<string, object>, at: number) => score(given).groups[at]?.score
    expect(group({ '1.4': { items: [0, 2] }, '1.5': { choice: 2 } }, 0)).toBe(5000)
    expect(
      group({ '2.2': { items: [0, 3] }, '2.3': { score: 1950 }, '2.4': { numerator: 1, denominator: 3 } }, 1),
    ).toBe(3000 + 1950 + 667)
  })
})

describe('the sample set for managing bodies', () => {
  const set = shipped('mau-cqql.json')

  it('has 5 lines in two groups of 50 points and one level of the total', () => {
    expect(lines(set)).toEqual([
      ...['1.1 condition', '1.2 points 20', '1.3 points 30'],
      ...['2.1 aggregate 30', '2.2 aggregate 20'],
    ])
    expect(set.groups.map(({ maximum }) => maximum)).toEqual([5000, 5000])
    expect(set).toMatchObject({ sample: true, decision: null, level: { combine: 'total', unmetConditionCapsAt: 1 } })
    expect(set.appliesTo).toEqual(['district-office', 'commune-office', 'province'])
    expect(faultsOfSet(set)).toEqual([])
  })

  it('computes two lines from the units that are managed: recognised at level 2 or above, submitted in time', () => {
    expect(set.groups[1]?.criteria).toMatchObject([
      { share: 'recognised-at-level', atLevel: 2, award: { by: 'proportion' } },
      { share: 'submitted-in-time', award: { by: 'proportion' } },
    ])
    const full = { met: true, score: null }
    const answers = {
      '1.1': { ...emptyAnswer, ...full },
      '1.2': { ...emptyAnswer, score: 1500 },
      '1.3': { ...emptyAnswer, score: 2500 },
      '2.1': { ...emptyAnswer, numerator: 2, denominator: 3 },
      '2.2': { ...emptyAnswer, numerator: 3, denominator: 4 },
    }
    expect(resultOf(set, answers)).toMatchObject({ total: 7500, level: 2 })
  })
})
